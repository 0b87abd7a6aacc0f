package org.chainer.utils.typecheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.InvalidTypeException;
import org.chainer.utils.TypeCheck;
import org.junit.jupiter.api.Test;

class ExprTest {
    private final Expr x = Expr.variable(7, "x");
    private final Expr y = Expr.variable(2, "y");

    @Test
    void printsWhatItComputes() {
        check(x.add(y).mul(3), "(x + y) * 3", 27L);
        check(x.add(y.mul(3)), "x + y * 3", 13L);
        check(x.sub(y.sub(1)), "x - (y - 1)", 6L);
        check(x.sub(y).sub(1), "x - y - 1", 4L);
        check(x.floorDiv(y), "x // y", 3L);
        check(x.neg().floorDiv(y), "-x // y", -4L);
        check(x.neg().mod(y), "-x % y", 1L);
        check(x.add(y).neg(), "-(x + y)", -9L);
        check(x.div(y), "x / y", 3.5);
        check(x.mul(0.5).mod(3), "x * 0.5 % 3", 0.5);
        check(x.floorDiv(1.5), "x // 1.5", 4.0);
    }

    private static void check(Expr expr, String text, Object value) {
        assertThat(expr).hasToString(text);
        assertThat(expr.eval()).isEqualTo(value);
    }

    @Test
    void compares() {
        assertThat(x.eq(7).eval()).isTrue();
        assertThat(x.eq(7.0).eval()).isTrue();
        assertThat(x.ne(7).eval()).isFalse();
        assertThat(x.lt(y).eval()).isFalse();
        assertThat(x.le(7).eval()).isTrue();
        assertThat(x.gt(y).eval()).isTrue();
        assertThat(x.ge(7.5).eval()).isFalse();
        assertThat(x.gt(y)).hasToString("x > y");
        assertThat(x.lt(y).actual()).isEqualTo("7 >= 2");
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> x.floorDiv(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("x // 0");
        assertThatThrownBy(() -> x.item(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("x has no items");
        assertThatThrownBy(() -> x.add("text"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("text is no number");
        assertThatThrownBy(() -> Expr.variable(Shape.of(2), "s").item(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Written as a user would. */
    private static final class Twice extends FunctionNode {
        @Override
        protected void checkTypes(TypeCheck in) {
            TypeInfoTuple types = in.names("x", "W").types();
            in.expect(types.size().eq(2));
            TypeInfo x = types.get(0);
            TypeInfo w = types.get(1);
            in.expect(
                    x.dtypeKind().eq("f"),
                    x.dtype().eq(w.dtype()),
                    x.ndim().ge(1),
                    x.shape().item(0).mul(2).eq(w.shape().item(-1)),
                    x.size().gt(0));
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            return new NDArray[] {in[0].copy()};
        }
    }

    @Test
    void messagesOfAFunction() {
        Variable three = new Variable(NDArray.of(1f, 2f, 3f));
        Variable six = new Variable(NDArray.of(new float[6]));
        assertThat(new Twice().applySingle(three, six).shape()).isEqualTo(Shape.of(3));
        assertThatThrownBy(() -> new Twice().applySingle(three, three))
                .isInstanceOf(InvalidTypeException.class)
                .hasMessage("Invalid operation is performed in: Twice (Forward)\n\n"
                        + "Expect: x.shape[0] * 2 == W.shape[-1]\nActual: 6 != 3");
        assertThatThrownBy(() -> new Twice().applySingle(three))
                .hasMessageContaining("Expect: in_types.size == 2\nActual: 1 != 2");
        assertThatThrownBy(() -> new Twice().applySingle(new Variable(NDArray.of(1, 2), false), six))
                .hasMessageContaining("Expect: x.dtype.kind == f\nActual: i != f");
        assertThatThrownBy(() ->
                        new Twice().applySingle(three, new Variable(six.array().astype(DType.FLOAT64))))
                .hasMessageContaining("Expect: x.dtype == W.dtype\nActual: float32 != float64");
    }
}
