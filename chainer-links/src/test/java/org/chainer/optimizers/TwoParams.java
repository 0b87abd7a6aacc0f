package org.chainer.optimizers;

import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** A link of two parameters, a of three elements and b of one. */
final class TwoParams extends Link {
    Parameter a;
    Parameter b;

    TwoParams() {
        this(DType.FLOAT32);
    }

    TwoParams(DType dtype) {
        a = new Parameter(NDArray.of(1f, 2f, 3f).astype(dtype));
        b = new Parameter(NDArray.of(-1f).astype(dtype));
    }

    void setGrads(double a0, double a1, double a2, double b0) {
        a.setGrad(NDArray.of(a0, a1, a2).astype(a.dtype()));
        b.setGrad(NDArray.of(b0).astype(b.dtype()));
    }
}
