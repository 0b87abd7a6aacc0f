package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void printsLikePythonsTuple() {
        assertThat(Shape.of()).hasToString("()");
        assertThat(Shape.of(3)).hasToString("(3,)");
        assertThat(Shape.of(2, 3)).hasToString("(2, 3)");
    }

    @Test
    void sizeIsTheProduct() {
        assertThat(Shape.of().size()).isEqualTo(1);
        assertThat(Shape.of(2, 0, 3).size()).isZero();
        assertThat(Shape.of(1L << 31, 3).size()).isEqualTo(3L << 31);
    }

    @Test
    void refusesNegativeAndHugeLengths() {
        assertThatThrownBy(() -> Shape.of(2, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(2, -1)");
        assertThatThrownBy(() -> Shape.of(1L << 40, 1L << 40))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too many elements");
    }

    @Test
    void isNotChangedThroughItsArrays() {
        long[] dims = {2, 3};
        Shape shape = Shape.of(dims);
        dims[0] = 7;
        shape.toArray()[1] = 7;
        assertThat(shape).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void axesCountFromTheEndToo() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.dim(-1)).isEqualTo(4);
        assertThat(shape.axis(-3)).isZero();
        assertThat(shape.axes(-1, 0)).containsExactly(2, 0);
        assertThatThrownBy(() -> shape.dim(3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("axis 3")
                .hasMessageContaining("(2, 3, 4)");
        assertThatThrownBy(() -> shape.axes(1, -2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("axis 1");
    }

    @Test
    void broadcastsByNumPysRules() {
        assertThat(Shape.broadcast(Shape.of(2, 1, 3), Shape.of(4, 1))).isEqualTo(Shape.of(2, 4, 3));
        assertThat(Shape.broadcast(Shape.of(), Shape.of(5))).isEqualTo(Shape.of(5));
        assertThat(Shape.broadcast(Shape.of(0), Shape.of(1))).isEqualTo(Shape.of(0));
        assertThatThrownBy(() -> Shape.broadcast(Shape.of(2, 3), Shape.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("(2,)");
        assertThatThrownBy(() -> Shape.broadcast(Shape.of(0), Shape.of(3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void derivedShapes() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.withoutAxes(0, -1)).isEqualTo(Shape.of(3));
        assertThat(shape.withUnitAxes(1)).isEqualTo(Shape.of(2, 1, 4));
        assertThat(shape.withDim(-1, 7)).isEqualTo(Shape.of(2, 3, 7));
        assertThat(shape.subShape(1, 3).concat(Shape.of(9))).isEqualTo(Shape.of(3, 4, 9));
        assertThat(shape.contiguousStrides()).containsExactly(12, 4, 1);
        assertThat(shape).hasSameHashCodeAs(Shape.of(2, 3, 4)).isNotEqualTo(Shape.of(2, 3));
    }
}
