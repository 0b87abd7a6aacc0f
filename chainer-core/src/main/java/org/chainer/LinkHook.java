package org.chainer;

import java.util.List;

/**
 * Is called around every link's forward method: on all links of a thread ({@link Chainer#usingHook(LinkHook)}) or on one ({@link
 * Link#addHook}).
 */
public interface LinkHook {

    /** The hook's name; one hook of a name can be active at a time. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Called when the hook becomes active: for a thread (null) or for one link. */
    default void added(Link link) {}

    /** Called when the hook's scope ends, or it is removed from a link. */
    default void deleted(Link link) {}

    /**
     * Called before a link's forward method.
     *
     * @param method name of the method, {@code forward} as a rule
     * @param arguments what it is called with
     */
    default void forwardPreprocess(Link link, String method, List<?> arguments) {}

    /**
     * Called after a link's forward method.
     *
     * @param result what it returned
     */
    default void forwardPostprocess(Link link, String method, List<?> arguments, Object result) {}

    /** Called in the place of {@link #forwardPostprocess} if the forward method threw something. */
    default void forwardFailed(Link link) {}
}
