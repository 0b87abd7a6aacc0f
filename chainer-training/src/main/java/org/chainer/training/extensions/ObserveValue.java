package org.chainer.training.extensions;

import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.chainer.GradientMethod;
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

    /** Observes the hyperparameter {@code lr} of an optimizer under a key. */
    public static ObserveValue observeLr(String optimizerName, String key) {
        return observeValue(key, trainer -> {
            Optimizer optimizer = trainer.updater().getOptimizer(optimizerName);
            if (optimizer instanceof GradientMethod method) {
                return method.hyperparameter().get("lr");
            }
            throw new IllegalStateException("observeLr: optimizer '" + optimizerName + "', a "
                    + optimizer.getClass().getName() + ", has no hyperparameters: it is no GradientMethod");
        });
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
