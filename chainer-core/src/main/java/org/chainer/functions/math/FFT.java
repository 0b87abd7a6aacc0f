package org.chainer.functions.math;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * Discrete Fourier transform along the last axis: {@code y[k] = Σ x[j]·exp(−2πi·jk/n)}; the inverse has the other sign and the factor 1/n.
 *
 * <p>In: real and imaginary part, floating-point arrays of one shape and dtype. Out: real and imaginary part. Chainer: {@code F.fft}, {@code F.ifft}.
 */
public final class FFT extends FunctionNode {
    private final boolean inverse;

    private FFT(boolean inverse) {
        this.inverse = inverse;
    }

    /** The transform's real and imaginary part. */
    public static Variable[] fft(Variable real, Variable imag) {
        return new FFT(false).apply(real, imag);
    }

    /** The inverse transform's real and imaginary part. */
    public static Variable[] ifft(Variable real, Variable imag) {
        return new FFT(true).apply(real, imag);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("real", "imag")
                .count(2)
                .floating(0)
                .sameDType(0, 1)
                .minRank(0, 1)
                .sameShape(0, 1);
        in.expect(in.shape(0).dim(-1) > 0, "real.shape[-1] > 0", "shape " + in.shape(0));
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray real = in[0].emptyLike();
        NDArray imag = in[0].emptyLike();
        in[0].device().linalg().fourier(in[0], in[1], inverse, real, imag);
        return arrays(real, imag);
    }

    /** The transposed transform is the same one with real and imaginary parts exchanged. */
    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable some = gy[0] != null ? gy[0] : gy[1];
        Variable zero = new Variable(some.array().zerosLike(), false);
        Variable[] g = new FFT(inverse).apply(gy[1] == null ? zero : gy[1], gy[0] == null ? zero : gy[0]);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = g[1 - wanted[i]];
        }
        return gx;
    }
}
