package org.chainer.functions.loss;

import java.util.function.Function;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.activation.Softplus;
import org.chainer.functions.array.Cast;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.connection.EmbedID;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Negative sampling, an approximate softmax over many classes: {@code −ln σ(x·W[t]) − Σ ln σ(−x·W[s])} over sampled classes s. Rows whose label is −1
 * count nothing.
 *
 * <p>In: x (batch, units), t, labels (batch) of an integer dtype, W (classes, units) of x's floating-point dtype. Out: the sum, or (reduce {@code no}) the
 * losses (batch). Chainer: {@code F.negative_sampling}.
 *
 * @see <a href="https://arxiv.org/abs/1310.4546">Mikolov et al., Distributed representations of words and phrases and their compositionality, 2013</a>
 */
public final class NegativeSampling {
    private static final String NAME = "negative_sampling";
    private static final int IGNORED = -1;

    private NegativeSampling() {}

    /**
     * The loss together with the classes that it was computed with.
     *
     * @param loss the loss
     * @param samples (batch, sampleSize + 1), integers: the label, then the sampled classes
     */
    public record WithSamples(Variable loss, NDArray samples) {}

    /**
     * The sum over the batch.
     *
     * @param sampler draws numbers of classes: gets a shape, gives an array of an integer dtype and that shape
     * @param sampleSize number of classes drawn for each row
     */
    public static Variable negativeSampling(
            Variable x, Variable t, Variable w, Function<Shape, NDArray> sampler, int sampleSize) {
        return negativeSampling(x, t, w, sampler, sampleSize, "sum");
    }

    /**
     * The loss.
     *
     * @param sampler draws numbers of classes: gets a shape, gives an array of an integer dtype and that shape
     * @param sampleSize number of classes drawn for each row
     * @param reduce {@code sum} or {@code no}
     * @throws IllegalArgumentException if there is no such reduction, or the sampler gives something else
     * @throws IndexOutOfBoundsException if a label or sample is not the number of a class
     */
    public static Variable negativeSampling(
            Variable x, Variable t, Variable w, Function<Shape, NDArray> sampler, int sampleSize, String reduce) {
        return negativeSamplingReturnSamples(x, t, w, sampler, sampleSize, reduce)
                .loss();
    }

    /** The loss and the samples: Chainer's {@code return_samples=True}. */
    public static WithSamples negativeSamplingReturnSamples(
            Variable x, Variable t, Variable w, Function<Shape, NDArray> sampler, int sampleSize, String reduce) {
        Reduction.check(NAME, reduce, "sum", "no");
        if (sampleSize < 0) {
            throw new IllegalArgumentException(NAME + ": sample_size is " + sampleSize + ", expected 0 or more");
        }
        TypeCheck.of(NAME, x, t, w)
                .names("x", "t", "W")
                .floating(0)
                .integer(1)
                .sameDType(0, 2)
                .rank(0, 2)
                .rank(1, 1)
                .rank(2, 2)
                .sameDim(0, 0, 1, 0)
                .sameDim(0, 1, 2, 1);
        NDArray samples = samples(t.array(), w.dim(0), sampler, sampleSize);
        return new WithSamples(loss(x, t.array(), w, samples, reduce), samples);
    }

    private static NDArray samples(NDArray t, long classes, Function<Shape, NDArray> sampler, int sampleSize) {
        Labels.check(NAME, t, classes, IGNORED);
        Shape shape = Shape.of(t.dim(0), sampleSize + 1L);
        NDArray drawn = sampler.apply(shape);
        if (!drawn.shape().equals(shape) || !drawn.dtype().isInteger()) {
            throw new IllegalArgumentException(NAME + ": the sampler gave an array of shape " + drawn.shape() + " and "
                    + drawn.dtype() + ", expected integers of shape " + shape);
        }
        NDArray samples = drawn.toDevice(t.device()).copy();
        samples.select(1, 0).copyFrom(t);
        Labels.check(NAME, samples.slice(1, 1, shape.dim(1)), classes, null);
        return samples;
    }

    private static Variable loss(Variable x, NDArray t, Variable w, NDArray samples, String reduce) {
        DType wide = Reduction.wide(x.dtype());
        Variable classes = new Variable(samples, false);
        Variable rows = Cast.cast(EmbedID.embedId(classes, w, IGNORED), wide);
        Variable column = Reshape.expandDims(Cast.cast(x, wide), 2);
        Variable scores = Reshape.reshape(MatMul.matmul(rows, column), samples.shape());
        NDArray signs = scores.array().emptyLike().fill(1);
        signs.select(1, 0).fill(-1);
        NDArray counted = t.apply(BinaryOp.NOT_EQUAL, IGNORED).astype(wide).expandDims(1);
        Variable losses =
                Softplus.softplus(scores.mul(new Variable(signs, false))).mul(new Variable(counted, false));
        Variable result = reduce.equals("sum") ? Sum.sum(losses) : Sum.sum(losses, 1);
        return Cast.cast(result, x.dtype());
    }
}
