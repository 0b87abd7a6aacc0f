package org.chainer.distributions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Gradients of log-probabilities, entropies and divergences to parameters and points, on views, for float16 and for empty batches. */
class DistributionGradientTest {
    private final List<DynamicTest> tests = new ArrayList<>();

    private static NDArray p(double low, double high, long... shape) {
        return FunctionChecks.uniform(31, low, high, shape);
    }

    private static NDArray q(double low, double high, long... shape) {
        return FunctionChecks.uniform(77, low, high, shape);
    }

    private static NDArray[] arrays(NDArray... arrays) {
        return arrays;
    }

    /** What is checked of one kind of distribution. */
    private final class Kind {
        private final String name;
        private final Function<Variable[], Distribution> make;
        private final NDArray[] parameters;

        Kind(String name, Function<Variable[], Distribution> make, NDArray... parameters) {
            this.name = name;
            this.make = make;
            this.parameters = parameters;
        }

        Kind logProb(NDArray x) {
            int n = parameters.length;
            return add("log_prob", v -> make.apply(v).logProb(v[n]), x);
        }

        Kind entropy() {
            return add("entropy", v -> make.apply(v).entropy());
        }

        Kind moments() {
            add("mean", v -> make.apply(v).mean());
            return add("variance", v -> make.apply(v).variance());
        }

        Kind kl(NDArray... others) {
            int n = parameters.length;
            return add(
                    "kl",
                    v -> KLDivergence.klDivergence(make.apply(v), make.apply(Arrays.copyOfRange(v, n, 2 * n))),
                    others);
        }

        Kind cdf(NDArray x, NDArray probability) {
            int n = parameters.length;
            add("cdf", v -> make.apply(v).cdf(v[n]), x);
            return add("icdf", v -> make.apply(v).icdf(v[n]), probability);
        }

        private Kind add(String figure, Function<Variable[], Variable> function, NDArray... more) {
            tests.add(DynamicTest.dynamicTest(name + " " + figure, () -> {
                FunctionChecks checks = FunctionChecks.of(function::apply)
                        .halfTolerance(5e-2)
                        .tolerance(1e-5, 1e-6)
                        .eps(1e-4);
                for (NDArray parameter : parameters) {
                    checks.input(parameter);
                }
                for (NDArray array : more) {
                    checks.input(array);
                }
                checks.run();
            }));
            return this;
        }
    }

