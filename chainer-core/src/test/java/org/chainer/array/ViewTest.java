package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainer.array.Expect.counting;

import org.junit.jupiter.api.Test;

class ViewTest {
    private final NDArray x = counting(2, 3, 4);

    @Test
    void reshapeIsAViewWhereStridesAllowIt() {
        assertThat(x.reshape(4, -1).memory()).isSameAs(x.memory());
        Expect.values(x.reshape(4, 6).get("1"), new long[] {6, 7, 8, 9, 10, 11});
        NDArray slice = x.get(":, 1:");
        assertThat(slice.reshape(2, 8).memory()).isSameAs(x.memory());
        Expect.values(slice.reshape(2, 2, 2, 2).get("1, 1, 0"), new long[] {20, 21});
        assertThat(x.get(":, :, ::2").reshape(6, 2).memory()).isSameAs(x.memory());
        assertThat(x.get(":, ::2, :").reshape(4, 4).memory()).isNotSameAs(x.memory());
        Expect.values(x.transpose().reshape(-1).get(":4"), new long[] {0, 12, 4, 16});
    }

    @Test
    void reshapeWithUnitAndEmptyAxes() {
        assertThat(x.reshape(1, 2, 1, 12, 1).shape()).isEqualTo(Shape.of(1, 2, 1, 12, 1));
        assertThat(NDArray.zeros(DType.INT8, 0, 3).reshape(3, 2, 0).shape()).isEqualTo(Shape.of(3, 2, 0));
        assertThat(NDArray.scalar(4, DType.INT8).reshape(1, 1).item()).isEqualTo(4);
        assertThat(NDArray.of(4).reshape().shape()).isEqualTo(Shape.of());
        assertThat(x.get("..., ::-1").reshape(2, 1, 3, 4, 1).memory()).isSameAs(x.memory());
    }

