package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Absolute;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Sqrt;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/**
 * Discriminative loss of pixel embeddings for instance segmentation, in three parts. With the mean μ of each of the M instances in each example:
 *
 * <ul>
 *   <li>variance: {@code max(‖μ − e‖ − deltaV, 0)²}, averaged over an instance's pixels and the instances, draws pixels to their instance;
 *   <li>distance: {@code max(2·deltaD − ‖μₐ − μ_b‖, 0)²}, averaged over pairs of instances and the examples, pushes instances apart;
 *   <li>regularisation: the norm of an instance's means of all examples, divided by their number and averaged over the instances.
 * </ul>
 *
 * <p>In: embeddings (batch, M, height, width) of a floating-point dtype, with as many channels as there are instances at most; labels (batch, height,
 * width) of an integer dtype, 1 to M, other numbers being background. Out: three numbers. Chainer: {@code
 * F.discriminative_margin_based_clustering_loss}, whose batch must be of M examples; here it may be any.
 *
 * @see <a href="https://arxiv.org/abs/1708.02551">De Brabandere et al., Semantic instance segmentation with a discriminative loss function, 2017</a>
 */
public final class DiscriminativeMarginBasedClusteringLoss {
    private static final String NAME = "discriminative_margin_based_clustering_loss";

    private final int norm;
    private final Variable embeddings;
    private final NDArray members;
    private final NDArray counts;

    private DiscriminativeMarginBasedClusteringLoss(Variable embeddings, NDArray labels, int instances, int norm) {
        this.norm = norm;
        Shape shape = embeddings.shape();
        long pixels = shape.dim(2) * shape.dim(3);
        this.embeddings = Reshape.reshape(embeddings, shape.dim(0), instances, pixels);
        NDArray flat = labels.reshape(shape.dim(0), 1, pixels);
        members = embeddings.array().emptyLike(Shape.of(shape.dim(0), instances, pixels));
        for (int m = 0; m < instances; m++) {
            members.slice(1, m, m + 1).copyFrom(flat.apply(BinaryOp.EQUAL, m + 1));
        }
        counts = members.sum(2);
    }

    /**
     * The three parts.
     *
     * @param variance weighted with alpha
     * @param distance weighted with beta
     * @param regularization weighted with gamma
     */
    public record Parts(Variable variance, Variable distance, Variable regularization) {}

    /** The loss with L1 norms and weights 1, 1 and 0.001. */
    public static Parts discriminativeMarginBasedClusteringLoss(
            Variable embeddings, NDArray labels, double deltaV, double deltaD, int maxEmbeddingDim) {
        return discriminativeMarginBasedClusteringLoss(
                embeddings, labels, deltaV, deltaD, maxEmbeddingDim, 1, 1, 1, 0.001);
    }

    /**
     * The loss.
     *
     * @param deltaV distance from the mean up to which a pixel costs nothing
     * @param deltaD half the distance from which on two means cost nothing
     * @param maxEmbeddingDim the number of instances at most, M
     * @param norm 1 for sums of absolute values, 2 for Euclidean lengths
     * @throws IllegalArgumentException for another norm, a negative deltaV, or an M that is not positive
     */
    public static Parts discriminativeMarginBasedClusteringLoss(
            Variable embeddings,
            NDArray labels,
            double deltaV,
            double deltaD,
            int maxEmbeddingDim,
            int norm,
            double alpha,
            double beta,
            double gamma) {
        if (norm != 1 && norm != 2) {
            throw new IllegalArgumentException(NAME + ": norm is " + norm + ", expected 1 or 2");
        }
        if (maxEmbeddingDim < 1 || !(deltaV >= 0)) {
            throw new IllegalArgumentException(NAME + ": max_embedding_dim is " + maxEmbeddingDim + " and delta_v is "
                    + deltaV + ", expected a positive number and one that is not negative");
        }
        TypeCheck.of(NAME, embeddings, new Variable(labels, false))
                .names("embeddings", "labels")
                .floating(0)
                .integer(1)
                .rank(0, 4)
                .dim(0, 1, maxEmbeddingDim)
                .rank(1, 3)
                .sameDim(1, 0, 0, 0)
                .sameDim(1, 1, 0, 2)
                .sameDim(1, 2, 0, 3);
        DiscriminativeMarginBasedClusteringLoss loss =
                new DiscriminativeMarginBasedClusteringLoss(embeddings, labels, maxEmbeddingDim, norm);
        Variable means = loss.means();
        return new Parts(
                loss.variance(means, deltaV).mul(alpha),
                loss.distance(means, deltaD).mul(beta),
                loss.regularization(means).mul(gamma));
    }

    /** (batch, instances, channels). */
    private Variable means() {
        NDArray weights = members.div(counts.apply(BinaryOp.MAXIMUM, 1).expandDims(2));
        return MatMul.matmul(constant(weights), embeddings, false, true);
    }

    private Variable variance(Variable means, double deltaV) {
        Variable ownMean = MatMul.matmul(means, constant(members), true, false);
        NDArray isMember = members.reduce(ReduceOp.SUM, true, 1);
        Variable distance = norm(ownMean.sub(embeddings).mul(constant(isMember)), 1);
        Variable excess = ReLU.relu(distance.sub(deltaV));
        NDArray pixels = counts.sum(0).apply(BinaryOp.MAXIMUM, 1).reshape(1, -1, 1);
        NDArray weights = members.div(pixels).sum(1);
        return Sum.sum(excess.mul(excess).mul(constant(weights))).div(members.dim(1));
    }

    private Variable distance(Variable means, double deltaD) {
        Variable differences = Reshape.expandDims(means, 1).sub(Reshape.expandDims(means, 2));
        Variable shortfall = ReLU.relu(norm(differences, 3).rsub(2 * deltaD));
        long instances = members.dim(1);
        double pairs = instances * (instances - 1) / 2.0;
        // Each pair is there twice; the distance of an instance from itself does not count.
        NDArray weights = members.emptyLike(Shape.of(instances, instances)).fill(0.5);
        weights.diagonal(0, 0, 1).fill(0);
        Variable sum = Sum.sum(shortfall.mul(shortfall).mul(constant(weights)));
        return sum.div(Math.max(pairs * members.dim(0), 1));
    }

    private Variable regularization(Variable means) {
        return Sum.sum(norm(means, 0, 2)).div(Math.max(members.dim(1) * members.dim(0), 1));
    }

    /** The norm over axes; that of a zero vector has the gradient 0. */
    private Variable norm(Variable x, int... axes) {
        if (norm == 1) {
            return Sum.sum(Absolute.absolute(x), axes);
        }
        Variable squares = Sum.sum(x.mul(x), axes);
        NDArray isZero = squares.array().apply(BinaryOp.EQUAL, 0).astype(squares.dtype());
        return Sqrt.sqrt(squares.add(constant(isZero))).sub(constant(isZero));
    }

    private static Variable constant(NDArray array) {
        return new Variable(array, false);
    }
}
