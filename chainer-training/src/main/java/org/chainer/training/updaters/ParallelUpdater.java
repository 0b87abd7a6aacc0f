package org.chainer.training.updaters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.chainer.Chainer;
import org.chainer.CopyMode;
import org.chainer.Link;
import org.chainer.LossFunction;
import org.chainer.Optimizer;
import org.chainer.Serializer;
import org.chainer.backend.Device;
import org.chainer.dataset.Batch;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Converter;
import org.chainer.dataset.Iterator;

/**
 * Splits each batch between copies of the model, which compute at the same time on a thread and a device each (several may share the CPU), and updates by the sum of their gradients.
 *
 * <p>As the losses are means over parts of the batch, their gradients' sum is as many times the whole batch's gradient as there are models: choose the learning rate accordingly. The first
 * model is called {@code main} and reports as usual; what another one reports has its name as prefix. Functions with random numbers draw them in no fixed order.
 */
public class ParallelUpdater extends StandardUpdater {
    private final Map<String, Link> models = new LinkedHashMap<>();
    private final Replicas replicas;
    private Function<Link, LossFunction> lossFunction;

    /**
     * A copy of the model for each device.
     *
     * @param devices by name of the copy; {@code main} is for the optimizer's model itself
     */
    public ParallelUpdater(Iterator<?> iterator, Optimizer optimizer, Map<String, Device> devices) {
        this(iterator, optimizer, new ConcatExamples(), copies(optimizer.target(), devices));
    }

    /**
     * Models that exist already, on their devices.
     *
     * @param models by name; {@code main} is the optimizer's
     * @throws IllegalArgumentException if there is no {@code main}, or it is not the optimizer's model
     */
    public ParallelUpdater(
            Iterator<?> iterator, Optimizer optimizer, Converter converter, Map<String, ? extends Link> models) {
        super(iterator, optimizer, converter, null, null);
        if (models.get("main") != optimizer.target()) {
            throw new IllegalArgumentException("ParallelUpdater: 'main' is to be the optimizer's model, but there are "
                    + models.keySet() + (models.containsKey("main") ? ", and 'main' is another model" : ""));
        }
        this.models.put("main", optimizer.target());
        this.models.putAll(models);
        this.replicas = new Replicas("ParallelUpdater", this.models);
    }

    private static Map<String, Link> copies(Link target, Map<String, Device> devices) {
        if (!devices.containsKey("main")) {
            throw new IllegalArgumentException(
                    "ParallelUpdater: there must be a device for 'main'; there are devices for " + devices.keySet());
        }
        Map<String, Link> models = new LinkedHashMap<>();
        models.put("main", target);
        devices.forEach((name, device) -> {
            if (!name.equals("main")) {
                models.put(name, target.copy(CopyMode.COPY).toDevice(device));
            }
        });
        target.toDevice(devices.get("main"));
        return models;
    }

    /** Computes the loss otherwise than by calling the model: given each model, this returns its loss function. */
    public ParallelUpdater lossFunction(Function<Link, LossFunction> ofModel) {
        lossFunction = ofModel;
        return this;
    }

    /** The model of that name. */
    public final Link model(String name) {
        Link model = models.get(name);
        if (model == null) {
            throw new NoSuchElementException("there is no model '" + name + "'; there are " + models.keySet());
        }
        return model;
    }

    @Override
    protected void updateCore() {
        Optimizer optimizer = getOptimizer("main");
        List<?> examples = getIterator("main").next();
        if (examples.size() < models.size()) {
            throw new IllegalStateException("ParallelUpdater: a batch has " + examples.size()
                    + " examples, which cannot be split between " + models.size() + " models");
        }
        Map<String, Batch> batches = new LinkedHashMap<>();
        List<String> names = List.copyOf(models.keySet());
        for (int part = 0; part < names.size(); part++) {
            List<Object> own = new ArrayList<>();
            for (int i = part; i < examples.size(); i += names.size()) {
                own.add(examples.get(i));
            }
            batches.put(
                    names.get(part),
                    converter().convert(own, models.get(names.get(part)).device()));
        }
        Map<String, Object> reports = replicas.computeGradients(batches::get, lossFunction, optimizer.lossScale());
        optimizer.update();
        Chainer.report(reports, null);
        countEpoch();
    }

    @Override
    public void serializeState(Serializer serializer) {
        super.serializeState(serializer);
        replicas.serializeState(serializer.child("models"));
    }

    @Override
    public void close() {
        replicas.close();
        super.close();
    }
}
