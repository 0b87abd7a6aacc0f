package org.chainer.functions.connection;

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

class LinearTest {

    @Test
    void gradients() {
        FunctionChecks.of(x -> F.linear(x[0], x[1], x[2]))
                .input(4, 3)
                .weight(2, 3)
                .weight(2)
                .run();
        FunctionChecks.of(x -> F.linear(x[0], x[1], null))
                .input(4, 3)
                .weight(2, 3)
                .run();
    }

    @Test
    void axesBehindTheBatchAreFlattened() {
        FunctionChecks.of(x -> F.linear(x[0], x[1], x[2]))
                .input(4, 3, 2)
                .weight(5, 6)
                .weight(5)
                .run();
        FunctionChecks.of(x -> F.linear(x[0], x[1], x[2], 2))
                .input(4, 3, 2)
                .weight(5, 2)
                .weight(5)
                .run();
    }

    @Test
    void oneWeightUsedSeveralTimes() {
        FunctionChecks.of(x -> {
                    Variable h = F.tanh(F.linear(x[0], x[1], x[2]));
                    h = F.tanh(F.linear(h, x[1], x[2]));
                    return F.linear(h, x[1], x[2]);
                })
                .input(4, 3)
                .weight(3, 3)
                .weight(3)
                .run();
    }

    @Test
    void deferredGradientsAddToThoseThatAreThere() {
        Variable x = new Variable(FunctionChecks.uniform(1, -1, 1, 4, 3));
        Variable w = new Variable(FunctionChecks.uniform(2, -1, 1, 2, 3));
        F.sum(F.linear(x, w, null)).backward();
        NDArray once = w.grad().copy();
        F.sum(F.linear(x, w, null)).backward();
        assertThat(w.grad().allClose(once.mul(2), 1e-12, 1e-12)).isTrue();
    }

    @Test
    void batchAxesMustLeaveOneAxis() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 4, 3));
        Variable w = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThat(F.linear(x, w, null, 1).shape()).isEqualTo(Shape.of(4, 2));
        assertThatThrownBy(() -> F.linear(x, w, null, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("n_batch_axes is 2, expected 1 to 1");
        assertThatThrownBy(() -> F.linear(x, w, null, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shapesMustFit() {
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 4, 3));
        assertThatThrownBy(() -> F.linear(x, x.transpose(), null))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("LinearFunction (Forward)")
                .hasMessageContaining("x.shape[1] == W.shape[1]")
                .hasMessageContaining("3 != 4");
        Variable w = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
        assertThatThrownBy(() -> F.linear(x, w, new Variable(NDArray.zeros(DType.FLOAT32, 3))))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessageContaining("b.shape[0] == W.shape[0]");
        assertThatThrownBy(() -> F.linear(x, new Variable(NDArray.zeros(DType.FLOAT64, 2, 3)), null))
                .isInstanceOf(InvalidTypeException.class);
    }
}
