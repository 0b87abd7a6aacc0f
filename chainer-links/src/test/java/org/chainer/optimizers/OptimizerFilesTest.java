package org.chainer.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.chainer.GradientMethod;
import org.chainer.Link;
import org.chainer.Optimizer;
import org.chainer.Parameter;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.links.connection.Linear;
import org.chainer.serializers.NpzFile;
import org.chainer.serializers.SerializationException;
import org.chainer.serializers.Serializers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizerFilesTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("optimizer.npz");
    }

    private static GradientMethod updated(GradientMethod optimizer, Link link, int times) {
        optimizer.setup(link);
        for (int i = 0; i < times; i++) {
            for (Parameter parameter : link.params()) {
                parameter.setGrad(parameter.array().copy());
            }
            optimizer.update();
        }
        return optimizer;
    }

    @Test
    void trainingGoesOnAsIfNothingHadHappened() {
        TwoParams link = new TwoParams();
        Optimizer optimizer = updated(new Adam(0.1), link, 3);
        Serializers.saveNpz(file, optimizer);
        TwoParams resumed = (TwoParams) link.copy(org.chainer.CopyMode.COPY);
        Optimizer loaded = new Adam(0.1).setup(resumed);
        Serializers.loadNpz(file, loaded);
        assertThat(loaded.t()).isEqualTo(3);
        link.setGrads(1, 2, 3, 4);
        resumed.setGrads(1, 2, 3, 4);
        optimizer.update();
        loaded.update();
        assertThat(resumed.a.array().contentEquals(link.a.array())).isTrue();
        assertThat(resumed.b.array().contentEquals(link.b.array())).isTrue();
    }

    @Test
    void beforeTheFirstUpdateThereIsNoState() {
        Serializers.saveNpz(file, new Adam().setup(new TwoParams()));
        try (NpzFile npz = new NpzFile(file)) {
            assertThat(npz.keys()).containsExactly("t", "epoch", "a/t", "b/t");
        }
        Optimizer loaded = new Adam().setup(new TwoParams());
        Serializers.loadNpz(file, loaded);
        assertThat(loaded.t()).isZero();
    }

    @Test
    void aFileOfAnotherOptimizer() {
        Serializers.saveNpz(file, updated(new SGD(), new TwoParams(), 3));
        TwoParams link = new TwoParams();
        Optimizer adam = new Adam().setup(link);
        assertThatThrownBy(() -> Serializers.loadNpz(file, adam))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("'a/m'")
                .hasMessageContaining(file.toString());
        assertThat(adam.t()).isZero();
        assertThat(link.a.updateRule().t()).isZero();
        assertThat(link.a.updateRule().state()).isNull();
    }

    @Test
    void aFileOfAnotherModel() {
        Serializers.saveNpz(file, updated(new Adam(), new Linear(3, 4), 1));
        Linear other = new Linear(5, 4);
        Optimizer adam = new Adam().setup(other);
        assertThatThrownBy(() -> Serializers.loadNpz(file, adam))
                .hasMessageContaining("'W/m'")
                .hasMessageContaining("(4, 3)")
                .hasMessageContaining("(4, 5)");
        assertThat(adam.t()).isZero();
        assertThat(other.b().updateRule().state()).isNull();
    }

    @Test
    void stateOfParametersWhoseShapeIsNotKnownYet() {
        Serializers.saveNpz(file, updated(new Adam(), new Linear(3, 4), 2));
        for (long size : new long[] {3, 5}) {
            Linear late = new Linear(4);
            GradientMethod adam = new Adam().setup(late);
            Serializers.loadNpz(file, adam);
            assertThat(adam.t()).isEqualTo(2);
            late.apply(NDArray.ones(DType.FLOAT32, 1, size));
            if (size == 3) {
                adam.update();
                assertThat(late.w().updateRule().t()).isEqualTo(3);
            } else {
                assertThatThrownBy(adam::update)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("(4, 3)")
                        .hasMessageContaining("(4, 5)")
                        .hasMessageContaining("another model");
            }
        }
    }

    @Test
    void anUpdatedOptimizerTakesTheFilesState() {
        TwoParams link = new TwoParams();
        Serializers.saveNpz(file, updated(new MomentumSGD(0.1), link, 2));
        float[] v = link.a.updateRule().state().get("v").toFloatArray();
        TwoParams other = new TwoParams();
        GradientMethod loaded = updated(new MomentumSGD(0.1), other, 5);
        Serializers.loadNpz(file, loaded);
        assertThat(loaded.t()).isEqualTo(2);
        assertThat(other.a.updateRule().state().get("v").toFloatArray()).containsExactly(v);
    }
}
