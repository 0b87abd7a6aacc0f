package org.chainer.functions.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Penalties of covariances: cross-covariance and DeCov. */
class CovarianceLossTest {

    @ParameterizedTest
    @ValueSource(strings = {"half_squared_sum", "no"})
    void gradients(String reduce) {
        FunctionChecks.of(x -> F.crossCovariance(x[0], x[1], reduce))
                .input(5, 3)
                .input(5, 2)
                .run();
        FunctionChecks.of(x -> F.decov(x[0], reduce)).input(5, 3).run();
    }

    @Test
    void figures() {
        Variable y = new Variable(NDArray.of(1.0, 3.0).reshape(2, 1));
        Variable z = new Variable(NDArray.of(0.0, 5, 4, 5).reshape(2, 2));
        assertThat(F.crossCovariance(y, z, "no").array().toDoubleArray()).containsExactly(2, 0);
        assertThat(F.crossCovariance(y, z).item()).isEqualTo(2);
        Variable h = new Variable(NDArray.of(0.0, 1, 4, 3).reshape(2, 2));
        assertThat(F.decov(h, "no").array().toDoubleArray()).containsExactly(0, 2, 2, 0);
        assertThat(F.decov(h).item()).isEqualTo(4);
        assertThat(F.decov(h, "no").shape()).isEqualTo(Shape.of(2, 2));
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.crossCovariance(x, x.transpose()))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("y.shape[0] == z.shape[0]");
        assertThatThrownBy(() -> F.crossCovariance(x, x, "mean")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.decov(x, "mean")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.decov(x.reshape(6)))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("h.ndim == 2");
    }
}
