package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.TypeCheck;

/**
 * Channels laid out in space: each element's {@code r²} groups of channels become a square of r by r elements,
 * {@code y[n, c, i·r + a, j·r + b] = x[n, (a·r + b)·C + c, i, j]}.
 *
 * <p>In: floating-point numbers (batch, r²·C, height, width). Out: (batch, C, r·height, r·width). Chainer: {@code F.depth2space}.
 *
 * @see <a href="https://arxiv.org/abs/1609.05158">Shi et al., Real-Time Single Image and Video Super-Resolution, 2016</a>
 */
public final class Depth2Space extends FunctionNode {
    private final int r;

    private Depth2Space(int r) {
        this.r = r;
    }

    /**
     * Channels laid out in space.
     *
     * @throws IllegalArgumentException if r is not positive
     */
    public static Variable depth2space(Variable x, int r) {
        if (r < 1) {
            throw new IllegalArgumentException("depth2space: r is " + r + ", expected a positive number");
        }
        return new Depth2Space(r).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("X").count(1).floating(0).rank(0, 4);
        in.expect(
                in.shape(0).dim(1) % (r * r) == 0,
                "X.shape[1] % r ** 2 == 0",
                in.shape(0).dim(1) + " % " + r * r + " == " + in.shape(0).dim(1) % (r * r));
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray x = in[0];
        long channels = x.dim(1) / (r * r);
        return arrays(x.reshape(x.dim(0), r, r, channels, x.dim(2), x.dim(3))
                .transpose(0, 3, 4, 1, 5, 2)
                .reshape(x.dim(0), channels, r * x.dim(2), r * x.dim(3)));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(Space2Depth.space2depth(gy[0], r));
    }
}
