package org.chainer.training.extensions;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Optimizer;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/** Observes a number of the trainer, the learning rate for instance, so that reports have it; once an epoch by default. */
public final class ObserveValue implements Extension {
    private final String key;
    private final ToDoubleFunction<Trainer> value;

    private ObserveValue(String key, ToDoubleFunction<Trainer> value) {
        this.key = Objects.requireNonNull(key, "key");
        this.value = Objects.requireNonNull(value, "value");
    }

    /** Observes what a function returns. */
    public static ObserveValue observeValue(String key, ToDoubleFunction<Trainer> value) {
        return new ObserveValue(key, value);
    }

    /** Observes the hyperparameter {@code lr} of the main optimizer under the key {@code lr}. */
    public static ObserveValue observeLr() {
        return observeLr("main", "lr");
    }

    /**
     * Observes the learning rate of an optimizer under a key: its hyperparameter {@code lr}, or of Adam and its relatives {@code alpha·sqrt(1 − beta2^t) / (1 − beta1^t)}.
     *
     * @throws IllegalStateException when it runs, if the optimizer has no learning rate
     */
    public static ObserveValue observeLr(String optimizerName, String key) {
        return observeValue(key, trainer -> {
            Optimizer optimizer = trainer.updater().getOptimizer(optimizerName);
            if (optimizer instanceof GradientMethod method) {
                Hyperparameter h = method.hyperparameter();
                Set<String> names = h.names();
                if (names.contains("lr")) {
                    return h.get("lr");
                } else if (names.containsAll(List.of("alpha", "beta1", "beta2"))) {
                    return h.get("alpha")
                            * Math.sqrt(1 - Math.pow(h.get("beta2"), method.t()))
                            / (1 - Math.pow(h.get("beta1"), method.t()));
                }
            }
            throw new IllegalStateException("observeLr: optimizer '" + optimizerName + "', a "
                    + optimizer.getClass().getName() + ", has no learning rate");
        });
    }

    @Override
    public String defaultName() {
        return "_observe_value";
    }

    @Override
    public Trigger trigger() {
        return Trigger.epochs(1);
    }

    @Override
    public int priority() {
        return PRIORITY_WRITER;
    }

    @Override
    public void run(Trainer trainer) {
        trainer.observation().put(key, value.applyAsDouble(trainer));
    }
}
