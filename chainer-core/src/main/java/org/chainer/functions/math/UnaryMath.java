package org.chainer.functions.math;

import java.util.Locale;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.utils.TypeCheck;

/** What functions of each element of one floating-point array share: one kernel, and a gradient made of differentiable functions. */
abstract class UnaryMath extends FunctionNode {
    private final UnaryOp op;
    private final Keep keep;

    /** What the gradient is computed from. */
    enum Keep {
        INPUT,
        OUTPUT,
        BOTH
    }

    UnaryMath(UnaryOp op, Keep keep) {
        this.op = op;
        this.keep = keep;
    }

    @Override
    public String label() {
        return op.name().toLowerCase(Locale.ROOT);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        if (keep != Keep.OUTPUT) {
            retainInputs(0);
        }
        if (keep != Keep.INPUT) {
            retainOutputs(0);
        }
        NDArray y = in[0].emptyLike();
        in[0].device().elementwise().unary(op, in[0], y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(gradient(gy[0]));
    }

    /** The gradient to the input, from what was kept. */
    abstract Variable gradient(Variable gy);

    final Variable x() {
        return retainedInput(0);
    }

    final Variable y() {
        return retainedOutput(0);
    }
}
