package org.chainer.optimizerhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainer.GradientMethod;
import org.chainer.Link;
import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.optimizers.SGD;
import org.junit.jupiter.api.Test;

class OptimizerHooksTest {

    private static final class One extends Link {
        private Parameter p;

        One(float... values) {
            p = new Parameter(NDArray.of(values));
        }
    }

    /** The step that gradient descent with rate 1 takes. */
    private static float[] step(OptimizerHook hook, float[] values, float... gradient) {
        One link = new One(values);
        GradientMethod sgd = new SGD(1).setup(link);
        sgd.addHook(hook);
        link.p.setGrad(NDArray.of(gradient));
        sgd.update();
        return NDArray.of(values).sub(link.p.array()).toFloatArray();
    }

    private static final float[] ZEROS = {0, 0};

    @Test
    void clipping() {
        assertThat(step(new GradientClipping(1), ZEROS, 3, 4)).containsExactly(0.6f, 0.8f);
        assertThat(step(new GradientClipping(5), ZEROS, 3, 4)).containsExactly(3, 4);
        assertThat(step(new GradientClipping(9), ZEROS, 3, 4)).containsExactly(3, 4);
        assertThat(step(new GradientClipping(1), ZEROS, 0, 0)).containsExactly(0, 0);
        assertThatThrownBy(() -> new GradientClipping(-1)).hasMessageContaining("-1");
    }

    @Test
    void clippingOfMixedDtypes() {
        Link link = new Link() {
            private final Parameter a = new Parameter(NDArray.of(0f).astype(DType.FLOAT16));
            private final Parameter b = new Parameter(NDArray.of(0f));
            private final Parameter c = new Parameter(NDArray.of(0.0));
        };
        GradientMethod sgd = new SGD(1).setup(link);
        sgd.addHook(new GradientClipping(1.5));
        List<Parameter> all = link.params();
        all.get(0).setGrad(NDArray.of(1f).astype(DType.FLOAT16));
        all.get(1).setGrad(NDArray.of(2f));
        all.get(2).setGrad(NDArray.of(2.0));
        sgd.update();
        assertThat(all.stream().mapToDouble(p -> p.item())).containsExactly(-0.5, -1.0, -1.0);
    }

    @Test
    void hardClipping() {
        assertThat(step(new GradientHardClipping(-0.5, 1), ZEROS, -3, 4)).containsExactly(-0.5f, 1);
        assertThatThrownBy(() -> new GradientHardClipping(1, 0)).hasMessageContaining("1.0 to 0.0");
    }

    @Test
    void decays() {
        assertThat(step(new WeightDecay(0.5), new float[] {2, -4}, 1, 1)).containsExactly(2, -1);
        assertThat(step(new Lasso(0.5), new float[] {2, -4}, 1, 1)).containsExactly(1.5f, 0.5f);
        assertThat(step(new Lasso(0.5), ZEROS, 1, 1)).containsExactly(1, 1);
    }

    @Test
    void lars() {
        float[] large = {3, 4};
        assertThat(step(new GradientLARS(0.01, 0, 0), large, 0, 2)).containsExactly(0, 5);
        float[] decayed = step(new GradientLARS(0.01, 0.5, 0.5), large, 0, 2);
        float rate = 5 / (0.5f + 2 + 2.5f);
        assertThat(NDArray.of(decayed).allClose(NDArray.of(1.5f * rate, 4 * rate), 1e-6, 0))
                .isTrue();
        assertThat(step(new GradientLARS(), ZEROS, 1, 2)).containsExactly(1, 2);
    }

    @Test
    void larsOfOneParameter() {
        One link = new One(3, 4);
        new SGD(1).setup(link);
        link.p.updateRule().addHook(new GradientLARS(0.01, 0, 0));
        link.p.setGrad(NDArray.of(0f, 2f));
        link.p.update();
        assertThat(link.p.array().toFloatArray()).containsExactly(3, -1);
    }

    @Test
    void noise() {
        One link = new One(new float[10_000]);
        GradientMethod sgd = new SGD(1).setup(link);
        sgd.addHook(new GradientNoise(0.3, new RandomState(1)));
        double former = 0;
        for (int t = 0; t < 3; t++) {
            link.p.array().fill(0);
            link.p.setGrad(link.p.array().emptyLike().fill(2));
            sgd.update();
            NDArray added = link.p.array().neg().sub(2);
            double deviation = Math.sqrt(added.mul(added).mean().item());
            assertThat(added.mean().item()).isBetween(-0.03, 0.03);
            assertThat(deviation / Math.sqrt(0.3 / Math.pow(1 + t, 0.55))).isBetween(0.97, 1.03);
            assertThat(deviation).isNotEqualTo(former);
            former = deviation;
        }
        assertThatThrownBy(() -> new GradientNoise(-1)).hasMessageContaining("eta is -1");
    }

    @Test
    void noiseOfAnyKind() {
        assertThat(step(new GradientNoise((array, rule) -> array.fill(5)), ZEROS, 1, 2))
                .containsExactly(6, 7);
    }
}
