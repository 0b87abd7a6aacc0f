package org.chainer.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.golden.GoldenCase;
import org.chainer.golden.GoldenOps;
import org.chainer.testing.GradientCheck;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every function with a choice of its options, shapes (empty batches among them) and dtypes: results and gradients as Chainer computes them, gradients
 * and second gradients against finite differences in float64, on arrays whose elements do not lie side by side.
 */
class FunctionOptionsTest {
    /** Functions that can be differentiated once, as in Chainer. */
    private static final Set<String> ONCE = Set.of(
            "connectionist_temporal_classification",
            "decorrelated_batch_normalization",
            "deformable_convolution_2d_sampler",
            "roi_average_pooling_2d",
            "roi_max_pooling_2d",
            "roi_pooling_2d",
            "spatial_transformer_sampler");

    /**
     * Functions whose gradient is not that of small steps in float64: casts round, cholesky's is symmetric, constants of batch_renormalization are not
     * differentiated, as_strided reads the memory behind a view.
     */
    private static final Set<String> OTHERWISE = Set.of("cast", "cholesky", "batch_renormalization", "as_strided");

    private final GoldenOps ops = GoldenOps.all();

    @TestFactory
    Stream<DynamicTest> chainersFigures() {
        List<GoldenCase> cases = GoldenCase.options();
        assertThat(cases).hasSizeGreaterThan(900);
        return cases.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> ops.run(c)));
    }

    @TestFactory
    Stream<DynamicTest> gradients() {
        Set<String> seen = new HashSet<>();
        return differentiable().filter(c -> seen.add(c.op())).map(this::gradients);
    }

    @Tag("full")
    @TestFactory
    Stream<DynamicTest> gradientsOfAllOptions() {
        return differentiable().map(this::gradients);
    }

    private Stream<GoldenCase> differentiable() {
        return GoldenCase.options().stream()
                .filter(c -> c.isDouble() && !c.grads().isEmpty() && ops.isCall(c.op()))
                .filter(c -> !OTHERWISE.contains(c.op()))
                .filter(c -> Arrays.stream(c.inputs()).allMatch(x -> x.size() > 0));
    }

    private DynamicTest gradients(GoldenCase c) {
        return DynamicTest.dynamicTest(c.name(), () -> {
            Variable[] inputs = c.inputs();
            NDArray[] arrays = new NDArray[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                arrays[i] = c.grads().contains(i) ? spread(inputs[i].array()) : inputs[i].array();
            }
            int[] noGrads = java.util.stream.IntStream.range(0, inputs.length)
                    .filter(i -> !c.grads().contains(i))
                    .toArray();
            try (Chainer.Scope mode = Chainer.usingConfig(Config.TRAIN, c.train())) {
                assumeTrue(
                        Arrays.stream(ops.call(c, inputs))
                                .allMatch(y ->
                                        Arrays.stream(y.array().toDoubleArray()).allMatch(Double::isFinite)),
                        "a window of max pooling lies in the margin and has no greatest element");
                GradientCheck check = GradientCheck.ofAll(x -> ops.call(c, x), arrays)
                        .noGrads(noGrads)
                        .eps(1e-5)
                        .tolerance(1e-4, 1e-6)
                        .checkBackward();
                if (!ONCE.contains(c.op())) {
                    check.checkDoubleBackward();
                }
            }
        });
    }

    private static NDArray spread(NDArray x) {
        return x.rank() == 0 ? x : NDArrays.stack(x.rank(), x, x).select(x.rank(), 0);
    }
}
