package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainer.GradientMethod;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.serializers.Serializers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Updates by every optimizer and hook, and the state they leave. */
class OptimizersGoldenTest {
    @TempDir
    Path folder;

    private static final class Two extends Link {
        private Parameter w;
        private Parameter b;

        Two(NDArray w, NDArray b) {
            this.w = new Parameter(w.copy());
            this.b = new Parameter(b.copy());
        }
    }

    @TestFactory
    List<DynamicTest> chainersFigures() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<?, ?> entry : ModelFiles.cases("optimizers")) {
            for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
                tests.add(DynamicTest.dynamicTest(
                        entry.get("case") + " " + dtype, () -> run(entry, "models/optimizers/", dtype)));
            }
        }
        System.out.println("optimizers: " + tests.size() / 2 + " golden cases, each in two dtypes, from "
                + GoldenFiles.source("models") + " on " + Devices.current());
        return tests;
    }

    /** Other hyperparameters, and figures that Chainer computed in float64. */
    @TestFactory
    List<DynamicTest> otherHyperparameters() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<?, ?> entry : ModelFiles.more("optimizers")) {
            String name = (String) entry.get("case");
            DType dtype = name.endsWith("-f8") ? DType.FLOAT64 : DType.FLOAT32;
            tests.add(DynamicTest.dynamicTest(name, () -> run(entry, GoldenFiles.MORE + "optimizers/", dtype)));
        }
        return tests;
    }

    private static GradientMethod optimizer(Map<?, ?> entry) {
        return ChainerOptimizers.create((String) entry.get("optimizer"), (Map<?, ?>) entry.get("ctor"));
    }

    private void run(Map<?, ?> entry, String files, DType dtype) {
        String name = files + entry.get("case");
        Map<String, NDArray> figures = GoldenFiles.npz(name + ".npz");
        // Figures of a narrower dtype carry the rounding of Chainer's own run, which MSVAG makes large.
        boolean same = figures.get("w0").dtype() == dtype;
        double rounding = "MSVAG".equals(entry.get("optimizer")) ? 30 : 2;
        double scale = same ? dtype == DType.FLOAT64 ? 1e-4 : 1 : rounding;
        figures.replaceAll((key, array) -> array.astype(dtype));
        Two link = new Two(figures.get("w0"), figures.get("b0"));
        GradientMethod optimizer = optimizer(entry).setup(link);
        int updates = 0;
        while (figures.containsKey("gw" + updates)) {
            updates++;
        }
        assertThat(updates).isPositive();
        for (Object hook : (List<?>) entry.get("hooks")) {
            optimizer.addHook(ChainerOptimizers.hook((Map<?, ?>) hook));
        }
        for (int t = 0; t < updates; t++) {
            link.w.setGrad(figures.get("gw" + t).copy());
            link.b.setGrad(figures.get("gb" + t).copy());
            optimizer.update();
            ModelFiles.expectClose(
                    "w" + (t + 1), link.w.array(), figures.get("w" + (t + 1)), scale * 1e-4, scale * 1e-5);
            ModelFiles.expectClose(
                    "b" + (t + 1), link.b.array(), figures.get("b" + (t + 1)), scale * 1e-4, scale * 1e-5);
        }
        Path state = ModelFiles.copy(name + ".optimizer.npz", folder);
        ModelFiles.expectSameValues(optimizer, state, scale * 1e-4, scale * 1e-5);
        GradientMethod fresh = optimizer(entry).setup(link);
        Serializers.loadNpz(state, fresh);
        assertThat(fresh.t()).isEqualTo(updates);
        ModelFiles.expectSameValues(fresh, state, same ? 0 : 1e-6, 0);
        if (same) {
            ModelFiles.expectSameKeys(optimizer, state, folder);
        }
    }
}
