package org.chainer.functions.util;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;

/**
 * A function whose inside is forgotten, {@code y = func(x)}: only its inputs are kept, and the rest is computed again for the gradient. It takes less
 * memory and more time.
 *
 * <p>In: what the function takes. Out: what it gives.
 *
 * <p>The function must give the same results when it is called again: dropout and other random functions don't. While it is called again, {@link
 * Config#IN_RECOMPUTING} is true. Gradients to parameters that it uses are set, too. It cannot be differentiated twice. Chainer: {@code F.forget}.
 *
 * @see <a href="https://arxiv.org/abs/1604.06174">Chen et al., Training Deep Nets with Sublinear Memory Cost, 2016</a>
 */
public final class Forget extends FunctionNode {
    private final Body body;

    /** A function of variables with several outputs. */
    @FunctionalInterface
    public interface Body {
        /** Applies the function. */
        Variable[] apply(Variable[] xs);
    }

    /** A function of variables with one output. */
    @FunctionalInterface
    public interface SingleBody {
        /** Applies the function. */
        Variable apply(Variable[] xs);
    }

    private Forget(Body body) {
        this.body = body;
    }

    /** Applies a function of one output, whose inside is forgotten. */
    public static Variable forget(SingleBody func, Variable... xs) {
        return new Forget(in -> new Variable[] {func.apply(in)}).applySingle(xs);
    }

    /** Applies a function of several outputs, whose inside is forgotten. */
    public static Variable[] forgetAll(Body func, Variable... xs) {
        return new Forget(func).apply(xs);
    }

    @Override
    protected boolean runsUserCode() {
        return true;
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        int[] all = new int[in.length];
        java.util.Arrays.setAll(all, i -> i);
        retainInputs(all);
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            Variable[] y = call(in);
            NDArray[] result = new NDArray[y.length];
            for (int i = 0; i < y.length; i++) {
                result[i] = y[i].array();
            }
            return result;
        }
    }

    private Variable[] call(NDArray[] in) {
        Variable[] x = new Variable[in.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = new Variable(in[i], false);
        }
        return checked(body.apply(x));
    }

    private static Variable[] checked(Variable[] y) {
        for (int i = 0; i < y.length; i++) {
            if (y[i] == null) {
                throw new IllegalStateException("forget: output " + i + " of the function is null");
            }
        }
        return y;
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        if (isDoubleBackprop()) {
            throw new IllegalStateException("forget cannot be differentiated twice: apply its function directly, or do"
                    + " without enableDoubleBackprop");
        }
        Variable[] x = new Variable[inputs().size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = new Variable(inputData(i), isWanted(wanted, i));
        }
        List<Variable> roots = new ArrayList<>();
        try (Chainer.Scope mode = Chainer.forceBackpropMode();
                Chainer.Scope again = Chainer.usingConfig(Config.IN_RECOMPUTING, true)) {
            Variable[] y = checked(body.apply(x));
            for (int i = 0; i < y.length; i++) {
                if (gy[i] != null) {
                    // An output may be an input itself; a walk starts from a function.
                    Variable root = y[i].creator() == null ? y[i].add(0) : y[i];
                    root.setGradVariable(gy[i]);
                    roots.add(root);
                }
            }
        }
        Chainer.backward(roots.toArray(Variable[]::new));
        for (Variable root : roots) {
            root.unchainBackward();
            root.clearGrad();
        }
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = x[wanted[i]].gradVariable();
        }
        return gx;
    }
}
