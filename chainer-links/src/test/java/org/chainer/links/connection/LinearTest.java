package org.chainer.links.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Link;
import org.chainer.LinkHook;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.initializers.Constant;
import org.chainer.initializers.One;
import org.junit.jupiter.api.Test;

class LinearTest {
    private static NDArray ramp(long... shape) {
        Shape given = Shape.of(shape);
        return NDArrays.arange(given.size()).astype(DType.FLOAT32).div(10).reshape(given);
    }

    @Test
    void product() {
        Linear link = Linear.fromParams(ramp(2, 3), NDArray.of(1f, 2f));
        Variable y = link.apply(ramp(1, 3));
        assertThat(y.array().toFloatArray()).containsExactly(1.05f, 2.14f);
    }

    @Test
    void initialValues() {
        Linear link = new Linear(100, 50);
        assertThat(link.b().array().toFloatArray()).containsOnly(0);
        double square = link.w().array().mul(link.w().array()).mean().item();
        assertThat(Math.sqrt(square)).isBetween(0.095, 0.105);
        Linear given = new Linear(2, 3, false, new One(), new Constant(4));
        assertThat(given.w().array().toFloatArray()).containsOnly(1);
        assertThat(given.b().array().toFloatArray()).containsOnly(4);
        assertThat(new Linear(2, 3, true).b()).isNull();
        assertThat(new Linear(2, 3, true).namedParams()).containsOnlyKeys("/W");
    }

    @Test
    void sizeOfTheFirstInput() {
        Linear link = new Linear(4);
        assertThat(link).hasToString("Linear(in_size=None, out_size=4, nobias=False)");
        assertThat(link.params(false)).containsExactly(link.b());
        assertThat(link.apply(ramp(2, 3, 5)).shape()).isEqualTo(Shape.of(2, 4));
        assertThat(link.w().shape()).isEqualTo(Shape.of(4, 15));
        assertThat(link).hasToString("Linear(in_size=15, out_size=4, nobias=False)");
        assertThatThrownBy(() -> link.apply(ramp(2, 14)))
                .hasMessageContaining("14")
                .hasMessageContaining("15");
    }

    @Test
    void severalBatchAxes() {
        Linear link = new Linear(4);
        assertThat(link.apply(new Variable(ramp(2, 3, 5)), 2).shape()).isEqualTo(Shape.of(2, 3, 4));
        assertThat(link.w().shape()).isEqualTo(Shape.of(4, 5));
        assertThatThrownBy(() -> link.apply(new Variable(ramp(2, 5)), 3)).hasMessageContaining("n_batch_axes");
    }

    @Test
    void emptyBatch() {
        Linear link = new Linear(3, 4);
        assertThat(link.apply(NDArray.zeros(DType.FLOAT32, 0, 3)).shape()).isEqualTo(Shape.of(0, 4));
    }

    @Test
    void wrongDtype() {
        Linear link = new Linear(3, 4);
        assertThatThrownBy(() -> link.apply(NDArray.zeros(DType.FLOAT64, 1, 3)))
                .hasMessageContaining("float64")
                .hasMessageContaining("float32");
    }

    @Test
    void hooksSeeInputAndOutput() {
        List<Object> seen = new ArrayList<>();
        Linear link = new Linear(3, 4);
        link.addHook(new LinkHook() {
            @Override
            public void forwardPostprocess(Link of, String method, List<?> arguments, Object result) {
                seen.add(of);
                seen.add(method);
                seen.addAll(arguments);
                seen.add(result);
            }
        });
        Variable x = new Variable(ramp(2, 3));
        Variable y = link.apply(x);
        assertThat(seen).containsExactly(link, "forward", x, y);
    }
}
