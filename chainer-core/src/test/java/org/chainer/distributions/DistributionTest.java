package org.chainer.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static final int SAMPLES = 40_000;

    private static Variable of(double... values) {
        return new Variable(NDArray.of(values));
    }

    @BeforeEach
    void seed() {
        RandomState.seed(3);
    }

    /** Samples have the distribution's mean and variance, within five standard errors or so. */
    private static void expectMoments(Distribution distribution, double[] mean, double[] variance) {
        Variable sample = distribution.sample(SAMPLES);
        assertThat(sample.shape())
                .isEqualTo(Shape.of(SAMPLES).concat(distribution.batchShape()).concat(distribution.eventShape()));
        NDArray x = sample.array().astype(DType.FLOAT64);
        double[] means = x.mean(0).toDoubleArray();
        double[] variances = x.sub(x.mean(0)).mul(x.sub(x.mean(0))).mean(0).toDoubleArray();
        for (int i = 0; i < mean.length; i++) {
            double error = 5 * Math.sqrt(variance[i] / SAMPLES);
            assertThat(means[i]).isCloseTo(mean[i], within(error + 1e-9));
            assertThat(variances[i]).isCloseTo(variance[i], within(0.1 * variance[i] + 1e-9));
        }
    }

    private static void expectOwnMoments(Distribution distribution) {
        expectMoments(
                distribution,
                distribution.mean().array().toDoubleArray(),
                distribution.variance().array().toDoubleArray());
    }

    @Test
    void samplesHaveTheMoments() {
        expectOwnMoments(new Bernoulli(of(0.1, 0.7)));
        expectOwnMoments(new Beta(of(0.5, 2, 5), of(0.7, 3, 1)));
        expectOwnMoments(new Chisquare(of(0.7, 1, 6)));
        expectOwnMoments(new Dirichlet(new Variable(NDArray.from(new double[][] {{0.5, 2, 1}, {3, 1, 4}}))));
        expectOwnMoments(new Exponential(of(0.5, 3)));
        expectOwnMoments(new Gamma(of(0.3, 1, 7), of(2, 1, 0.5)));
        expectOwnMoments(new Geometric(of(0.2, 0.9, 1)));
        expectOwnMoments(new Gumbel(of(-1, 2), of(0.5, 3)));
        expectOwnMoments(new Laplace(of(-1, 2), of(0.5, 3)));
        expectOwnMoments(new LogNormal(of(-1, 0.5), of(0.2, 0.4)));
        expectOwnMoments(new Normal(of(-1, 2), of(0.5, 3)));
        expectOwnMoments(Normal.ofLogScale(of(-1, 2), of(-0.5, 1)));
        expectOwnMoments(new OneHotCategorical(new Variable(
                NDArray.from(new double[][] {{0.2, 0.3, 0.5}, {1, 0, 0}}))));
        expectOwnMoments(new Pareto(of(1, 2), of(8, 10)));
        expectOwnMoments(new Poisson(of(0.1, 3, 9.9, 12, 150)));
        expectOwnMoments(new Uniform(of(-1, 2), of(1, 7)));
        expectOwnMoments(Uniform.ofLocScale(of(-1, 2), of(1, 7)));
        Variable lower = new Variable(NDArray.from(new double[][] {{2, 0}, {-1, 0.5}}));
        expectOwnMoments(new MultivariateNormal(of(1, -2), lower));
        expectMoments(
                new Independent(new Normal(of(-1, 2), of(0.5, 3)), 1), new double[] {-1, 2}, new double[] {0.25, 9});
        expectMoments(
                new Categorical(new Variable(NDArray.from(new double[][] {{0.5, 0, 0.5}, {0, 1, 0}}))),
                new double[] {1, 1},
                new double[] {1, 0});
    }

    @Test
    void samplesOfTheCauchyDistributionHaveItsQuartiles() {
        NDArray x = new Cauchy(of(1), of(2)).sample(SAMPLES).array().flatten().sort(0);
        double[] sorted = x.toDoubleArray();
        assertThat(sorted[SAMPLES / 4]).isCloseTo(-1, within(0.15));
        assertThat(sorted[SAMPLES / 2]).isCloseTo(1, within(0.1));
        assertThat(sorted[3 * SAMPLES / 4]).isCloseTo(3, within(0.15));
    }

    @Test
    void samplesAreMultivariate() {
        Variable lower = new Variable(NDArray.from(new double[][] {{2, 7}, {-1, 0.5}}));
        MultivariateNormal distribution = new MultivariateNormal(of(0, 0), lower);
        NDArray x = distribution.sample(SAMPLES).array();
        NDArray covariance = x.transpose().matmul(x).div(SAMPLES);
        assertThat(covariance.allClose(NDArray.from(new double[][] {{4, -2}, {-2, 1.25}}), 0.05, 0.05))
                .isTrue();
        assertThat(distribution.covariance().array().toDoubleArray()).containsExactly(4, -2, -2, 1.25);
    }

    @Test
    void sampleShapesAndDtypes() {
        Normal normal = new Normal(
                new Variable(NDArray.zeros(DType.FLOAT32, 3, 2)), new Variable(NDArray.ones(DType.FLOAT32, 3, 2)));
        assertThat(normal.sample().shape()).isEqualTo(Shape.of(3, 2));
        assertThat(normal.sample(5).shape()).isEqualTo(Shape.of(5, 3, 2));
        assertThat(normal.sample(5, 4).shape()).isEqualTo(Shape.of(5, 4, 3, 2));
        assertThat(normal.sample(0).shape()).isEqualTo(Shape.of(0, 3, 2));
        assertThat(normal.sample().dtype()).isEqualTo(DType.FLOAT32);
        Variable half = new Variable(NDArray.full(0.5, DType.FLOAT16, 2));
        assertThat(new Gamma(half, half).sample(3).dtype()).isEqualTo(DType.FLOAT16);
        assertThat(new Bernoulli(half).sample().dtype()).isEqualTo(DType.INT64);
        assertThat(new Categorical(half).sample().dtype()).isEqualTo(DType.INT64);
        assertThat(new Poisson(half).sample().dtype()).isEqualTo(DType.FLOAT16);
        assertThat(normal.sample(2).array().contentEquals(normal.sample(2).array()))
                .isFalse();
    }

    @Test
    void pointsMayHaveLeadingAxes() {
        Normal normal = new Normal(of(0, 1), of(1, 2));
        Variable x = new Variable(FunctionChecks.uniform(1, -1, 1, 5, 2));
        assertThat(normal.logProb(x).shape()).isEqualTo(Shape.of(5, 2));
        Categorical categorical = new Categorical(new Variable(NDArray.from(new double[][] {{0.5, 0.5}, {0.2, 0.8}})));
        Variable points = new Variable(NDArray.of(0, 1, 1, 0, 0, 0).reshape(3, 2), false);
        assertThat(F.exp(categorical.logProb(points))
                        .array()
                        .allClose(NDArray.of(0.5, 0.8, 0.5, 0.2, 0.5, 0.2).reshape(3, 2), 1e-12, 0))
                .isTrue();
        Variable lower = new Variable(NDArray.from(new double[][] {{1, 0}, {0, 1}}));
        assertThat(new MultivariateNormal(of(0, 0), lower).logProb(x).shape()).isEqualTo(Shape.of(5));
    }

    @Test
    void outsideTheSupportTheProbabilityIsZero() {
        double none = Double.NEGATIVE_INFINITY;
        assertThat(new Beta(of(2), of(2)).logProb(of(1.5)).item()).isEqualTo(none);
        assertThat(new Exponential(of(2)).logProb(of(-1)).item()).isEqualTo(none);
        assertThat(new Exponential(of(2)).cdf(of(-1)).item())
                .as("Chainer's formula, everywhere")
                .isCloseTo(1 - Math.exp(2), within(1e-12));
        assertThat(new Gamma(of(2), of(2)).logProb(of(-1)).item()).isEqualTo(none);
        assertThat(new Pareto(of(2), of(2)).logProb(of(1)).item()).isEqualTo(none);
        assertThat(new Uniform(of(0), of(2)).logProb(of(3)).item()).isEqualTo(none);
        assertThat(new Uniform(of(0), of(2)).cdf(of(3)).item()).isEqualTo(1);
        assertThat(new Bernoulli(of(0.3), true).logProb(of(0.5)).item()).isEqualTo(none);
        assertThat(new Bernoulli(of(0.3), true).prob(of(0.5)).item()).isZero();
        assertThat(new Bernoulli(of(0.3)).prob(of(0.5)).item()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void certainOutcomes() {
        Bernoulli certain = new Bernoulli(of(1, 0, 1, 0));
        assertThat(certain.logProb(of(1, 0, 0, 1)).array().toDoubleArray())
                .containsExactly(0, 0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(certain.entropy().array().add(0).toDoubleArray()).containsOnly(0);
        assertThat(KLDivergence.klDivergence(certain, new Bernoulli(of(0.5, 0.5, 1, 0)))
                        .array()
                        .allClose(NDArray.of(Math.log(2), Math.log(2), 0, 0), 1e-12, 1e-12))
                .isTrue();
        Categorical sure = new Categorical(new Variable(NDArray.from(new double[][] {{1, 0}})));
        assertThat(sure.entropy().item()).isZero();
    }

    @Test
    void tailsWithoutMoments() {
        Pareto pareto = new Pareto(of(1, 1, 1), of(0.5, 1.5, 3));
        assertThat(pareto.mean().array().toDoubleArray()).containsExactly(Double.POSITIVE_INFINITY, 3, 1.5);
        assertThat(pareto.variance().array().toDoubleArray())
                .containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0.75);
        assertThat(new Cauchy(of(0), of(1)).mean().item()).isNaN();
        assertThat(new Cauchy(of(0), of(1)).variance().item()).isNaN();
    }

    @Test
    void divergencesThatAreInfinite() {
        assertThat(KLDivergence.klDivergence(new Uniform(of(0), of(3)), new Uniform(of(0), of(2)))
                        .item())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(KLDivergence.klDivergence(new Pareto(of(1), of(1)), new Pareto(of(2), of(1)))
                        .item())
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void crossEntropyIsEntropyAndDivergence() {
        Normal p = new Normal(of(0.5), of(2));
        Normal q = new Normal(of(-0.5), of(1));
        double expected = 0.5 * Math.log(2 * Math.PI) + (4 + 1) / 2.0;
        assertThat(KLDivergence.crossEntropy(p, q).item()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void functionsThatFollowFromOthers() {
        Exponential exponential = new Exponential(of(2));
        Variable x = of(0.7);
        double cdf = 1 - Math.exp(-1.4);
        assertThat(exponential.prob(x).item()).isCloseTo(2 * Math.exp(-1.4), within(1e-12));
        assertThat(exponential.logCdf(x).item()).isCloseTo(Math.log(cdf), within(1e-12));
        assertThat(exponential.survivalFunction(x).item()).isCloseTo(1 - cdf, within(1e-12));
        assertThat(exponential.logSurvivalFunction(x).item()).isCloseTo(-1.4, within(1e-12));
        assertThat(exponential.icdf(exponential.cdf(x)).item()).isCloseTo(0.7, within(1e-12));
        assertThat(exponential.stddev().item()).isEqualTo(0.5);
        assertThat(new Uniform(of(0), of(6)).stddev().item()).isCloseTo(Math.sqrt(3), within(1e-12));
    }

    @Test
    void independentDistributionsTogether() {
        Variable loc = new Variable(FunctionChecks.uniform(1, -1, 1, 2, 3, 4));
        Variable scale = new Variable(FunctionChecks.uniform(2, 0.5, 1, 2, 3, 4));
        Independent all = new Independent(new Normal(loc, scale));
        assertThat(all.batchShape()).isEqualTo(Shape.of(2));
        assertThat(all.eventShape()).isEqualTo(Shape.of(3, 4));
        assertThat(all.logProb(loc).shape()).isEqualTo(Shape.of(2));
        assertThat(all.covariance().shape()).isEqualTo(Shape.of(2, 12, 12));
        Independent none = new Independent(new Normal(loc, scale), 0);
        assertThat(none.eventShape()).isEqualTo(Shape.of());
        assertThat(none.entropy()
                        .array()
                        .contentEquals(new Normal(loc, scale).entropy().array()))
                .isTrue();
        Variable lower = new Variable(NDArray.from(new double[][][] {{{1, 0}, {2, 1}}, {{3, 0}, {1, 1}}}));
        Variable center = new Variable(NDArray.zeros(DType.FLOAT64, 2, 2));
        Independent vectors = new Independent(new MultivariateNormal(center, lower), 1);
        assertThat(vectors.covariance().array().toDoubleArray())
                .containsExactly(1, 2, 0, 0, 2, 5, 0, 0, 0, 0, 9, 3, 0, 0, 3, 2);
        assertThatThrownBy(() -> all.icdf(of(0.5)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Independent");
        assertThatThrownBy(() -> new Independent(new Normal(loc, scale), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reinterpreted_batch_ndims is 4");
        assertThatThrownBy(() -> KLDivergence.klDivergence(all, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("event shapes are (3, 4) and ()");
    }

    private static final class Constant extends Distribution {
        @Override
        public Shape batchShape() {
            return Shape.of();
        }

        @Override
        public Shape eventShape() {
            return Shape.of();
        }

        @Override
        public Map<String, Variable> params() {
            return Map.of();
        }

        @Override
        public String support() {
            return "{0}";
        }

        @Override
        public Variable logProb(Variable x) {
            return x.mul(0);
        }

        @Override
        public Variable sampleN(long n) {
            return new Variable(NDArray.zeros(DType.FLOAT32, n), false);
        }
    }

    @Test
    void distributionsOfUsers() {
        Constant constant = new Constant();
        Normal normal = new Normal(of(0), of(1));
        assertThat(constant.prob(of(0)).item()).isEqualTo(1);
        assertThat(constant.sample(2, 3).shape()).isEqualTo(Shape.of(2, 3));
        assertThatThrownBy(constant::entropy)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("the Constant distribution offers no entropy");
        assertThatThrownBy(() -> KLDivergence.klDivergence(constant, normal))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no KL divergence is registered for Constant and Normal");
        KLDivergence.registerKl(
                Constant.class, Normal.class, (p, q) -> q.logProb(of(0)).neg());
        assertThat(KLDivergence.klDivergence(constant, normal).item())
                .isCloseTo(0.5 * Math.log(2 * Math.PI), within(1e-12));
    }

    @Test
    void wrongParameters() {
        Variable ints = new Variable(NDArray.of(1, 2), false);
        assertThatThrownBy(() -> new Normal(of(0, 1), of(1)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("Normal (Forward)")
                .hasMessageContaining("scale.shape == loc.shape");
        assertThatThrownBy(() -> Normal.ofLogScale(of(0, 1), of(1)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("log_scale.shape");
        assertThatThrownBy(() -> new Bernoulli(ints))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("p.dtype.kind == f");
        assertThatThrownBy(() -> Bernoulli.ofLogit(ints)).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> new Gamma(of(1), new Variable(NDArray.of(1f))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("theta.dtype == k.dtype");
        assertThatThrownBy(() -> new MultivariateNormal(of(0, 1), of(1, 2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("scale_tril.shape == (2, 2)");
        assertThatThrownBy(() -> new Categorical(new Variable(NDArray.scalar(1, DType.FLOAT32))))
                .isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> Uniform.ofLocScale(of(0), of(1, 2)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("scale.shape == loc.shape");
        Categorical categorical = new Categorical(of(0.5, 0.5));
        assertThatThrownBy(() -> categorical.logProb(new Variable(NDArray.scalar(2, DType.INT32), false)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("2");
        assertThatThrownBy(() -> new Normal(of(0, 1), of(1, 1)).logProb(of(1, 2, 3)))
                .isInstanceOf(InvalidTypeException.class);
    }

    @Test
    void parametersWithoutDistributionGiveNaN() {
        assertThat(new Gamma(of(-1), of(1)).sample().item()).isNaN();
        assertThat(new Poisson(of(-1)).sample().item()).isNaN();
        assertThat(new Poisson(of(0)).sample().item()).isZero();
    }
}
