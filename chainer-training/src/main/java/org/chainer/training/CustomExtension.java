package org.chainer.training;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.chainer.Serializer;
import org.chainer.Stateful;

/**
 * An extension put together from lambdas: Chainer's {@code make_extension}.
 *
 * <pre>{@code
 * trainer.extend(Extension.make(t -> System.out.println("an epoch is over"))
 *         .trigger(Trigger.epochs(1))
 *         .finalizer(() -> System.out.println("training is over")));
 * }</pre>
 */
public final class CustomExtension implements Extension, Stateful {
    private final Extension body;
    private Trigger trigger;
    private String name;
    private int priority;
    private boolean beforeTraining;
    private Consumer<Trainer> initializer;
    private Runnable finalizer;
    private BiConsumer<Trainer, Throwable> errorHandler;

    CustomExtension(Extension body) {
        this.body = Objects.requireNonNull(body, "the extension's body");
        trigger = body.trigger();
        name = body.defaultName();
        priority = body.priority();
        beforeTraining = body.invokeBeforeTraining();
        initializer = body::initialize;
        finalizer = body::finish;
        errorHandler = body::onError;
    }

    /** When it runs, if no trigger is given to {@link Trainer#extend}. */
    public CustomExtension trigger(Trigger when) {
        trigger = Objects.requireNonNull(when, "trigger");
        return this;
    }

    /** The name, if none is given to {@link Trainer#extend}. */
    public CustomExtension defaultName(String newName) {
        name = Objects.requireNonNull(newName, "name");
        return this;
    }

    /** Extensions of higher priority run first. */
    public CustomExtension priority(int newPriority) {
        priority = newPriority;
        return this;
    }

    /** Also runs once before the first update. */
    public CustomExtension invokeBeforeTraining(boolean invoke) {
        beforeTraining = invoke;
        return this;
    }

    /** What is done once before training. */
    public CustomExtension initializer(Consumer<Trainer> action) {
        initializer = Objects.requireNonNull(action, "initializer");
        return this;
    }

    /** What is done once when training has ended, also by an error. */
    public CustomExtension finalizer(Runnable action) {
        finalizer = Objects.requireNonNull(action, "finalizer");
        return this;
    }

    /** What is done when training ends by an error. */
    public CustomExtension onError(BiConsumer<Trainer, Throwable> handler) {
        errorHandler = Objects.requireNonNull(handler, "onError");
        return this;
    }

    @Override
    public void run(Trainer trainer) {
        body.run(trainer);
    }

    @Override
    public String defaultName() {
        return name;
    }

    @Override
    public Trigger trigger() {
        return trigger;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public boolean invokeBeforeTraining() {
        return beforeTraining;
    }

    @Override
    public void registered(String newName) {
        body.registered(newName);
    }

    @Override
    public void restore(Trainer trainer) {
        body.restore(trainer);
    }

    @Override
    public void initialize(Trainer trainer) {
        initializer.accept(trainer);
    }

    @Override
    public void finish() {
        finalizer.run();
    }

    @Override
    public void onError(Trainer trainer, Throwable error) {
        errorHandler.accept(trainer, error);
    }

    @Override
    public void serialize(Serializer serializer) {
        body.serialize(serializer);
    }

    @Override
    public void serializeState(Serializer serializer) {
        if (body instanceof Stateful stateful) {
            stateful.serializeState(serializer);
        }
    }
}
