package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.distributions.Bernoulli;
import org.chainer.distributions.Beta;
import org.chainer.distributions.Categorical;
import org.chainer.distributions.Cauchy;
import org.chainer.distributions.Chisquare;
import org.chainer.distributions.Dirichlet;
import org.chainer.distributions.Distribution;
import org.chainer.distributions.Exponential;
import org.chainer.distributions.Gamma;
import org.chainer.distributions.Geometric;
import org.chainer.distributions.Gumbel;
import org.chainer.distributions.Independent;
import org.chainer.distributions.KLDivergence;
import org.chainer.distributions.Laplace;
import org.chainer.distributions.LogNormal;
import org.chainer.distributions.MultivariateNormal;
import org.chainer.distributions.Normal;
import org.chainer.distributions.OneHotCategorical;
import org.chainer.distributions.Pareto;
import org.chainer.distributions.Poisson;
import org.chainer.distributions.Uniform;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every figure of {@code distributions/index.json}, on the device {@code -Dchainer.device}: within rtol 1e-4 and atol 1e-5 for float32. */
public class DistributionsGoldenTest {
    private static final Map<String, Function<Parameters, Distribution>> DISTRIBUTIONS = new HashMap<>();
    private static final Map<String, BiFunction<Distribution, Variable, Variable>> AT_POINTS = new HashMap<>();
    private static final Map<String, Function<Distribution, Variable>> FIGURES = new HashMap<>();

    static {
        DISTRIBUTIONS.put(
                "Bernoulli", p -> p.has("logit") ? Bernoulli.ofLogit(p.get("logit")) : new Bernoulli(p.get("p")));
        DISTRIBUTIONS.put("Beta", p -> new Beta(p.get("a"), p.get("b")));
        DISTRIBUTIONS.put(
                "Categorical", p -> p.has("logit") ? Categorical.ofLogit(p.get("logit")) : new Categorical(p.get("p")));
        DISTRIBUTIONS.put("Cauchy", p -> new Cauchy(p.get("loc"), p.get("scale")));
        DISTRIBUTIONS.put("Chisquare", p -> new Chisquare(p.get("k")));
        DISTRIBUTIONS.put("Dirichlet", p -> new Dirichlet(p.get("alpha")));
        DISTRIBUTIONS.put("Exponential", p -> new Exponential(p.get("lam")));
        DISTRIBUTIONS.put("Gamma", p -> new Gamma(p.get("k"), p.get("theta")));
        DISTRIBUTIONS.put("Geometric", p -> new Geometric(p.get("p")));
        DISTRIBUTIONS.put("Gumbel", p -> new Gumbel(p.get("loc"), p.get("scale")));
        DISTRIBUTIONS.put("Independent", p -> new Independent(new Normal(p.get("loc"), p.get("scale")), 1));
        DISTRIBUTIONS.put("Laplace", p -> new Laplace(p.get("loc"), p.get("scale")));
        DISTRIBUTIONS.put("LogNormal", p -> new LogNormal(p.get("mu"), p.get("sigma")));
        DISTRIBUTIONS.put("MultivariateNormal", p -> new MultivariateNormal(p.get("loc"), p.get("scale_tril")));
        DISTRIBUTIONS.put(
                "Normal",
                p -> p.has("log_scale")
                        ? Normal.ofLogScale(p.get("loc"), p.get("log_scale"))
                        : new Normal(p.get("loc"), p.get("scale")));
        DISTRIBUTIONS.put("OneHotCategorical", p -> new OneHotCategorical(p.get("p")));
        DISTRIBUTIONS.put("Pareto", p -> new Pareto(p.get("scale"), p.get("alpha")));
        DISTRIBUTIONS.put("Poisson", p -> new Poisson(p.get("lam")));
        DISTRIBUTIONS.put(
                "Uniform",
                p -> p.has("loc")
                        ? Uniform.ofLocScale(p.get("loc"), p.get("scale"))
                        : new Uniform(p.get("low"), p.get("high")));
        AT_POINTS.put("log_prob", Distribution::logProb);
        AT_POINTS.put("prob", Distribution::prob);
        AT_POINTS.put("cdf", Distribution::cdf);
        AT_POINTS.put("log_cdf", Distribution::logCdf);
        AT_POINTS.put("survival_function", Distribution::survivalFunction);
        AT_POINTS.put("log_survival_function", Distribution::logSurvivalFunction);
        FIGURES.put("entropy", Distribution::entropy);
        FIGURES.put("mean", Distribution::mean);
        FIGURES.put("mode", Distribution::mode);
        FIGURES.put("variance", Distribution::variance);
        FIGURES.put("stddev", Distribution::stddev);
        FIGURES.put("covariance", Distribution::covariance);
    }

