package org.chainer.distributions;

/**
 * Poisson numbers: by inversion for small means, by transformed rejection (Hörmann's algorithm PTRS) for large ones.
 *
 * @see <a href="https://doi.org/10.1016/0167-6687(93)90997-4">Hörmann, The transformed rejection method for generating Poisson random variables, 1993</a>
 */
final class PoissonSampler {
    private static final double LARGE = 10;

    private final RandomSource random;

    PoissonSampler(RandomSource random) {
        this.random = random;
    }

    /** A number with the given mean; NaN if there is no such distribution. */
    double sample(double mean) {
        if (!(mean >= 0) || Double.isInfinite(mean)) {
            return Double.NaN;
        }
        return mean < LARGE ? byInversion(mean) : byRejection(mean);
    }

    private double byInversion(double mean) {
        double u = random.uniform();
        double probability = Math.exp(-mean);
        double sum = probability;
        int k = 0;
        while (u > sum && probability > 0) {
            k++;
            probability *= mean / k;
            sum += probability;
        }
        return k;
    }

    private double byRejection(double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double accepted = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.uniform() - 0.5;
            double v = 1 - random.uniform();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= accepted) {
                return k;
            }
            if (k >= 0
                    && (us >= 0.013 || v <= us)
                    && Math.log(v * inverseAlpha / (a / (us * us) + b))
                            <= k * Math.log(mean) - mean - logFactorial(k)) {
                return k;
            }
        }
    }

    /** {@code ln k!}, by Stirling's series beyond small numbers. */
    static double logFactorial(double k) {
        if (k < LARGE) {
            double product = 1;
            for (int i = 2; i <= k; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        double x = k + 1;
        double square = 1 / (x * x);
        return (x - 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square / 1680))) / x;
    }
}
