package org.chainer.distributions;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.chainer.backend.HostArray;
import org.chainer.backend.kernels.UnaryOp;

/** Random numbers that samples are made of. */
final class Sampling {
    /** Keeps logarithms of uniform numbers finite. */
    private static final double LEAST = 1e-30;

    private Sampling() {}

    /** Uniform on [0, 1), of shape (n, a variable's…) and its dtype. */
    static NDArray uniform(Variable like, long n) {
        NDArray u = wide(like, n);
        RandomState.shared().fillUniform(0, 1, u);
        return u.astype(like.dtype());
    }

    /** Standard normal numbers, of shape (n, a variable's…) and its dtype. */
    static NDArray normal(Variable like, long n) {
        NDArray x = wide(like, n);
        RandomState.shared().fillNormal(0, 1, x);
        return x.astype(like.dtype());
    }

    /** {@code −ln u}: numbers of the standard exponential distribution. */
    static NDArray exponential(Variable like, long n) {
        NDArray u = wide(like, n);
        RandomState.shared().fillUniform(0, 1, u);
        return u.neg().apply(UnaryOp.LOG1P).neg().astype(like.dtype());
    }

    /** {@code −ln(−ln u)}: numbers of the standard Gumbel distribution. */
    static NDArray gumbel(Variable like, long n) {
        NDArray u = wide(like, n);
        RandomState.shared().fillUniform(LEAST, 1, u);
        return u.apply(UnaryOp.LOG).neg().apply(UnaryOp.LOG).neg().astype(like.dtype());
    }

    private static NDArray wide(Variable like, long n) {
        DType dtype = like.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        return like.array().emptyLike(dtype, Shape.of(n).concat(like.shape()));
    }

    /** For each of the last axis's rows of probabilities, the number of an element chosen with them: int64, (n, batch…). */
    static NDArray choice(Variable p, long n) {
        return p.array().apply(UnaryOp.LOG).add(gumbel(p, n)).argMax(-1);
    }

    /** Numbers of gamma distributions with scale 1, of shape (n, the parameter's…) and its dtype. */
    static NDArray gamma(Variable shape, long n) {
        return toArray(gamma(repeated(shape, n)), shape, n);
    }

    /** Numbers of Poisson distributions, of shape (n, the parameter's…) and its dtype. */
    static NDArray poisson(Variable lam, long n) {
        double[] mean = repeated(lam, n);
        double[] result = new double[mean.length];
        PoissonSampler sampler = new PoissonSampler(RandomSource.shared());
        for (int i = 0; i < result.length; i++) {
            result[i] = sampler.sample(mean[i]);
        }
        return toArray(result, lam, n);
    }

    private static double[] repeated(Variable parameter, long n) {
        return parameter
                .array()
                .broadcastTo(Shape.of(n).concat(parameter.shape()))
                .toDoubleArray();
    }

    private static NDArray toArray(double[] values, Variable like, long n) {
        NDArray host =
                NDArray.empty(Devices.reference(), like.dtype(), Shape.of(n).concat(like.shape()));
        HostArray.store(values, host);
        return host.toDevice(like.device());
    }

    /**
     * Marsaglia and Tsang's method: {@code d·v} with {@code v = (1 + c·x)³} for normal x, of which some are rejected; shapes below 1 are raised by 1, and
     * corrected by a power of a uniform number.
     *
     * @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia, Tsang, A simple method for generating gamma variables, 2000</a>
     */
    private static double[] gamma(double[] shape) {
        RandomSource random = RandomSource.shared();
        double[] result = new double[shape.length];
        for (int i = 0; i < result.length; i++) {
            if (!(shape[i] > 0) || Double.isInfinite(shape[i])) {
                result[i] = Double.NaN;
                continue;
            }
            double d = (shape[i] < 1 ? shape[i] + 1 : shape[i]) - 1 / 3.0;
            double c = 1 / Math.sqrt(9 * d);
            double x;
            double v;
            do {
                x = random.normal();
                v = Math.pow(1 + c * x, 3);
            } while (v <= 0 || Math.log(1 - random.uniform()) >= 0.5 * x * x + d - d * v + d * Math.log(v));
            result[i] = d * v * (shape[i] < 1 ? Math.pow(1 - random.uniform(), 1 / shape[i]) : 1);
        }
        return result;
    }
}
