package org.chainer.functions.math;

import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;

/** {@code y = ⌊a / b⌋}, broadcast; no gradient. */
final class FloorDiv extends BinaryFunction {
    FloorDiv() {
        super(BinaryOp.FLOOR_DIVIDE);
    }

    @Override
    public String label() {
        return "_ // _";
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return arrays(compute(in));
    }
}
