package org.chainer.training.updaters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.chainer.Chainer;
import org.chainer.Link;
import org.chainer.LossFunction;
import org.chainer.Parameter;
import org.chainer.Reporter;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.Variable;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.Batch;

/**
 * Copies of a model, by name, the optimizer's own first. Each takes the first one's parameters and computes gradients for a batch of its own, all at the same time; then they are added
 * up in the first.
 */
final class Replicas implements AutoCloseable {
    private final Map<String, Link> models;
    private final ReplicaThreads threads;
    private final Map<String, Reporter> reporters = new LinkedHashMap<>();

    Replicas(String owner, Map<String, Link> models) {
        this.models = models;
        this.threads = new ReplicaThreads(owner);
        models.forEach((name, model) -> {
            Reporter reporter = new Reporter();
            reporter.addObserver(name, model);
            reporter.addObservers(name, model);
            reporters.put(name, reporter);
        });
    }

    /** Gives the batch of a model. */
    @FunctionalInterface
    interface Batches {
        Batch of(String name);
    }

    /**
     * Leaves the sum of all models' gradients in the first.
     *
     * @param lossFunction of each model; null for the models themselves
     * @return what the other models reported, by key; what the first reports goes to the current reporter
     */
    Map<String, Object> computeGradients(Batches batches, Function<Link, LossFunction> lossFunction, double lossScale) {
        Map<String, Object> reports = new LinkedHashMap<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        Link main = models.values().iterator().next();
        models.forEach((name, model) -> {
            Map<String, Object> report = new LinkedHashMap<>();
            Batch batch = batches.of(name);
            tasks.add(() -> {
                try (DeviceScope device = model.device().use();
                        Chainer.Scope scope =
                                model == main ? () -> {} : reporters.get(name).scope(report)) {
                    differentiate(batch, model, lossFunction, lossScale);
                }
                synchronized (reports) {
                    reports.putAll(report);
                }
                return null;
            });
        });
        if (main.params().stream().allMatch(Parameter::isInitialized)) {
            copyParams();
            threads.run(tasks);
        } else {
            // Shapes come with the first batch; the copies are to start from the same parameters.
            threads.run(tasks.subList(0, 1));
            copyParams();
            threads.run(tasks.subList(1, tasks.size()));
        }
        models.values().stream().filter(model -> model != main).forEach(main::addGrads);
        return reports;
    }

    private static void differentiate(
            Batch batch, Link model, Function<Link, LossFunction> lossFunction, double lossScale) {
        model.clearGrads();
        LossFunction function = lossFunction != null ? lossFunction.apply(model) : StandardUpdater.lossOf(model);
        Variable loss;
        try (Chainer.Scope mode = Chainer.forceBackpropMode()) {
            loss = batch.lossOf(function);
        }
        loss.backward(false, false, lossScale);
    }

    /** Copies the first model's parameters to the others. */
    private void copyParams() {
        Link main = models.values().iterator().next();
        models.values().stream().filter(model -> model != main).forEach(model -> model.copyParams(main));
    }

    /** Hands over the state of the copies' links; that of the first model is the trainer's affair. */
    void serializeState(Serializer serializer) {
        Link main = models.values().iterator().next();
        models.forEach((name, model) -> {
            if (model != main) {
                model.namedLinks(false).forEach((path, link) -> {
                    if (link instanceof Stateful stateful) {
                        stateful.serializeState(serializer.child(name).child(path));
                    }
                });
            }
        });
    }

    @Override
    public void close() {
        threads.close();
    }
}
