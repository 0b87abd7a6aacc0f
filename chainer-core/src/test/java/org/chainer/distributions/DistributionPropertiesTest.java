package org.chainer.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.chainer.Variable;
import org.chainer.array.NDArray;

/** What holds for distributions with any parameters. */
class DistributionPropertiesTest {
    private static Variable of(double... values) {
        return new Variable(NDArray.of(values));
    }

    @Property(tries = 60)
    void divergencesAreNotNegativeAndZeroFromItself(
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double a,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double b,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double c,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double d) {
        List<List<Distribution>> pairs = List.of(
                List.of(new Bernoulli(of(a)), new Bernoulli(of(b))),
                List.of(new Beta(of(a), of(b)), new Beta(of(c), of(d))),
                List.of(new Categorical(of(a, 1 - a)), new Categorical(of(b, 1 - b))),
                List.of(new Dirichlet(of(a, b)), new Dirichlet(of(c, d))),
                List.of(new Exponential(of(a)), new Exponential(of(b))),
                List.of(new Gamma(of(a), of(b)), new Gamma(of(c), of(d))),
                List.of(new Geometric(of(a)), new Geometric(of(b))),
                List.of(new Gumbel(of(a), of(b)), new Gumbel(of(c), of(d))),
                List.of(new Laplace(of(a), of(b)), new Laplace(of(c), of(d))),
                List.of(new LogNormal(of(a), of(b)), new LogNormal(of(c), of(d))),
                List.of(new Normal(of(a), of(b)), new Normal(of(c), of(d))),
                List.of(new OneHotCategorical(of(a, 1 - a)), new OneHotCategorical(of(b, 1 - b))),
                List.of(new Pareto(of(a), of(b)), new Pareto(of(Math.min(a, c)), of(d))),
                List.of(new Poisson(of(a)), new Poisson(of(b))),
                List.of(new Uniform(of(0), of(a)), new Uniform(of(0), of(a + b))));
        for (List<Distribution> pair : pairs) {
            Distribution p = pair.get(0);
            assertThat(KLDivergence.klDivergence(p, pair.get(1)).item())
                    .as(p.getClass().getSimpleName())
                    .isGreaterThanOrEqualTo(-1e-9);
            assertThat(KLDivergence.klDivergence(p, p).item())
                    .as(p.getClass().getSimpleName())
                    .isCloseTo(0, within(1e-9));
        }
    }

    @Property(tries = 60)
    void quantilesInvertTheDistributionFunction(
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double q,
            @ForAll @DoubleRange(min = -3, max = 3) double loc,
            @ForAll @DoubleRange(min = 0.2, max = 3) double scale) {
        for (Distribution distribution : List.of(
                new Cauchy(of(loc), of(scale)),
                new Exponential(of(scale)),
                new Laplace(of(loc), of(scale)),
                new Normal(of(loc), of(scale)),
                new Uniform(of(loc), of(loc + scale)))) {
            Variable x = distribution.icdf(of(q));
            assertThat(distribution.cdf(x).item())
                    .as(distribution.getClass().getSimpleName())
                    .isCloseTo(q, within(1e-7));
            double step = 1e-5;
            double slope = (distribution.cdf(x.add(step)).item()
                            - distribution.cdf(x.sub(step)).item())
                    / (2 * step);
            assertThat(distribution.prob(x).item())
                    .as(distribution.getClass().getSimpleName())
                    .isCloseTo(slope, within(1e-4 + 1e-4 * slope));
        }
    }
}
