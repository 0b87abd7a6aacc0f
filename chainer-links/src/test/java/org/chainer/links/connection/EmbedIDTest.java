package org.chainer.links.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.junit.jupiter.api.Test;

class EmbedIDTest {
    private final EmbedID link =
            EmbedID.fromParams(NDArrays.arange(8).astype(DType.FLOAT32).reshape(4, 2), -1);

    @Test
    void rows() {
        Variable y = link.apply(NDArray.from(new int[][] {{3, 0}, {-1, 3}}));
        assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(y.array().toFloatArray()).containsExactly(6, 7, 0, 1, 0, 0, 6, 7);
    }

    @Test
    void gradientsOfRowsThatWereLookedUp() {
        Variable y = link.apply(NDArray.of(1, 3, 1, -1));
        y.setGrad(NDArray.ones(DType.FLOAT32, 4, 2));
        y.backward();
        assertThat(link.w().grad().toFloatArray()).containsExactly(0, 0, 2, 2, 0, 0, 1, 1);
    }

    @Test
    void initialValues() {
        double square = new EmbedID(100, 100)
                .w()
                .array()
                .apply(org.chainer.backend.kernels.UnaryOp.SQUARE)
                .mean()
                .item();
        assertThat(square).isBetween(0.95, 1.05);
        assertThat(new EmbedID(3, 5)).hasToString("EmbedID(in_size=3, out_size=5)");
    }

    @Test
    void idsOutOfRange() {
        assertThatThrownBy(() -> link.apply(NDArray.of(4)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("4");
        assertThatThrownBy(() -> link.apply(NDArray.of(-2))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> link.apply(NDArray.of(1f))).hasMessageContaining("float32");
    }
}
