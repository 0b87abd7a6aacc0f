package org.chainer;

import java.util.List;
import org.chainer.array.NDArray;

/**
 * A {@link LinkHook} that puts something computed from a link's weight in the weight's place, while the link's forward method runs: {@code y = forward(x; normalized(W))}. Gradients flow through
 * the computation to the weight itself, and files hold the weight itself.
 *
 * <p>It is added to links ({@link Link#addHook}), not to threads. A weight whose shape comes with the first input may still be without an array when the hook is added. While such a link runs in one
 * thread, it must not run in another.
 */
public abstract class WeightHook implements LinkHook {
    private final String weightName;

    /** For subclasses: a hook for the parameter of that name. */
    protected WeightHook(String weightName) {
        this.weightName = weightName;
    }

    /** The name of the parameter that is replaced. */
    public final String weightName() {
        return weightName;
    }

    /** What takes the weight's place; computed by functions of its variable, so that gradients flow. Runs when the weight has an array. */
    protected abstract Variable normalized(Link link, Variable weight);

    /** Called once the hook is on a link whose weight has an array. The default does nothing. */
    protected void prepare(Link link, Parameter weight) {}

    /** The link's parameter that is replaced. */
    protected final Parameter weight(Link link) {
        Parameter weight = link.ownParams().get(weightName);
        if (weight == null) {
            throw new IllegalArgumentException(name() + ": " + link.getClass().getSimpleName()
                    + " has no parameter '" + weightName + "'; it has "
                    + link.ownParams().keySet());
        }
        return weight;
    }

    /**
     * Checks that the link has the weight.
     *
     * @throws IllegalStateException if the hook is used as a scope
     * @throws IllegalArgumentException if the link has no such parameter
     */
    @Override
    public void added(Link link) {
        if (link == null) {
            throw new IllegalStateException(name()
                    + " replaces the weight of one link: add it with link.addHook(hook), it cannot be used as a scope");
        }
        Parameter weight = weight(link);
        if (weight.isInitialized()) {
            prepare(link, weight);
        }
    }

    @Override
    public final void forwardPreprocess(Link link, String method, List<?> arguments) {
        weight(link).substitute(weight -> normalized(link, weight));
    }

    @Override
    public final void forwardPostprocess(Link link, String method, List<?> arguments, Object result) {
        weight(link).substitute(null);
    }

    @Override
    public final void forwardFailed(Link link) {
        weight(link).substitute(null);
    }

    /** Adds a value to those that are saved with the link. */
    protected static void addPersistent(Link link, String name, NDArray value) {
        link.addPersistent(name, value);
    }

    /** A value that was added, or null. */
    protected static NDArray persistent(Link link, String name) {
        return (NDArray) link.addedPersistents().get(name);
    }

    /** Takes a value away that was added. */
    protected static void removePersistent(Link link, String name) {
        link.addedPersistents().remove(name);
    }

    /** Adds a parameter to the link. */
    protected static Parameter addParam(Link link, String name, Parameter parameter) {
        return link.addParam(name, parameter);
    }

    /** A parameter that was added, or null. */
    protected static Parameter param(Link link, String name) {
        return link.addedParams().get(name);
    }

    /** Takes a parameter away that was added. */
    protected static void removeParam(Link link, String name) {
        link.removeAddedParam(name);
    }
}
