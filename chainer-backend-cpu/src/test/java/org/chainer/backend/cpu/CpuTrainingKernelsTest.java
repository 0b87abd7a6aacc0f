package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.chainer.backend.cpu.Samples.assertClose;

import java.util.List;
import java.util.Random;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.IndexingKernels;
import org.chainer.backend.kernels.LossKernels;
import org.chainer.backend.kernels.NormalizationKernels;
import org.chainer.backend.kernels.OptimizerKernels;
import org.chainer.backend.kernels.RnnKernels;
import org.chainer.backend.reference.ReferenceIndexingKernels;
import org.chainer.backend.reference.ReferenceLossKernels;
import org.chainer.backend.reference.ReferenceNormalizationKernels;
import org.chainer.backend.reference.ReferenceOptimizerKernels;
import org.chainer.backend.reference.ReferenceRnnKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Cells, losses, updates, normalisation and lookups against the reference. */
class CpuTrainingKernelsTest {
    private final Random random = new Random(0);

    @ParameterizedTest
    @CsvSource({"1,1", "3,5", "20,650", "2,1000", "0,4"})
    void lstmCellsEqualTheReference(long batch, long units) {
        RnnKernels kernels = new CpuRnnKernels();
        RnnKernels reference = new ReferenceRnnKernels();
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            var cells = Samples.views(random, dtype, batch, units);
            cells.forEach((view, c) -> {
                NDArray x = Samples.random(random, dtype, batch, 4 * units).mul(6);
                NDArray[] results = new NDArray[] {c.emptyLike(), c.emptyLike(), x.emptyLike()};
                NDArray[] expected = new NDArray[] {c.emptyLike(), c.emptyLike(), x.emptyLike()};
                kernels.lstm(c, x, results[0], results[1], results[2]);
                reference.lstm(c, x, expected[0], expected[1], expected[2]);
                for (int i = 0; i < 3; i++) {
                    assertClose(results[i], expected[i], "lstm of " + view, 2e-6);
                }
                NDArray up = Samples.random(random, dtype, batch, units);
                for (NDArray[] given : new NDArray[][] {{up, c}, {null, up}, {up, null}}) {
                    NDArray gc = c.emptyLike();
                    NDArray gx = x.emptyLike();
                    NDArray expectedGc = c.emptyLike();
                    NDArray expectedGx = x.emptyLike();
                    kernels.lstmGrad(c, expected[0], expected[2], given[0], given[1], gc, gx);
                    reference.lstmGrad(c, expected[0], expected[2], given[0], given[1], expectedGc, expectedGx);
                    assertClose(gc, expectedGc, "gradient to c of " + view, 2e-6);
                    assertClose(gx, expectedGx, "gradient to x of " + view, 2e-6);
                }
            });
        }
    }

    @Test
    void lstmCellsWithMoreAxesEqualTheReference() {
        NDArray c = Samples.random(random, 2, 3, 4);
        NDArray x = Samples.random(random, 2, 12, 4);
        NDArray[] results = {c.emptyLike(), c.emptyLike(), x.emptyLike()};
        NDArray[] expected = {c.emptyLike(), c.emptyLike(), x.emptyLike()};
        new CpuRnnKernels().lstm(c, x, results[0], results[1], results[2]);
        new ReferenceRnnKernels().lstm(c, x, expected[0], expected[1], expected[2]);
        for (int i = 0; i < 3; i++) {
            assertClose(results[i], expected[i], "lstm");
        }
    }

    @ParameterizedTest
    @CsvSource({"1,3", "20,10", "7,3000", "0,5"})
    void crossEntropyEqualsTheReference(long rows, long classes) {
        LossKernels kernels = new CpuLossKernels();
        LossKernels reference = new ReferenceLossKernels();
        NDArray labels = NDArray.empty(DType.INT32, rows);
        for (long r = 0; r < rows; r++) {
            labels.select(0, r).fill(r == 3 ? -1 : random.nextInt((int) classes));
        }
        NDArray weight = Samples.random(random, classes).add(2);
        Samples.views(random, DType.FLOAT32, rows, classes)
                .forEach((view, x) -> Samples.inEachMode(() -> {
                    for (NDArray classWeight : new NDArray[] {null, weight}) {
                        NDArray scores = view.equals("contiguous") ? x.mul(60) : x;
                        NDArray softmax = scores.emptyLike();
                        NDArray losses = NDArray.empty(DType.FLOAT32, rows);
                        NDArray expectedSoftmax = scores.emptyLike();
                        NDArray expectedLosses = losses.emptyLike();
                        long counted = kernels.softmaxCrossEntropy(scores, labels, -1, classWeight, softmax, losses);
                        long expected = reference.softmaxCrossEntropy(
                                scores, labels, -1, classWeight, expectedSoftmax, expectedLosses);
                        assertThat(counted).isEqualTo(expected);
                        assertClose(softmax, expectedSoftmax, "softmax of " + view);
                        assertClose(losses, expectedLosses, "losses of " + view);
                        NDArray gy = NDArray.ones(DType.FLOAT32, 1).broadcastTo(losses.shape());
                        NDArray gx = scores.emptyLike();
                        NDArray expectedGx = scores.emptyLike();
                        kernels.softmaxCrossEntropyGrad(softmax, labels, -1, classWeight, gy, 0.5, gx);
                        reference.softmaxCrossEntropyGrad(
                                expectedSoftmax, labels, -1, classWeight, gy, 0.5, expectedGx);
                        assertClose(gx, expectedGx, "gradient of " + view);
                    }
                }));
        if (rows > 0) {
            labels.select(0, 0).fill(classes);
            NDArray x = Samples.random(random, rows, classes);
            assertThatThrownBy(() -> kernels.softmaxCrossEntropy(
                            x, labels, -1, null, x.emptyLike(), NDArray.empty(DType.FLOAT32, rows)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void updatesEqualTheReference(DType dtype) {
        OptimizerKernels kernels = new CpuOptimizerKernels();
        OptimizerKernels reference = new ReferenceOptimizerKernels();
        for (long[] shape : new long[][] {{}, {0, 2}, {3, 4}, {3, 3000}, {OneDnnBinary.LEAST_SIZE}}) {
            Samples.views(random, dtype, shape).forEach((view, g) -> {
                List<NDArray> states = List.of(
                        Samples.random(random, dtype, shape),
                        Samples.random(random, dtype, shape),
                        Samples.random(random, dtype, shape).apply(org.chainer.backend.kernels.UnaryOp.ABS));
                List<NDArray> expected = states.stream().map(NDArray::copy).toList();
                for (int step = 0; step < 3; step++) {
                    kernels.sgd(states.get(0), g, 0.1);
                    reference.sgd(expected.get(0), g, 0.1);
                    kernels.momentumSgd(states.get(0), g, states.get(1), 0.1, 0.9);
                    reference.momentumSgd(expected.get(0), g, expected.get(1), 0.1, 0.9);
                    kernels.adam(
                            states.get(0), g, states.get(1), states.get(2), null, 0.01, 0.9, 0.999, 1e-8, 1, 0.1, 0, 0);
                    reference.adam(
                            expected.get(0),
                            g,
                            expected.get(1),
                            expected.get(2),
                            null,
                            0.01,
                            0.9,
                            0.999,
                            1e-8,
                            1,
                            0.1,
                            0,
                            0);
                }
                for (int i = 0; i < 3; i++) {
                    assertClose(states.get(i), expected.get(i), "state " + i + " with a gradient " + view, 2e-6);
                }
            });
        }
    }

    @Test
    void updatesOfLargeParametersGoToOneDnnAndEqualTheSlowPath() {
        assumeThat(NativeLibraries.ONEDNN.unavailableReason()).isNull();
        long size = OneDnnUpdate.LEAST_SIZE + 37;
        List<NDArray> start = List.of(
                Samples.random(random, size),
                Samples.random(random, size),
                Samples.random(random, size).apply(org.chainer.backend.kernels.UnaryOp.ABS));
        NDArray g = Samples.random(random, size);
        start.get(2).slice(0, 0, 50).fill(0);
        g.slice(0, 20, 40).fill(0);
        start.get(1).slice(0, 30, 40).fill(0);
        long before = OneDnn.madePrimitives();
        List<NDArray> fast = updated(start, g);
        assertThat(OneDnn.madePrimitives()).isGreaterThan(before);
        before = OneDnn.madePrimitives();
        List<NDArray> slow;
        try (var mode = Chainer.usingConfig(Config.USE_ONE_DNN, "never")) {
            slow = updated(start, g);
        }
        assertThat(OneDnn.madePrimitives()).isEqualTo(before);
        for (int i = 0; i < start.size(); i++) {
            assertClose(fast.get(i), slow.get(i), "state " + i, 2e-6);
        }
    }

    private static List<NDArray> updated(List<NDArray> start, NDArray g) {
        OptimizerKernels kernels = new CpuOptimizerKernels();
        List<NDArray> states = start.stream().map(NDArray::copy).toList();
        for (int step = 0; step < 3; step++) {
            kernels.momentumSgd(states.get(0), g, states.get(1), 0.1 + step, 0.9);
            kernels.adam(
                    states.get(0), g, states.get(1), states.get(2), null, 0.01 + step, 0.9, 0.999, 1e-8, 1, 0, 0, 0);
        }
        return states;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,5", "20,1000", "0,4"})
    void softmaxEqualsTheReference(long rows, long columns) {
        NormalizationKernels kernels = new CpuNormalizationKernels();
        NormalizationKernels reference = new ReferenceNormalizationKernels();
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Samples.views(random, dtype, rows, columns)
                    .forEach((view, x) -> Samples.inEachMode(() -> {
                        for (int axis = 0; axis < 2; axis++) {
                            NDArray y = x.emptyLike();
                            NDArray expected = x.emptyLike();
                            NDArray gx = x.emptyLike();
                            NDArray expectedGx = x.emptyLike();
                            kernels.softmax(x, axis, y);
                            reference.softmax(x, axis, expected);
                            assertClose(y, expected, "softmax of " + view);
                            kernels.softmaxGrad(expected, x, axis, gx);
                            reference.softmaxGrad(expected, x, axis, expectedGx);
                            assertClose(gx, expectedGx, "softmaxGrad of " + view);
                            kernels.logSoftmax(x, axis, y);
                            reference.logSoftmax(x, axis, expected);
                            assertClose(y, expected, "logSoftmax of " + view);
                            kernels.logSoftmaxGrad(expected, x, axis, gx);
                            reference.logSoftmaxGrad(expected, x, axis, expectedGx);
                            assertClose(gx, expectedGx, "logSoftmaxGrad of " + view, 1e-4);
                        }
                    }));
        }
    }

    @Test
    void batchNormalisationEqualsTheReference() {
        NormalizationKernels kernels = new CpuNormalizationKernels();
        NormalizationKernels reference = new ReferenceNormalizationKernels();
        for (long[] shape : new long[][] {{6, 4}, {3, 5, 7}, {2, 16, 5, 6}, {2, 3, 4, 3, 2}}) {
            int[] axes = new int[shape.length - 1];
            for (int i = 1; i < axes.length; i++) {
                axes[i] = i + 1;
            }
            Samples.inEachMode(() -> {
                NDArray x = Samples.random(random, shape);
                NDArray gy = Samples.random(random, shape);
                NDArray gamma = Samples.random(random, shape[1]).add(2);
                NDArray beta = Samples.random(random, shape[1]);
                for (boolean scaled : new boolean[] {true, false}) {
                    NDArray g = scaled ? gamma : null;
                    NDArray b = scaled ? beta : null;
                    NDArray[] r = outputs(x, gamma, gamma, gamma, gamma);
                    NDArray[] e = outputs(x, gamma, gamma, gamma, gamma);
                    kernels.batchNorm(x, g, b, axes, 1e-3, r[0], r[1], r[2]);
                    reference.batchNorm(x, g, b, axes, 1e-3, e[0], e[1], e[2]);
                    assertAllClose(r, e, 3, "batchNorm");
                    kernels.fixedBatchNorm(x, g, b, beta, gamma, axes, 1e-3, r[0]);
                    reference.fixedBatchNorm(x, g, b, beta, gamma, axes, 1e-3, e[0]);
                    assertAllClose(r, e, 1, "fixedBatchNorm");
                    NDArray mean = e[1];
                    NDArray variance = e[2];
                    for (boolean wanted : new boolean[] {true, false}) {
                        kernels.batchNormGrad(
                                x, g, mean, variance, gy, axes, 1e-3, r[0], wanted ? r[3] : null, wanted ? r[4] : null);
                        reference.batchNormGrad(
                                x, g, mean, variance, gy, axes, 1e-3, e[0], wanted ? e[3] : null, wanted ? e[4] : null);
                        assertClose(r[0], e[0], "batchNormGrad", 1e-4);
                        if (wanted) {
                            assertClose(r[3], e[3], "batchNormGrad to gamma", 1e-4);
                            assertClose(r[4], e[4], "batchNormGrad to beta", 1e-4);
                        }
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1,3", "20,64", "5,700"})
    void layerNormalisationEqualsTheReference(long rows, long features) {
        NormalizationKernels kernels = new CpuNormalizationKernels();
        NormalizationKernels reference = new ReferenceNormalizationKernels();
        Samples.inEachMode(() -> {
            NDArray x = Samples.random(random, rows, features);
            NDArray gy = Samples.random(random, rows, features);
            NDArray gamma = Samples.random(random, features).add(2);
            NDArray beta = Samples.random(random, features);
            NDArray stats = NDArray.empty(DType.FLOAT32, rows);
            NDArray[] r = outputs(x, stats, stats, gamma, gamma);
            NDArray[] e = outputs(x, stats, stats, gamma, gamma);
            kernels.layerNorm(x, gamma, beta, 1e-3, r[0], r[1], r[2]);
            reference.layerNorm(x, gamma, beta, 1e-3, e[0], e[1], e[2]);
            assertAllClose(r, e, 3, "layerNorm");
            kernels.layerNormGrad(x, gamma, e[1], e[2], gy, 1e-3, r[0], r[3], r[4]);
            reference.layerNormGrad(x, gamma, e[1], e[2], gy, 1e-3, e[0], e[3], e[4]);
            assertAllClose(r, e, 5, "layerNormGrad");
        });
    }

    private static NDArray[] outputs(NDArray... like) {
        return java.util.Arrays.stream(like).map(NDArray::zerosLike).toArray(NDArray[]::new);
    }

    private static void assertAllClose(NDArray[] actual, NDArray[] expected, int count, String what) {
        for (int i = 0; i < count; i++) {
            assertClose(actual[i], expected[i], what + ", result " + i, 1e-4);
        }
    }

    @Test
    void lookupsEqualTheReference() {
        IndexingKernels kernels = new CpuIndexingKernels();
        IndexingKernels reference = new ReferenceIndexingKernels();
        NDArray ids = NDArray.of(3, 0, -1, 3, 5, 3).reshape(2, 3);
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            for (long columns : new long[] {1, 5, 3000}) {
                Samples.views(random, dtype, 6, columns).forEach((view, w) -> {
                    NDArray y = NDArray.empty(dtype, 2, 3, columns);
                    NDArray expected = y.emptyLike();
                    kernels.embed(w, ids, -1, y);
                    reference.embed(w, ids, -1, expected);
                    assertClose(y, expected, "embed in " + view, 0);
                    NDArray gw = w.copy();
                    NDArray expectedGw = w.copy();
                    kernels.embedGrad(ids, expected, -1, gw);
                    reference.embedGrad(ids, expected, -1, expectedGw);
                    assertClose(gw, expectedGw, "embedGrad in " + view, 1e-6);
                    assertThatThrownBy(() -> kernels.embed(w, ids, null, y))
                            .isInstanceOf(IndexOutOfBoundsException.class)
                            .hasMessageContaining("id -1");
                    assertThatThrownBy(() -> kernels.embedGrad(
                                    NDArray.of(6), y.select(0, 0).slice(0, 0, 1), null, gw))
                            .isInstanceOf(IndexOutOfBoundsException.class)
                            .hasMessageContaining("6 rows");
                });
            }
        }
    }
}
