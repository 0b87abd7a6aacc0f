package org.chainer.testing;

import java.util.List;
import java.util.Map;
import org.chainer.Initializer;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/**
 * Tests that a link's parameters are filled by the initializers it was given. Chainer: {@code testing.LinkInitializersTestCase}.
 *
 * @param <L> the link's class
 */
public abstract class LinkInitializersTestCase<L extends Link> {

    /** For subclasses. */
    protected LinkInitializersTestCase() {}

    /** Chainer's names of the parameters that have initializers, as {@link Link#namedParams} gives them: {@code /W}. */
    protected abstract List<String> paramNames();

    /** For each parameter, initializers to be tried that give the same numbers whenever they are asked: constants. */
    protected abstract List<List<Initializer>> initializers();

    /** A new link with one initializer for each parameter. */
    protected abstract L createLink(List<Initializer> initializers);

    /** New inputs, on any device. */
    protected abstract NDArray[] generateInputs();

    /** Applies the link. */
    protected abstract Variable[] forward(L link, Variable[] inputs);

    /** The device under test; the current one unless this is overridden. */
    protected Device device() {
        return Devices.current();
    }

    /**
     * Makes a link for each initializer, applies it, and compares its parameters with what the initializers give.
     *
     * @throws AssertionError if they differ, or the link has no such parameter
     */
    public final void run() {
        List<List<Initializer>> all = initializers();
        if (all.size() != paramNames().size()) {
            throw new IllegalArgumentException("link initializers: " + all.size() + " lists of initializers for "
                    + paramNames().size() + " parameters");
        }
        List<Initializer> first = all.stream().map(list -> list.get(0)).toList();
        for (int i = 0; i < all.size(); i++) {
            for (Initializer initializer : all.get(i)) {
                List<Initializer> chosen = new java.util.ArrayList<>(first);
                chosen.set(i, initializer);
                check(chosen);
            }
        }
    }

    private void check(List<Initializer> chosen) {
        L link = createLink(chosen);
        link.toDevice(device());
        forward(link, TestInputs.variables(TestInputs.onDevice(generateInputs(), device())));
        Map<String, Parameter> params = link.namedParams();
        for (int i = 0; i < chosen.size(); i++) {
            String name = paramNames().get(i);
            Parameter parameter = params.get(name);
            if (parameter == null) {
                throw new AssertionError("the link has no parameter " + name + "; it has " + params.keySet());
            }
            NDArray expected = parameter.array().emptyLike();
            chosen.get(i).initialize(expected);
            if (!parameter.array().contentEquals(expected)) {
                throw new AssertionError("parameter " + name + " is\n" + parameter.array()
                        + "\nexpected what its initializer gives:\n" + expected);
            }
        }
    }
}
