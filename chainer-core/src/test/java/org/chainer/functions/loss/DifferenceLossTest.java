package org.chainer.functions.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.BinaryOperator;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses of the difference of two arrays. */
class DifferenceLossTest {
    private static final List<BinaryOperator<Variable>> LOSSES = List.of(
            F::absoluteError,
            F::squaredError,
            F::meanAbsoluteError,
            F::meanSquaredError,
            (x, t) -> F.huberLoss(x, t, 0.4));

    private static Variable float32(long... shape) {
        return new Variable(NDArray.zeros(DType.FLOAT32, shape));
    }

    @Test
    void gradients() {
        for (BinaryOperator<Variable> loss : LOSSES) {
            FunctionChecks.of(x -> loss.apply(x[0], x[1]))
                    .input(FunctionChecks.distinct(1, 4, 3))
                    .input(FunctionChecks.distinct(2, 4, 3).mul(0.97))
                    .eps(1e-4)
                    .run();
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1, no", "0.5, no", "10, no", "0.5, sum_along_second_axis"})
    void huberLoss(double delta, String reduce) {
        FunctionChecks.of(x -> F.huberLoss(x[0], x[1], delta, reduce))
                .input(FunctionChecks.distinct(1, 4, 3, 2))
                .input(FunctionChecks.distinct(2, 4, 3, 2).mul(0.97))
                .eps(1e-5)
                .tolerance(1e-5, 1e-6)
                .run();
    }

    @Test
    void huberLossIsQuadraticNearZeroAndLinearBeyond() {
        Variable x = new Variable(NDArray.of(0.5, -0.5, 3, -3));
        Variable y = F.huberLoss(x, new Variable(NDArray.zeros(DType.FLOAT64, 4)), 1, "no");
        assertThat(y.array().toDoubleArray()).containsExactly(0.125, 0.125, 2.5, 2.5);
    }

    @Test
    void theGradientOfEqualElementsIsZero() {
        Variable x = new Variable(NDArray.of(1.0, 2.0));
        Variable t = new Variable(NDArray.of(1.0, 3.0));
        F.sum(F.absoluteError(x, t)).backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(0, -1);
        assertThat(t.grad().add(0).toDoubleArray()).containsExactly(0, 1);
    }

    @Test
    void largeSquaresInFloat16DoNotOverflowBeforeTheMean() {
        Variable x = new Variable(NDArray.of(300.0, 1.0, 1.0, 1.0).astype(DType.FLOAT16));
        Variable t = new Variable(NDArray.zeros(DType.FLOAT16, 4));
        assertThat(F.meanSquaredError(x, t).item()).isEqualTo(22496);
    }

    @Test
    void wrongInputs() {
        for (BinaryOperator<Variable> loss : LOSSES) {
            assertThatThrownBy(() -> loss.apply(float32(2, 3), float32(3, 2)))
                    .isInstanceOf(InvalidTypeException.class)
                    .hasMessageContaining(".shape == ")
                    .hasMessageContaining("(3, 2) != (2, 3)");
            assertThatThrownBy(() -> loss.apply(float32(2, 3), new Variable(NDArray.zeros(DType.FLOAT64, 2, 3))))
                    .isInstanceOf(InvalidTypeException.class)
                    .hasMessageContaining("float64 != float32");
            Variable integers = new Variable(NDArray.zeros(DType.INT32, 2, 3), false);
            assertThatThrownBy(() -> loss.apply(integers, integers))
                    .isInstanceOf(InvalidTypeException.class)
                    .hasMessageContaining("int32");
        }
        assertThatThrownBy(() -> F.huberLoss(float32(2), float32(2), 1))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("x.ndim >= 2");
        assertThatThrownBy(() -> F.huberLoss(float32(2, 2), float32(2, 2), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delta is 0.0");
        assertThatThrownBy(() -> F.huberLoss(float32(2, 2), float32(2, 2), 1, "mean"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("huber_loss: reduce must be 'sum_along_second_axis' or 'no', not 'mean'");
    }
}
