package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainer.GradientMethod;
import org.chainer.Link;
import org.chainer.OptimizerHook;
import org.chainer.Parameter;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizerhooks.GradientHardClipping;
import org.chainer.optimizerhooks.GradientLARS;
import org.chainer.optimizerhooks.Lasso;
import org.chainer.optimizerhooks.WeightDecay;
import org.chainer.optimizers.AMSGrad;
import org.chainer.optimizers.AdaBound;
import org.chainer.optimizers.AdaDelta;
import org.chainer.optimizers.AdaGrad;
import org.chainer.optimizers.Adam;
import org.chainer.optimizers.AdamW;
import org.chainer.optimizers.CorrectedMomentumSGD;
import org.chainer.optimizers.MSVAG;
import org.chainer.optimizers.MomentumSGD;
import org.chainer.optimizers.NesterovAG;
import org.chainer.optimizers.RMSprop;
import org.chainer.optimizers.RMSpropGraves;
import org.chainer.optimizers.SGD;
import org.chainer.optimizers.SMORMS3;
import org.chainer.serializers.Serializers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Six updates by every optimizer and hook, and the state they leave. */
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
                tests.add(DynamicTest.dynamicTest(entry.get("case") + " " + dtype, () -> run(entry, dtype)));
            }
        }
        System.out.println("optimizers: " + tests.size() / 2 + " golden cases, each in two dtypes, from "
                + GoldenFiles.source() + " on " + Devices.current());
        return tests;
    }

    private static double number(Map<?, ?> ctor, String key) {
        return ((Number) ctor.get(key)).doubleValue();
    }

    private static GradientMethod optimizer(Map<?, ?> entry) {
        Map<?, ?> ctor = (Map<?, ?>) entry.get("ctor");
        return switch ((String) entry.get("case")) {
            case "MomentumSGD" -> new MomentumSGD(number(ctor, "lr"), number(ctor, "momentum"));
            case "CorrectedMomentumSGD" -> new CorrectedMomentumSGD(number(ctor, "lr"), number(ctor, "momentum"));
            case "NesterovAG" -> new NesterovAG(number(ctor, "lr"), number(ctor, "momentum"));
            case "AdaGrad" -> new AdaGrad(number(ctor, "lr"));
            case "AdaDelta" -> new AdaDelta(number(ctor, "rho"));
            case "Adam" -> new Adam(number(ctor, "alpha"));
            case "Adam-amsgrad" -> new AMSGrad(number(ctor, "alpha"));
            case "Adam-adamw" ->
                new AdamW(
                        number(ctor, "alpha"),
                        0.9,
                        0.999,
                        1e-8,
                        number(ctor, "eta"),
                        number(ctor, "weight_decay_rate"));
            case "Adam-adabound" ->
                new AdaBound(
                        number(ctor, "alpha"), 0.9, 0.999, number(ctor, "final_lr"), number(ctor, "gamma"), 1e-8, 1);
            case "RMSprop" -> new RMSprop(number(ctor, "lr"));
            case "RMSpropGraves" -> new RMSpropGraves(number(ctor, "lr"));
            case "SMORMS3" -> new SMORMS3(number(ctor, "lr"));
            case "MSVAG" -> new MSVAG(number(ctor, "lr"));
            default -> {
                assertThat(entry.get("optimizer")).isEqualTo("SGD");
                yield new SGD(number(ctor, "lr"));
            }
        };
    }

    private static OptimizerHook hook(Map<?, ?> entry) {
        List<Double> args = new ArrayList<>();
        for (Object arg : (List<?>) entry.get("args")) {
            args.add(((Number) arg).doubleValue());
        }
        String name = (String) entry.get("hook");
        OptimizerHook hook = switch (name) {
            case "WeightDecay" -> new WeightDecay(args.get(0));
            case "Lasso" -> new Lasso(args.get(0));
            case "GradientClipping" -> new GradientClipping(args.get(0));
            case "GradientHardClipping" -> new GradientHardClipping(args.get(0), args.get(1));
            case "GradientLARS" -> new GradientLARS();
            default -> throw new AssertionError("no hook " + name);
        };
        assertThat(hook.name()).isEqualTo(name);
        return hook;
    }

    private void run(Map<?, ?> entry, DType dtype) {
        String name = (String) entry.get("case");
        Map<String, NDArray> figures = GoldenFiles.npz("models/optimizers/" + name + ".npz");
        figures.replaceAll((key, array) -> array.astype(dtype));
        Two link = new Two(figures.get("w0"), figures.get("b0"));
        GradientMethod optimizer = optimizer(entry).setup(link);
        for (Object hook : (List<?>) entry.get("hooks")) {
            optimizer.addHook(hook((Map<?, ?>) hook));
        }
        for (int t = 0; t < 6; t++) {
            link.w.setGrad(figures.get("gw" + t).copy());
            link.b.setGrad(figures.get("gb" + t).copy());
            optimizer.update();
            ModelFiles.expectClose("w" + (t + 1), link.w.array(), figures.get("w" + (t + 1)), 1e-4, 1e-5);
            ModelFiles.expectClose("b" + (t + 1), link.b.array(), figures.get("b" + (t + 1)), 1e-4, 1e-5);
        }
        Path state = ModelFiles.copy("models/optimizers/" + name + ".optimizer.npz", folder);
        ModelFiles.expectSameValues(optimizer, state, 1e-4, 1e-5);
        GradientMethod fresh = optimizer(entry).setup(link);
        Serializers.loadNpz(state, fresh);
        assertThat(fresh.t()).isEqualTo(6);
        ModelFiles.expectSameValues(fresh, state, 0, 0);
        if (dtype == DType.FLOAT32) {
            ModelFiles.expectSameKeys(optimizer, state, folder);
        }
    }
}
