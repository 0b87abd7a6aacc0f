package org.chainer.functions.pooling;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** Puts the element of each window to its index within it and adds windows up: the gradient of max pooling. Its own gradient picks elements. */
final class PooledScatter extends FunctionNode {
    private final Window window;
    private final Shape shape;

    private PooledScatter(Window window, Shape shape) {
        this.window = window;
        this.shape = shape;
    }

    static Variable apply(Variable pooled, Variable indices, Window window, Shape shape) {
        return new PooledScatter(window, shape).applySingle(pooled, indices);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(1);
        NDArray y = in[0].emptyLike(shape);
        y.device().pooling().maxPoolGrad(in[0], in[1], window.kernel(), window.stride(), window.pad(), y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(new Pick(window).applySingle(gy[0], retainedInput(1)));
    }

    /** The element of each window at its index. */
    private static final class Pick extends FunctionNode {
        private final Window window;

        Pick(Window window) {
            this.window = window;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            retainInputs(1);
            NDArray y = in[0].emptyLike(in[1].shape());
            y.device().pooling().takePooled(in[0], in[1], window.kernel(), window.stride(), window.pad(), y);
            return arrays(y);
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            return variables(PooledScatter.apply(gy[0], retainedInput(1), window, inputShape(0)));
        }
    }
}
