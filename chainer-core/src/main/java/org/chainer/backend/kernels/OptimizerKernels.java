package org.chainer.backend.kernels;

import java.util.Arrays;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Out;

/** Parameter updates, fused and in place: one pass over the parameter, its gradient and its state. */
public interface OptimizerKernels {

    /** {@code p ← p − lr·g}. */
    void sgd(@Out NDArray p, NDArray g, double lr);

    /** {@code v ← momentum·v − lr·g; p ← p + v}. */
    void momentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum);

    /**
     * Adam and its family: {@code m += (1 − beta1)·(g − m); v += (1 − beta2)·(g² − v)};
     * {@code p −= eta·(step·m / (√v' + eps) + decay·p)}, where v' is v, or with {@code vhat} its running maximum, and with {@code lower < upper}
     * the factor {@code step / (√v' + eps)} is clipped to those bounds (AdaBound).
     *
     * @param vhat running maximum of v (AMSGrad), or null
     * @param step the bias-corrected learning rate
     */
    void adam(
            @Out NDArray p,
            NDArray g,
            @Out NDArray m,
            @Out NDArray v,
            @Out NDArray vhat,
            double step,
            double beta1,
            double beta2,
            double eps,
            double eta,
            double decay,
            double lower,
            double upper);

    /** {@code v ← momentum·v − g; p ← p + lr·v}. */
    void correctedMomentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum);

    /** Nesterov's accelerated gradient: {@code v ← momentum·v − lr·g; p ← p + momentum²·v − (1 + momentum)·lr·g}. */
    void nesterovAg(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum);

    /** {@code h ← h + g²; p ← p − lr·g / (√h + eps)}. */
    void adaGrad(@Out NDArray p, NDArray g, @Out NDArray h, double lr, double eps);

    /** {@code msg ← rho·msg + (1 − rho)·g²; d = √((msdx + eps)/(msg + eps))·g; msdx ← rho·msdx + (1 − rho)·d²; p ← p − d}. */
    void adaDelta(@Out NDArray p, NDArray g, @Out NDArray msg, @Out NDArray msdx, double rho, double eps);

    /**
     * {@code ms ← alpha·ms + (1 − alpha)·g²; p ← p − lr·g / (√ms + eps)}.
     *
     * @param epsInsideSqrt whether the divisor is {@code √(ms + eps)}
     */
    void rmsprop(
            @Out NDArray p, NDArray g, @Out NDArray ms, double lr, double alpha, double eps, boolean epsInsideSqrt);

    /**
     * {@code n ← alpha·n + (1 − alpha)·g²; mean ← alpha·mean + (1 − alpha)·g; delta ← momentum·delta − lr·g / √(n − mean² + eps);
     * p ← p + delta}.
     */
    void rmspropGraves(
            @Out NDArray p,
            NDArray g,
            @Out NDArray n,
            @Out NDArray mean,
            @Out NDArray delta,
            double lr,
            double alpha,
            double momentum,
            double eps);

    /**
     * With {@code r = 1/(mem + 1)}: {@code mean ← (1 − r)·mean + r·g; square ← (1 − r)·square + r·g²; x = mean²/(square + eps);
     * p ← p − g·min(x, lr) / (√square + eps); mem ← 1 + mem·(1 − x)}.
     */
    void smorms3(
            @Out NDArray p, NDArray g, @Out NDArray mem, @Out NDArray mean, @Out NDArray square, double lr, double eps);

    /**
     * M-SVAG: {@code m += (1 − beta)·(g − m); v += (1 − beta)·(g² − v)}; with both divided by {@code 1 − betaPower} and the variance
     * {@code s = (v − m²)/(1 − rho)}, {@code p −= eta·(lr·m·f + decay·p)} with {@code f = m²/(m² + rho·s)} clipped to [0, 1], 0 for
     * NaN.
     *
     * @param betaPower beta to the power of the number of this update
     * @param rho {@code (1 − beta)²·(1 − betaPower²) / ((1 − betaPower)²·(1 − beta²))}, at most 0.9999
     */
    void msvag(
            @Out NDArray p,
            NDArray g,
            @Out NDArray m,
            @Out NDArray v,
            double lr,
            double beta,
            double betaPower,
            double rho,
            double eta,
            double decay);

    /**
     * {@code y = scale²·Σ x²}.
     *
     * @param y one element, of float64 if x is, else of float32
     */
    default void squaredNorm(NDArray x, double scale, @Out NDArray y) {
        if (x.dtype() != y.dtype()) {
            try (NDArray converted = x.astype(y.dtype())) {
                squaredNorm(converted, scale, y);
            }
            return;
        }
        NDArray flat = x.isContiguous() ? x.flatten() : x;
        NDArray sum = y;
        if (y.rank() != flat.rank()) {
            long[] ones = new long[flat.rank()];
            Arrays.fill(ones, 1);
            sum = y.asStrided(Shape.of(ones), ones, y.offset());
        }
        flat.device()
                .reduction()
                .reduce(ReduceOp.SUM_OF_SQUARES, flat, flat.shape().axes(), sum);
        if (scale != 1) {
            sum.mulAssign(scale * scale);
        }
    }

    /**
     * Clips the joint L2 norm of several gradients, of which this is one: {@code g ← g·min(1, threshold / √Σ squaredNorms)}.
     *
     * @param squaredNorms one axis: what {@link #squaredNorm} gave for each
     */
    default void clipNorm(@Out NDArray g, NDArray squaredNorms, double threshold) {
        double sum = 0;
        for (double square : squaredNorms.toDoubleArray()) {
            sum += square;
        }
        double rate = threshold / Math.sqrt(sum);
        if (rate < 1) {
            g.mulAssign(rate);
        }
    }
}
