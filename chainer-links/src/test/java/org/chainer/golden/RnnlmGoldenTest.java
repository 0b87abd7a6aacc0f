package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainer.Chain;
import org.chainer.GradientMethod;
import org.chainer.Layer;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.links.rnn.LSTM;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizers.Adam;
import org.chainer.optimizers.SGD;
import org.chainer.serializers.Serializers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's language model under truncated backprop, step for step as Chainer trained it. */
class RnnlmGoldenTest {
    @TempDir
    Path folder;

    private static final class Rnn extends Chain implements Layer {
        private EmbedID embed;
        private LSTM mid;
        private Linear out;

        Rnn(int vocabulary, int embedding, int units) {
            embed = new EmbedID(vocabulary, embedding);
            mid = new LSTM(embedding, units);
            out = new Linear(units, vocabulary);
        }

        @Override
        public Variable forward(Variable words) {
            return out.apply(mid.apply(embed.apply(words)));
        }
    }

    @TestFactory
    List<DynamicTest> chainersFigures() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<?, ?> entry : ModelFiles.cases("training")) {
            String name = (String) entry.get("case");
            if (name.startsWith("rnnlm/")) {
                tests.add(DynamicTest.dynamicTest(name, () -> run(entry)));
            }
        }
        System.out.println("rnnlm: " + tests.size() + " golden cases from " + GoldenFiles.source("models") + " on "
                + Devices.current());
        return tests;
    }

    private static GradientMethod optimizer(String name, Classifier model) {
        if (name.startsWith("rnnlm/adam")) {
            return new Adam(0.01).setup(model);
        }
        if (name.startsWith("rnnlm/sgd-clip")) {
            GradientMethod sgd = new SGD(0.1).setup(model);
            sgd.addHook(new GradientClipping(8.5));
            return sgd;
        }
        if (name.startsWith("rnnlm/sgd")) {
            return new SGD(0.5).setup(model);
        }
        throw new AssertionError("no optimizer for the case " + name);
    }

    private static int number(Map<?, ?> entry, String key) {
        return ((Number) entry.get(key)).intValue();
    }

    private void run(Map<?, ?> entry) {
        String name = (String) entry.get("case");
        Map<String, NDArray> figures = GoldenFiles.npz("models/" + name + ".npz");
        Classifier model =
                new Classifier(new Rnn(number(entry, "vocab"), number(entry, "embed"), number(entry, "units")));
        Path initial = ModelFiles.copy("models/" + name + ".initial.npz", folder);
        ModelFiles.expectSameKeys(model, initial, folder);
        Serializers.loadNpz(initial, model);
        GradientMethod optimizer = optimizer(name, model);

        NDArray ids = figures.get("ids");
        int steps = number(entry, "steps");
        int length = number(entry, "bprop_len");
        double[] losses = new double[steps];
        double[] accuracies = new double[steps];
        double[] norms = new double[steps / length];
        Variable loss = Variable.scalar(0);
        for (int t = 0; t < steps; t++) {
            loss = loss.add(model.apply(word(ids, t), word(ids, t + 1)));
            losses[t] = model.loss().item();
            accuracies[t] = model.accuracy().item();
            if ((t + 1) % length == 0) {
                model.clearGrads();
                loss.backward();
                loss.unchainBackward();
                norms[t / length] = gradientNorm(model);
                optimizer.update();
                loss = Variable.scalar(0);
            }
        }

        ModelFiles.expectClose("losses", NDArray.of(losses), figures.get("losses"), 1e-4, 1e-5);
        ModelFiles.expectClose("accuracies", NDArray.of(accuracies), figures.get("accuracies"), 1e-4, 1e-5);
        ModelFiles.expectClose("gradient norms", NDArray.of(norms), figures.get("gradnorms"), 5e-4, 1e-5);
        Path trained = ModelFiles.copy("models/" + name + ".final.npz", folder);
        ModelFiles.expectSameValues(model, trained, 1e-4, 1e-5);
        Path state = ModelFiles.copy("models/" + name + ".optimizer.npz", folder);
        ModelFiles.expectSameKeys(optimizer, state, folder);
        ModelFiles.expectSameValues(optimizer, state, 5e-4, 5e-5);
        GradientMethod fresh = optimizer(name, model);
        Serializers.loadNpz(state, fresh);
        assertThat(fresh.t()).isEqualTo(steps / length);
        ModelFiles.expectSameValues(fresh, state, 0, 0);
    }

    private static Variable word(NDArray ids, int t) {
        return new Variable(ids.select(0, t), false);
    }

    private static double gradientNorm(Classifier model) {
        double sum = 0;
        for (Parameter parameter : model.params()) {
            for (double g : parameter.grad().toDoubleArray()) {
                sum += g * g;
            }
        }
        return Math.sqrt(sum);
    }
}