    @Test
    void reshapeErrorsNameBothShapes() {
        assertThatThrownBy(() -> x.reshape(5, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(2, 3, 4)")
                .hasMessageContaining("(5, 5)");
        assertThatThrownBy(() -> x.reshape(7, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[7, -1]");
        assertThatThrownBy(() -> x.reshape(-1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[-1, -1]");
        assertThatThrownBy(() -> x.reshape(-2, -12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-2");
        assertThatThrownBy(() -> NDArray.zeros(DType.INT8, 0).reshape(0, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void transposing() {
        assertThat(x.transpose().shape()).isEqualTo(Shape.of(4, 3, 2));
        assertThat(x.transpose().getDouble(3, 2, 1)).isEqualTo(23);
        assertThat(x.transpose(1, 2, 0).getDouble(2, 3, 1)).isEqualTo(23);
        assertThat(x.transpose(-1, 0, 1).shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThat(x.swapAxes(0, -1).shape()).isEqualTo(Shape.of(4, 3, 2));
        assertThat(NDArray.scalar(1, DType.INT8).transpose().shape()).isEqualTo(Shape.of());
        assertThat(x.transpose().isContiguous()).isFalse();
        assertThat(x.transpose().contiguous().isContiguous()).isTrue();
        assertThat(x.contiguous()).isSameAs(x);
        assertThatThrownBy(() -> x.transpose(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0, 1]");
        assertThatThrownBy(() -> x.transpose(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void axesOfLengthOneComeAndGo() {
        assertThat(x.expandDims(0).shape()).isEqualTo(Shape.of(1, 2, 3, 4));
        assertThat(x.expandDims(-1).shape()).isEqualTo(Shape.of(2, 3, 4, 1));
        assertThat(x.expandDims(-2).expandDims(0).squeeze().shape()).isEqualTo(x.shape());
        assertThat(x.expandDims(1).squeeze(1).contentEquals(x)).isTrue();
        assertThatThrownBy(() -> x.squeeze(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length 3");
        assertThatThrownBy(() -> x.expandDims(5))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("axis 5");
    }

    @Test
    void broadcasting() {
        NDArray row = NDArray.of(1, 2, 3);
        Expect.values(row.broadcastTo(Shape.of(2, 3)), new int[][] {{1, 2, 3}, {1, 2, 3}});
        assertThat(row.broadcastTo(Shape.of(2, 3)).memory()).isSameAs(row.memory());
        assertThat(NDArray.scalar(5, DType.INT8).broadcastTo(Shape.of(2, 0)).size())
                .isZero();
        assertThat(NDArray.zeros(DType.INT8, 1).broadcastTo(Shape.of(0)).size()).isZero();
        for (Shape wrong : new Shape[] {Shape.of(2), Shape.of(3, 2), Shape.of()}) {
            assertThatThrownBy(() -> row.broadcastTo(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(3,)")
                    .hasMessageContaining(wrong.toString());
        }
        NDArray[] both = NDArrays.broadcast(row, NDArray.from(new int[][] {{1}, {2}}));
        assertThat(both[0].shape()).isEqualTo(Shape.of(2, 3));
        Expect.values(both[1], new int[][] {{1, 1, 1}, {2, 2, 2}});
    }

    @Test
    void broadcastViewsRefuseToBeWritten() {
        NDArray view = NDArray.of(1f, 2f).broadcastTo(Shape.of(3, 2));
        String reason = "broadcast view";
        assertThatThrownBy(() -> view.fill(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> view.copyFrom(view.copy()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> view.addAssign(view.copy()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> view.mulAssign(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> view.set(1, Slice.indices(0, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> view.addAt(NDArray.of(1f), Slice.indices(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> new RandomState(0).fillUniform(0, 1, view))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
        view.copy().fill(0);
    }

    @Test
    void flipping() {
        Expect.values(NDArray.of(1, 2, 3).flip(), new int[] {3, 2, 1});
        assertThat(x.flip(0, 2).getDouble(0, 0, 0)).isEqualTo(15);
        assertThat(NDArray.zeros(DType.INT8, 0, 2).flip().shape()).isEqualTo(Shape.of(0, 2));
    }

    @Test
    void diagonals() {
        NDArray matrix = counting(3, 4);
        Expect.values(matrix.diagonal(0, 0, 1), new long[] {0, 5, 10});
        Expect.values(matrix.diagonal(2, 0, 1), new long[] {2, 7});
        Expect.values(matrix.diagonal(-1, 0, 1), new long[] {4, 9});
        assertThat(matrix.diagonal(9, 0, 1).size()).isZero();
        assertThat(matrix.diagonal(-9, 0, 1).size()).isZero();
        Expect.values(x.diagonal(0, 0, 2), new long[][] {{0, 13}, {4, 17}, {8, 21}});
    }

    @Test
    void asStridedStaysInsideTheMemory() {
        NDArray windows = NDArrays.arange(6).asStrided(Shape.of(4, 3), new long[] {1, 1}, 0);
        Expect.values(windows, new long[][] {{0, 1, 2}, {1, 2, 3}, {2, 3, 4}, {3, 4, 5}});
        assertThatThrownBy(() -> windows.asStrided(Shape.of(7), new long[] {1}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 elements");
        assertThatThrownBy(() -> windows.asStrided(Shape.of(2), new long[] {-1}, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> windows.asStrided(Shape.of(2), new long[] {Long.MAX_VALUE}, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> windows.asStrided(Shape.of(2), new long[0], 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(windows.asStrided(Shape.of(0), new long[] {1}, 0).size()).isZero();
    }

    @Test
    void aViewKnowsItsPlace() {
        NDArray view = x.get("1, ::-1, 1:3");
        assertThat(view.offset()).isEqualTo(21);
        assertThat(view.strides()).containsExactly(-4, 1);
        assertThat(view.stride(-1)).isEqualTo(1);
        assertThat(view.isContiguous()).isFalse();
        view.strides()[0] = 99;
        assertThat(view.stride(0)).isEqualTo(-4);
    }
}