    /** Parameters by name. */
    private record Parameters(Map<String, NDArray> arrays, String prefix) {
        boolean has(String name) {
            return arrays.containsKey(prefix + "/" + name);
        }

        Variable get(String name) {
            return new Variable(arrays.get(prefix + "/" + name));
        }
    }

    @TestFactory
    List<DynamicTest> chainersFigures() {
        List<DynamicTest> tests = new ArrayList<>();
        Map<?, ?> index = (Map<?, ?>) GoldenFiles.json("distributions/index.json");
        for (Object entry : (List<?>) index.get("distributions")) {
            Map<?, ?> info = (Map<?, ?>) entry;
            String name = (String) info.get("distribution");
            for (Object figure : (List<?>) info.get("figures")) {
                tests.add(DynamicTest.dynamicTest(name + "." + figure, () -> compare(info, (String) figure)));
            }
            tests.add(DynamicTest.dynamicTest(name + " shapes", () -> compareShapes(info)));
        }
        System.out.println("distributions: " + tests.size() + " golden figures from "
                + GoldenFiles.source("distributions") + " on " + Devices.current());
        return tests;
    }

    private static void compareShapes(Map<?, ?> info) {
        Distribution distribution = distribution(info, arrays(info), "param");
        assertThat(distribution.batchShape().toArray()).containsExactly(dims(info, "batch_shape"));
        assertThat(distribution.eventShape().toArray()).containsExactly(dims(info, "event_shape"));
        if (info.get("support") != null) {
            assertThat(distribution.support()).isEqualTo(info.get("support"));
        }
    }

    private static long[] dims(Map<?, ?> info, String key) {
        return ((List<?>) info.get(key))
                .stream().mapToLong(d -> ((Number) d).longValue()).toArray();
    }

    private static Map<String, NDArray> arrays(Map<?, ?> info) {
        return GoldenFiles.npz("distributions/" + info.get("distribution") + ".npz");
    }

    private static Distribution distribution(Map<?, ?> info, Map<String, NDArray> arrays, String prefix) {
        return DISTRIBUTIONS.get((String) info.get("distribution")).apply(new Parameters(arrays, prefix));
    }

    private static void compare(Map<?, ?> info, String figure) {
        Map<String, NDArray> arrays = arrays(info);
        Distribution distribution = distribution(info, arrays, "param");
        Variable actual = switch (figure) {
            case "kl" -> KLDivergence.klDivergence(distribution, distribution(info, arrays, "other"));
            case "icdf" -> distribution.icdf(new Variable(arrays.get("q")));
            default ->
                AT_POINTS.containsKey(figure)
                        ? AT_POINTS.get(figure).apply(distribution, new Variable(arrays.get("x"), false))
                        : FIGURES.get(figure).apply(distribution);
        };
        NDArray expected = arrays.get(figure);
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.dtype()).isEqualTo(expected.dtype());
        boolean close = switch (expected.dtype()) {
            case FLOAT16 -> actual.array().allClose(expected, 1e-2, 1e-2);
            case FLOAT64 -> actual.array().allClose(expected, 1e-8, 1e-10);
            default -> actual.array().allClose(expected, 1e-4, 1e-5);
        };
        assertThat(close)
                .as("Chainer has\n%s\nhere it is\n%s", expected, actual.array())
                .isTrue();
    }
}
