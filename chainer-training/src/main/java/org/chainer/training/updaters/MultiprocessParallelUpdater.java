package org.chainer.training.updaters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainer.CopyMode;
import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Link;
import org.chainer.LossFunction;
import org.chainer.Optimizer;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.backend.Device;
import org.chainer.dataset.Batch;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Converter;
import org.chainer.dataset.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains copies of a model, each on a device and with an iterator of its own, and updates by the sum of their gradients.
 *
 * <p>Chainer starts a process for each device because Python runs one thread at a time. Here each copy has a thread; several may share the CPU. As in Chainer the step is corrected for the
 * larger batch: {@code eps} of Adam, AdaGrad and RMSprop is multiplied by the number of devices, that of RMSpropGraves and AdaDelta by its square, and {@code lr} of other optimizers divided
 * by it. Only the first model reports.
 */
public class MultiprocessParallelUpdater extends StandardUpdater {
    private static final Logger LOG = LoggerFactory.getLogger(MultiprocessParallelUpdater.class);

    private final List<Iterator<?>> iterators;
    private final Map<String, Link> models = new LinkedHashMap<>();
    private final Replicas replicas;
    private Function<Link, LossFunction> lossFunction;

    /** Batches of stacked examples. */
    public MultiprocessParallelUpdater(
            List<? extends Iterator<?>> iterators, Optimizer optimizer, List<Device> devices) {
        this(iterators, optimizer, new ConcatExamples(), devices);
    }

    /**
     * A copy of the model for each device.
     *
     * @param iterators one for each device; the first one counts epochs
     * @param devices the first one is for the optimizer's model itself
     * @throws IllegalArgumentException if there are not as many iterators as devices, or there is none
     */
    public MultiprocessParallelUpdater(
            List<? extends Iterator<?>> iterators, Optimizer optimizer, Converter converter, List<Device> devices) {
        super(first(iterators, devices), optimizer, converter, null, null);
        this.iterators = List.copyOf(iterators);
        models.put("main", optimizer.target());
        for (int i = 1; i < devices.size(); i++) {
            models.put(
                    Integer.toString(i), optimizer.target().copy(CopyMode.COPY).toDevice(devices.get(i)));
        }
        optimizer.target().toDevice(devices.get(0));
        replicas = new Replicas("MultiprocessParallelUpdater", models);
        if (optimizer instanceof GradientMethod method) {
            correctStep(method, devices.size());
        }
    }

    private static Iterator<?> first(List<? extends Iterator<?>> iterators, List<Device> devices) {
        if (iterators.isEmpty() || iterators.size() != devices.size()) {
            throw new IllegalArgumentException("MultiprocessParallelUpdater: there are " + iterators.size()
                    + " iterators and " + devices.size() + " devices; expected one iterator for each device");
        }
        return iterators.get(0);
    }

    private static void correctStep(GradientMethod optimizer, int devices) {
        Hyperparameter hyperparameter = optimizer.hyperparameter();
        switch (optimizer.getClass().getSimpleName()) {
            case "Adam", "AdaGrad", "RMSprop" -> hyperparameter.set("eps", hyperparameter.get("eps") * devices);
            case "RMSpropGraves", "AdaDelta" ->
                hyperparameter.set("eps", hyperparameter.get("eps") * devices * devices);
            default -> {
                if (hyperparameter.has("lr")) {
                    hyperparameter.set("lr", hyperparameter.get("lr") / devices);
                }
            }
        }
        if (devices > 1) {
            LOG.info("{} devices: the step is corrected for the larger batch, {}", devices, hyperparameter);
        }
    }

    /** Whether this updater can be used: always. Chainer's needs NCCL. */
    public static boolean available() {
        return true;
    }

    /** Computes the loss otherwise than by calling the model: given each model, this returns its loss function. */
    public MultiprocessParallelUpdater lossFunction(Function<Link, LossFunction> ofModel) {
        lossFunction = ofModel;
        return this;
    }

    @Override
    protected void updateCore() {
        Optimizer optimizer = getOptimizer("main");
        List<String> names = List.copyOf(models.keySet());
        Map<String, Batch> batches = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            batches.put(
                    names.get(i),
                    converter()
                            .convert(
                                    iterators.get(i).next(),
                                    models.get(names.get(i)).device()));
        }
        replicas.computeGradients(batches::get, lossFunction, optimizer.lossScale());
        optimizer.update();
        countEpoch();
    }

    /** Hands over the state of all iterators but the first, which Chainer does not save, and of the copies' links. */
    @Override
    public void serializeState(Serializer serializer) {
        super.serializeState(serializer);
        for (int i = 1; i < iterators.size(); i++) {
            Serializer child = serializer.child("iterator:" + i);
            iterators.get(i).serialize(child);
            if (iterators.get(i) instanceof Stateful stateful) {
                stateful.serializeState(child.child("_state"));
            }
        }
        replicas.serializeState(serializer.child("models"));
    }

    @Override
    public void close() {
        replicas.close();
        closeAll(new ArrayList<>(iterators));
    }
}
