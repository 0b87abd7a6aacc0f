package org.chainer.functions.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses of variational autoencoders. */
class LikelihoodLossTest {

    @ParameterizedTest
    @ValueSource(strings = {"sum", "mean", "no"})
    void gradients(String reduce) {
        FunctionChecks.of(x -> F.gaussianKlDivergence(x[0], x[1], reduce))
                .input(4, 3)
                .input(4, 3)
                .run();
        FunctionChecks.of(x -> F.gaussianNll(x[0], x[1], x[2], reduce))
                .input(4, 3)
                .input(4, 3)
                .input(4, 3)
                .run();
        FunctionChecks.of(x -> F.bernoulliNll(x[0], x[1], reduce))
                .input(FunctionChecks.uniform(3, 0, 1, 4, 3))
                .input(4, 3)
                .run();
    }

    @Test
    void figures() {
        Variable logit = new Variable(NDArray.of(0.0, 1000));
        assertThat(F.bernoulliNll(new Variable(NDArray.of(1.0, 0)), logit, "no")
                        .array()
                        .toDoubleArray())
                .containsExactly(Math.log(2), 1000);
        Variable zero = new Variable(NDArray.zeros(DType.FLOAT64, 1));
        Variable one = new Variable(NDArray.ones(DType.FLOAT64, 1));
        assertThat(F.gaussianKlDivergence(zero, zero).item()).isZero();
        assertThat(F.gaussianKlDivergence(one, zero).item()).isEqualTo(0.5);
        assertThat(F.gaussianNll(one, zero, zero).item()).isCloseTo(0.5 + Math.log(2 * Math.PI) / 2, within(1e-12));
    }

    @Test
    void wrongInputs() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.gaussianKlDivergence(x, x.transpose()))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("ln_var.shape == mean.shape");
        assertThatThrownBy(() -> F.gaussianKlDivergence(x, x, "max")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.gaussianNll(x, x, x.transpose())).isInstanceOf(InvalidTypeException.class);
        assertThatThrownBy(() -> F.bernoulliNll(x, x.transpose()))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("bernoulli_nll (Forward)");
        assertThatThrownBy(() -> F.bernoulliNll(x, x, "max")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> F.gaussianNll(x, x, x, "max")).isInstanceOf(IllegalArgumentException.class);
    }
}
