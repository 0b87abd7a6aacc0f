package org.chainer.training.updaters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import org.chainer.Link;
import org.chainer.LossFunction;
import org.chainer.Optimizer;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.Variable;
import org.chainer.backend.Device;
import org.chainer.dataset.Batch;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Converter;
import org.chainer.dataset.Iterator;
import org.chainer.training.Updater;

/**
 * Takes a batch, converts it, computes the loss and its gradients, and updates the parameters. Override {@link #updateCore()} for another procedure.
 *
 * <p>Iterators and optimizers have names; one alone is called {@code main}.
 */
public class StandardUpdater implements Updater, Stateful {
    private final Map<String, Iterator<?>> iterators = new LinkedHashMap<>();
    private final Map<String, Optimizer> optimizers = new LinkedHashMap<>();
    private final Converter converter;
    private final Device device;
    private final LossFunction lossFunction;
    private long iteration;
    private boolean autoNewEpoch;
    private Device inputDevice;

    /** Batches of stacked examples; the loss is the optimizer's target. */
    public StandardUpdater(Iterator<?> iterator, Optimizer optimizer) {
        this(iterator, optimizer, null);
    }

    /** Batches of stacked examples on a device, to which the model is moved; null leaves both where they are. */
    public StandardUpdater(Iterator<?> iterator, Optimizer optimizer, Device device) {
        this(iterator, optimizer, new ConcatExamples(), device, null);
    }

    /**
     * An updater with one iterator and one optimizer.
     *
     * @param device null for the model's device
     * @param lossFunction null for the optimizer's target, which must be a {@link LossFunction} then
     */
    public StandardUpdater(
            Iterator<?> iterator, Optimizer optimizer, Converter converter, Device device, LossFunction lossFunction) {
        this(Map.of("main", iterator), Map.of("main", optimizer), converter, device, lossFunction);
    }

    /** An updater with several iterators, one of them called {@code main}, and optimizers; without one called {@code main}, {@link #updateCore} is to be overridden. */
    public StandardUpdater(
            Map<String, ? extends Iterator<?>> iterators,
            Map<String, ? extends Optimizer> optimizers,
            Converter converter,
            Device device,
            LossFunction lossFunction) {
        this.iterators.putAll(iterators);
        this.optimizers.putAll(optimizers);
        this.converter = converter;
        this.device = device;
        this.lossFunction = lossFunction;
        if (!iterators.containsKey("main") || optimizers.isEmpty()) {
            throw new IllegalArgumentException(
                    "an updater needs an iterator named 'main' and an optimizer; it was given iterators "
                            + iterators.keySet() + " and optimizers " + optimizers.keySet());
        }
        // An optimizer without a model is noticed here, not in the first iteration.
        optimizers.values().forEach(Optimizer::target);
        autoNewEpoch(true);
        if (device != null) {
            optimizers.values().forEach(optimizer -> optimizer.target().toDevice(device));
        }
    }

    /** Multiplies losses before backprop; see {@link Optimizer#setLossScale}. */
    public final StandardUpdater lossScale(double scale) {
        optimizers.values().forEach(optimizer -> optimizer.setLossScale(scale));
        return this;
    }

    /** Tells the optimizer of each new epoch; so it is if this is not called. */
    public final StandardUpdater autoNewEpoch() {
        return autoNewEpoch(true);
    }

    /** Chooses whether the optimizer is told of each new epoch; if not, the program may call {@link Optimizer#newEpoch()}. */
    public final StandardUpdater autoNewEpoch(boolean tell) {
        autoNewEpoch = tell;
        optimizers.values().forEach(optimizer -> optimizer.setUseAutoNewEpoch(tell));
        return this;
    }

    /** Converts batches to another device than the model's. */
    public final StandardUpdater inputDevice(Device where) {
        inputDevice = where;
        return this;
    }

    @Override
    public final void update() {
        updateCore();
        iteration++;
    }

    /** One iteration. */
    protected void updateCore() {
        Iterator<?> iterator = getIterator("main");
        Optimizer optimizer = getOptimizer("main");
        Batch batch = converter.convert(iterator.next(), device());
        optimizer.update(() -> target(optimizer, batch));
        countEpoch();
    }

    /** Tells the main optimizer if the main iterator has completed an epoch. */
    protected final void countEpoch() {
        if (autoNewEpoch && getIterator("main").isNewEpoch()) {
            getOptimizer("main").newEpoch(true);
        }
    }

    /** The loss of a batch: by the loss function given, or by the optimizer's target. */
    protected final Variable target(Optimizer optimizer, Batch batch) {
        return batch.lossOf(lossFunction != null ? lossFunction : lossOf(optimizer.target()));
    }

    static LossFunction lossOf(Link target) {
        if (target instanceof LossFunction loss) {
            return loss;
        }
        throw new IllegalStateException(
                "the optimizer's target " + target.getClass().getName()
                        + " computes no loss: implement LossFunction, wrap it into a Classifier, or give the updater a loss function");
    }

    /** Makes arrays of examples. */
    protected final Converter converter() {
        return converter;
    }

    /** The device of batches; never null. */
    protected final Device device() {
        if (inputDevice != null) {
            return inputDevice;
        }
        if (device != null) {
            return device;
        }
        Optimizer any = optimizers.values().iterator().next();
        return optimizers.getOrDefault("main", any).target().device();
    }

    /** The iterator of that name. */
    public final Iterator<?> getIterator(String name) {
        return find(iterators, "iterator", name);
    }

    @Override
    public final Optimizer getOptimizer(String name) {
        return find(optimizers, "optimizer", name);
    }

    private static <T> T find(Map<String, T> all, String kind, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new NoSuchElementException("this updater has no " + kind + " '" + name + "'; it has " + all.keySet());
        }
        return found;
    }

    @Override
    public final Map<String, Optimizer> getAllOptimizers() {
        return Map.copyOf(optimizers);
    }

    @Override
    public long iteration() {
        return iteration;
    }

    @Override
    public long epoch() {
        return getIterator("main").epoch();
    }

    @Override
    public double epochDetail() {
        return getIterator("main").epochDetail();
    }

    @Override
    public OptionalDouble previousEpochDetail() {
        return getIterator("main").previousEpochDetail();
    }

    @Override
    public boolean isNewEpoch() {
        return getIterator("main").isNewEpoch();
    }

    /** Closes all iterators. */
    @Override
    public void close() {
        closeAll(iterators.values());
    }

    static void closeAll(Iterable<Iterator<?>> all) {
        RuntimeException first = null;
        for (Iterator<?> iterator : all) {
            try {
                iterator.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void serialize(Serializer serializer) {
        iterators.forEach((name, iterator) -> iterator.serialize(serializer.child("iterator:" + name)));
        optimizers.forEach((name, optimizer) -> {
            optimizer.serialize(serializer.child("optimizer:" + name));
            optimizer.target().serialize(serializer.child("model:" + name));
        });
        iteration = serializer.integer("iteration", iteration);
    }

    /** Hands the iterators' state over. */
    @Override
    public void serializeState(Serializer serializer) {
        iterators.forEach((name, iterator) -> {
            if (iterator instanceof Stateful stateful) {
                stateful.serializeState(serializer.child("iterator:" + name));
            }
        });
    }
}
