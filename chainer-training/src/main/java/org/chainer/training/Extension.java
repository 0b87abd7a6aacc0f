package org.chainer.training;

import org.chainer.Serializer;

/**
 * Something that a trainer does beside updates: reports, snapshots, evaluation. Implement {@link #run}, or use a lambda or method reference; {@link #make} adds the rest to one.
 *
 * <p>An extension with state that Chainer's files have no place for implements {@link org.chainer.Stateful} too.
 */
@FunctionalInterface
public interface Extension extends Serializer.Serializable {
    /** Priority of extensions that write observations. */
    int PRIORITY_WRITER = 300;
    /** Priority of extensions that change observations. */
    int PRIORITY_EDITOR = 200;
    /** Priority of extensions that only read observations; the default. */
    int PRIORITY_READER = 100;

    /** Does the work; called after an update when the trigger fires. */
    void run(Trainer trainer);

    /** The name, if none is given to {@link Trainer#extend}. */
    default String defaultName() {
        Class<?> type = getClass();
        return type.isSynthetic() || type.isHidden() || type.isAnonymousClass() ? "extension" : type.getSimpleName();
    }

    /** When it runs, if no trigger is given to {@link Trainer#extend}: every iteration. */
    default Trigger trigger() {
        return Trigger.iterations(1);
    }

    /** Extensions of higher priority run first. */
    default int priority() {
        return PRIORITY_READER;
    }

    /** Whether it also runs once before the first update, whatever its trigger says; {@link Trainer#extend} may ask for that too. */
    default boolean invokeBeforeTraining() {
        return false;
    }

    /** Called with the name under which the trainer registered this extension. */
    default void registered(String name) {}

    /** Called once before training, before any extension is initialised: an extension that loads a snapshot does so here. */
    default void restore(Trainer trainer) {}

    /** Called once before training, also of a resumed run; not if the trigger will never fire again. */
    default void initialize(Trainer trainer) {}

    /** Called once when training has ended, also by an error. */
    default void finish() {}

    /** Called when training ends by an error, before {@link #finish()}. */
    default void onError(Trainer trainer, Throwable error) {}

    /** Hands the extension's state over; none by default. */
    @Override
    default void serialize(Serializer serializer) {}

    /** An extension of the given body whose name, trigger, priority and handlers can be chosen: Chainer's {@code make_extension}. */
    static CustomExtension make(Extension body) {
        return new CustomExtension(body);
    }
}