    @TestFactory
    List<DynamicTest> gradients() {
        NDArray p1 = p(0.2, 0.8, 4, 3);
        NDArray q1 = q(0.2, 0.8, 4, 3);
        NDArray real = p(-1, 1, 4, 3);
        NDArray real2 = q(-1, 1, 4, 3);
        NDArray positive = p(0.6, 1.9, 4, 3);
        NDArray positive2 = q(0.6, 1.9, 4, 3);
        NDArray binary = NDArray.of(0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0).reshape(4, 3);
        new Kind("Bernoulli", v -> new Bernoulli(v[0]), p1)
                .logProb(binary)
                .entropy()
                .moments()
                .kl(q1);
        new Kind("Bernoulli(logit)", v -> Bernoulli.ofLogit(v[0]), real)
                .logProb(binary)
                .entropy()
                .kl(real2);
        new Kind("Bernoulli(binary)", v -> Bernoulli.ofLogit(v[0], true), real).logProb(binary);
        new Kind("Beta", v -> new Beta(v[0], v[1]), positive, positive2)
                .logProb(p1)
                .entropy()
                .moments()
                .kl(positive2.add(0.3), positive);
        new Kind("Cauchy", v -> new Cauchy(v[0], v[1]), real, positive)
                .logProb(real2)
                .entropy()
                .cdf(real2, p1);
        new Kind("Chisquare", v -> new Chisquare(v[0]), positive)
                .logProb(positive2)
                .entropy()
                .moments();
        new Kind("Exponential", v -> new Exponential(v[0]), positive)
                .logProb(positive2)
                .entropy()
                .moments()
                .cdf(positive2, p1)
                .kl(positive2);
        new Kind("Gamma", v -> new Gamma(v[0], v[1]), positive, positive2)
                .logProb(p1)
                .entropy()
                .moments()
                .kl(positive2, positive);
        NDArray counts = NDArray.of(1, 2, 3, 1, 1, 5, 2, 2, 1, 4, 1, 3).reshape(4, 3);
        new Kind("Geometric", v -> new Geometric(v[0]), p1)
                .logProb(counts)
                .moments()
                .kl(q1);
        new Kind("Gumbel", v -> new Gumbel(v[0], v[1]), real, positive)
                .logProb(real2)
                .entropy()
                .moments()
                .kl(real2, positive2);
        new Kind("Laplace", v -> new Laplace(v[0], v[1]), real, positive)
                .logProb(real2)
                .entropy()
                .moments()
                .cdf(real2, p1)
                .kl(real2, positive2);
        new Kind("LogNormal", v -> new LogNormal(v[0], v[1]), real, positive)
                .logProb(positive2)
                .entropy()
                .moments()
                .kl(real2, positive2);
        new Kind("Normal", v -> new Normal(v[0], v[1]), real, positive)
                .logProb(real2)
                .entropy()
                .moments()
                .cdf(real2, p1)
                .kl(real2, positive2);
        new Kind("Normal(log_scale)", v -> Normal.ofLogScale(v[0], v[1]), real, real2)
                .logProb(real2)
                .entropy()
                .kl(real2, real);
        new Kind("Pareto", v -> new Pareto(v[0], v[1]), positive, positive2.add(2))
                .logProb(positive2.add(2))
                .entropy()
                .moments()
                .kl(positive.mul(0.7), positive2);
        new Kind("Poisson", v -> new Poisson(v[0]), positive)
                .logProb(counts)
                .moments()
                .kl(positive2);
        new Kind("Uniform", v -> new Uniform(v[0], v[1]), real, positive.add(0.5))
                .logProb(p1.mul(0.1).add(1))
                .entropy()
                .moments()
                .cdf(p1.mul(0.1).add(1), q1)
                .kl(real.sub(0.3), positive.add(1));
        new Kind("Uniform(loc)", v -> Uniform.ofLocScale(v[0], v[1]), real, positive.add(1))
                .logProb(real.add(0.8))
                .entropy()
                .moments();
        NDArray classes = NDArray.of(0, 2, 1, 2);
        NDArray onehot = NDArray.from(new double[][] {{1, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 0, 1}});
        new Kind("Categorical", v -> new Categorical(F.softmax(v[0])), real)
                .logProb(classes)
                .entropy()
                .kl(real2);
        new Kind("Categorical(logit)", v -> Categorical.ofLogit(v[0]), real)
                .logProb(classes)
                .entropy()
                .kl(real2);
        new Kind("OneHotCategorical", v -> new OneHotCategorical(v[0]), p1)
                .logProb(onehot)
                .moments()
                .kl(q1);
        new Kind("Dirichlet", v -> new Dirichlet(v[0]), positive)
                .logProb(p1)
                .entropy()
                .moments()
                .kl(positive2);
        NDArray lower = lowerTriangles(31);
        new Kind("MultivariateNormal", v -> new MultivariateNormal(v[0], v[1]), real, lower)
                .logProb(real2)
                .entropy()
                .moments()
                .kl(real2, lowerTriangles(77))
                .add("covariance", v -> new MultivariateNormal(v[0], v[1]).covariance());
        new Kind("Independent", v -> new Independent(new Normal(v[0], v[1])), real, positive)
                .logProb(real2)
                .entropy()
                .moments()
                .kl(real2, positive2)
                .add("covariance", v -> new Independent(new Normal(v[0], v[1])).covariance());
        return tests;
    }

    private static NDArray lowerTriangles(long seed) {
        NDArray result = FunctionChecks.uniform(seed, -0.5, 0.5, 4, 3, 3);
        result.diagonal(0, 1, 2).copyFrom(FunctionChecks.uniform(seed + 1, 0.7, 1.5, 4, 3));
        return result;
    }

    @TestFactory
    List<DynamicTest> gradientsThroughSamples() {
        NDArray real = p(-1, 1, 4, 3);
        NDArray positive = p(0.6, 1.9, 4, 3);
        sample("Cauchy", v -> new Cauchy(v[0], v[1]), real, positive);
        sample("Exponential", v -> new Exponential(v[0]), positive);
        sample("Gumbel", v -> new Gumbel(v[0], v[1]), real, positive);
        sample("Laplace", v -> new Laplace(v[0], v[1]), real, positive);
        sample("LogNormal", v -> new LogNormal(v[0], v[1]), real, positive);
        sample("Normal", v -> new Normal(v[0], v[1]), real, positive);
        sample("Normal(log_scale)", v -> Normal.ofLogScale(v[0], v[1]), real, real);
        sample("Pareto", v -> new Pareto(v[0], v[1]), positive, positive);
        sample("Uniform", v -> new Uniform(v[0], v[1]), real, positive);
        sample("MultivariateNormal", v -> new MultivariateNormal(v[0], v[1]), real, lowerTriangles(5));
        sample("Gamma", v -> new Gamma(new Variable(positive.astype(v[0].dtype()), false), v[0]), positive);
        return tests;
    }

    private void sample(String name, Function<Variable[], Distribution> make, NDArray... parameters) {
        tests.add(DynamicTest.dynamicTest(name, () -> {
            FunctionChecks checks = FunctionChecks.of(v -> {
                        org.chainer.array.RandomState.seed(9);
                        return make.apply(v).sample(2);
                    })
                    .notHalf()
                    .notEmpty()
                    .tolerance(1e-5, 1e-6);
            for (NDArray parameter : parameters) {
                checks.input(parameter);
            }
            checks.run();
        }));
    }
}
