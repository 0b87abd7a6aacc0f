package org.chainer.functions.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses over sampled classes: BlackOut and negative sampling. */
class SampledLossTest {
    private static final NDArray DRAWN =
            NDArray.of(9, 1, 2, 9, 0, 0, 9, 4, 3, 9, 2, 4).reshape(4, 3);

    private static Variable ints(int... values) {
        return new Variable(NDArray.of(values), false);
    }

    private static NDArray draw(Shape shape) {
        return DRAWN.slice(0, 0, shape.dim(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "no"})
    void blackOutGradients(String reduce) {
        FunctionChecks.of(x -> F.blackOut(x[0], x[1], x[2], x[3], reduce))
                .input(4, 3)
                .input(NDArray.of(2, 0, 4, 1))
                .weight(5, 3)
                .input(NDArray.of(0, 1, 1, 1, 3, 2, 0, 2).reshape(4, 2))
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "no"})
    void negativeSamplingGradients(String reduce) {
        for (int[] labels : new int[][] {{2, 0, 4, 1}, {2, -1, -1, 1}}) {
            FunctionChecks.of(x -> F.negativeSampling(x[0], x[1], x[2], SampledLossTest::draw, 2, reduce))
                    .input(4, 3)
                    .input(NDArray.of(labels))
                    .weight(5, 3)
                    .run();
        }
    }

    @Test
    void figures() {
        Variable x = new Variable(NDArray.of(1.0, 2.0).reshape(1, 2));
        Variable w = new Variable(NDArray.from(new double[][] {{1, 0}, {0, 1}, {1, -1}}));
        Variable samples = new Variable(NDArray.of(1, 2).reshape(1, 2), false);
        double z = Math.exp(1) + Math.exp(2) + Math.exp(-1);
        double expected = -Math.log(Math.exp(1) / z) - Math.log(1 - Math.exp(2) / z) - Math.log(1 - Math.exp(-1) / z);
        assertThat(F.blackOut(x, ints(0), w, samples).item()).isCloseTo(expected, within(1e-12));
        NegativeSampling.WithSamples result = F.negativeSamplingReturnSamples(
                x, ints(0), w, shape -> NDArray.of(7, 2, 1).reshape(1, 3), 2, "no");
        assertThat(result.samples().toLongArray()).containsExactly(0, 2, 1);
        double loss = Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(2));
        assertThat(result.loss().array().item()).isCloseTo(loss, within(1e-12));
    }

    @Test
    void theSamplersArrayStaysAsItIs() {
        Variable x = new Variable(NDArray.ones(DType.FLOAT32, 4, 3));
        Variable w = new Variable(NDArray.ones(DType.FLOAT32, 5, 3));
        F.negativeSampling(x, ints(0, 1, 2, 3), w, shape -> DRAWN, 2);
        assertThat(DRAWN.toLongArray()[0]).isEqualTo(9);
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.ones(DType.FLOAT32, 1, 3));
        Variable w = new Variable(NDArray.ones(DType.FLOAT32, 5, 3));
        Variable samples = new Variable(NDArray.of(5).reshape(1, 1), false);
        assertThatThrownBy(() -> F.blackOut(x, ints(0), w, samples))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("black_out: label 5");
        assertThatThrownBy(() -> F.blackOut(x, ints(-1), w, samples)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> F.blackOut(x, ints(0, 1), w, samples))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.shape[0] == t.shape[0]");
        assertThatThrownBy(() -> F.blackOut(x, ints(0), w, samples, "sum"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.negativeSampling(x, ints(5), w, SampledLossTest::draw, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("label 5 at 0");
        assertThatThrownBy(() ->
                        F.negativeSampling(x, ints(0), w, s -> NDArray.of(0, -1).reshape(1, 2), 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> F.negativeSampling(x, ints(0), w, s -> NDArray.of(0, 1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the sampler gave an array of shape (2,)");
        assertThatThrownBy(() -> F.negativeSampling(x, ints(0), w, SampledLossTest::draw, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.negativeSampling(x, ints(0), w, SampledLossTest::draw, 2, "mean"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.negativeSampling(x, x, w, SampledLossTest::draw, 2))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("t.dtype.kind == i");
    }
}
