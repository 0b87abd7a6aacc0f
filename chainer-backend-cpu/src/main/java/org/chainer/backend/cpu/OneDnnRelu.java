package org.chainer.backend.cpu;

import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.NDArray;
import org.chainer.backend.cpu.OneDnnChain.Step;

/**
 * Rectification and its gradient, with all threads. oneDNN's own ReLU turns NaN into zero, so each is made of a comparison with zero and a second
 * operation on its result.
 */
final class OneDnnRelu {
    /** Smaller arrays are faster in Java. */
    static final long LEAST_SIZE = 1 << 15;

    private OneDnnRelu() {}

    private static boolean isApartOrSame(NDArray a, NDArray b) {
        return a.offset() == b.offset() || !Overlap.between(a, b);
    }

    /** {@code y = max(max(x, 0), x)}, where the second operand wins if either is NaN; false if that is not worth it. */
    static boolean forward(NDArray x, NDArray y) {
        return OneDnnChain.suits(LEAST_SIZE, x, y)
                && isApartOrSame(x, y)
                && run(dnnl.dnnl_binary_max, dnnl.dnnl_binary_max, x, x, y);
    }

    /**
     * {@code gx = (y > 0)·gy}; false if that is not worth it, or not right: zero times NaN or infinity would not be zero.
     *
     * @param gx may be gy
     */
    static boolean backward(NDArray y, NDArray gy, NDArray gx) {
        return OneDnnChain.suits(LEAST_SIZE, y, gy, gx)
                && isApartOrSame(y, gx)
                && isApartOrSame(gy, gx)
                && OneDnnFiniteness.isSurelyFinite(gy)
                && run(dnnl.dnnl_binary_gt, dnnl.dnnl_binary_mul, y, gy, gx);
    }

    /** Compares elements with zero, and combines the result with other elements. */
    private static boolean run(int comparison, int second, NDArray x, NDArray with, NDArray y) {
        OneDnnPrimitive primitive = OneDnnChain.find(y.size(), Step.withNumber(comparison), Step.with(second));
        if (primitive != null) {
            primitive.run(x, OneDnnChain.number(0, 0, y), with, y);
        }
        return primitive != null;
    }
}
