package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/**
 * Elements of images at any places, by bilinear interpolation; around an image all is zero.
 *
 * <p>In: x (batch, channels, height, width); grid (batch, 2, rows, columns) of x's dtype, horizontal coordinates first, from −1 (left, top) to 1 (right,
 * bottom). Out: (batch, channels, rows, columns). Its gradient cannot be differentiated again. Chainer: {@code F.spatial_transformer_sampler}.
 *
 * @see <a href="https://arxiv.org/abs/1506.02025">Jaderberg et al., Spatial Transformer Networks, 2015</a>
 */
public final class SpatialTransformerSampler extends FunctionNode {
    private SpatialTransformerSampler() {}

    /** Images sampled at the places of a grid. */
    public static Variable spatialTransformerSampler(Variable x, Variable grid) {
        return new SpatialTransformerSampler().applySingle(x, grid);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "grid")
                .count(2)
                .floating(0)
                .sameDType(0, 1)
                .rank(0, 4)
                .rank(1, 4)
                .dim(1, 1, 2)
                .sameDim(0, 0, 1, 0);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        return tidy(() -> {
            NDArray x = in[0];
            NDArray y = x.emptyLike(Shape.of(x.dim(0), x.dim(1), in[1].dim(2), in[1].dim(3)));
            x.device().indexing().sampleBilinear(x, positions(in[1], x.shape()), y);
            return arrays(y);
        });
    }

    /** Coordinates counted in elements. */
    private static NDArray positions(NDArray grid, Shape image) {
        NDArray result = grid.add(1);
        for (int i = 0; i < 2; i++) {
            result.slice(1, i, i + 1).mulAssign((image.dim(3 - i) - 1) / 2.0);
        }
        return result;
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        NDArray x = inputData(0);
        NDArray grid = inputData(1);
        NDArray gx = isWanted(wanted, 0) ? x.emptyLike() : null;
        NDArray ggrid = isWanted(wanted, 1) ? grid.emptyLike() : null;
        x.device().indexing().sampleBilinearGrad(x, positions(grid, x.shape()), gy[0].array(), gx, ggrid);
        if (ggrid != null) {
            for (int i = 0; i < 2; i++) {
                ggrid.slice(1, i, i + 1).mulAssign((x.dim(3 - i) - 1) / 2.0);
            }
        }
        return onceDifferentiable(gy, wanted.length == 2 ? arrays(gx, ggrid) : arrays(gx != null ? gx : ggrid));
    }
}
