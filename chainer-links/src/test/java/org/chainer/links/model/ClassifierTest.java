package org.chainer.links.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.Link;
import org.chainer.Reporter;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.functions.loss.SoftmaxCrossEntropy;
import org.chainer.links.connection.Linear;
import org.junit.jupiter.api.Test;

class ClassifierTest {
    private final Linear predictor = Linear.fromParams(NDArrays.eye(3, DType.FLOAT32), null);
    private final Variable x = new Variable(NDArray.from(new float[][] {{2, 0, 0}, {0, 0, 3}}));
    private final Variable t = new Variable(NDArray.of(0, 1), false);

    @Test
    void lossAndAccuracy() {
        Classifier model = new Classifier(predictor);
        Variable loss = model.apply(x, t);
        double first = Math.log(Math.exp(2) + 2) - 2;
        double second = Math.log(Math.exp(3) + 2);
        assertThat(loss.item()).isCloseTo((first + second) / 2, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(model.loss()).isSameAs(loss);
        assertThat(model.accuracy().item()).isEqualTo(0.5);
        assertThat(model.y().array().contentEquals(x.array())).isTrue();
        assertThat(model.namedParams()).containsOnlyKeys("/predictor/W");
        assertThat(model.predictor()).isSameAs(predictor);
    }

    @Test
    void reports() {
        Classifier model = new Classifier(predictor);
        Reporter reporter = new Reporter();
        reporter.addObserver("main", model);
        Map<String, Object> observation = new LinkedHashMap<>();
        try (var scope = reporter.scope(observation)) {
            model.apply(x, t);
        }
        assertThat(observation).containsOnlyKeys("main/loss", "main/accuracy");
        observation.clear();
        model.setComputeAccuracy(false);
        try (var scope = reporter.scope(observation)) {
            model.apply(x, t);
        }
        assertThat(observation).containsOnlyKeys("main/loss");
        assertThat(model.accuracy()).isNull();
    }

    @Test
    void batchesByName() {
        Classifier model =
                new Classifier(predictor, SoftmaxCrossEntropy::softmaxCrossEntropy, (y, labels) -> y.mul(0), "label");
        double expected = new Classifier(predictor).apply(x, t).item();
        assertThat(model.apply(Map.of("label", t, "image", x)).item()).isEqualTo(expected);
        assertThatThrownBy(() -> model.apply(Map.of("image", x, "labels", t)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'label'")
                .hasMessageContaining("labels");
    }

    @Test
    void otherLosses() {
        Classifier model =
                new Classifier(predictor, (y, labels) -> y.mul(0).add(7).get("0, 0"));
        assertThat(model.apply(x, t).item()).isEqualTo(7);
    }

    @Test
    void badArguments() {
        Classifier model = new Classifier(predictor);
        assertThatThrownBy(() -> model.apply(x)).hasMessageContaining("not 1");
        assertThatThrownBy(() -> model.apply(x, new Variable(NDArray.of(0, 1, 2), false)))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> new Classifier(new Link() {})).hasMessageContaining("must implement Layer");
    }
}
