package org.chainer.links.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.GradientMethod;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.backend.cuda.CudaDevice;
import org.chainer.backend.cuda.CudaStatistics;
import org.chainer.functions.F;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Linear;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizers.SGD;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the training of a language model of two LSTM layers asks of a CUDA device. */
class CudaTrainingTest {
    private static final int VOCABULARY = 11;
    private static final int UNITS = 64;
    private static final int BATCH = 4;
    private static final int STEPS = 35;
    private static final int WARM_UP = 2;

    private CudaDevice device;

    private static final class Model extends Chain implements Layer {
        private EmbedID embed = new EmbedID(VOCABULARY, UNITS);
        private LSTM first = new LSTM(UNITS, UNITS);
        private LSTM second = new LSTM(UNITS, UNITS);
        private Linear out = new Linear(UNITS, VOCABULARY);

        @Override
        public Variable forward(Variable words) {
            Variable h = first.apply(F.dropout(embed.apply(words), 0.5));
            return out.apply(F.dropout(second.apply(F.dropout(h, 0.5)), 0.5));
        }

        private void forgetPast() {
            first.resetState();
            second.resetState();
        }
    }

    @BeforeEach
    void prepare() {
        device = (CudaDevice) Devices.get("cuda:0");
    }

    private static Model model(Device device) {
        RandomState.seed(3);
        Model model;
        try (var scope = Devices.reference().use()) {
            model = new Model();
        }
        model.toDevice(device);
        return model;
    }

    private static List<Variable> words(Device device) {
        List<Variable> words = new ArrayList<>();
        for (int step = 0; step <= STEPS; step++) {
            int[] batch = new int[BATCH];
            for (int i = 0; i < BATCH; i++) {
                batch[i] = (3 * step + 5 * i) % VOCABULARY;
            }
            words.add(new Variable(NDArray.of(batch).toDevice(device), false));
        }
        return words;
    }

    private static Variable train(Model model, GradientMethod optimizer, List<Variable> words) {
        Variable loss = null;
        for (int step = 0; step < STEPS; step++) {
            Variable one = F.softmaxCrossEntropy(model.apply(words.get(step)), words.get(step + 1));
            loss = loss == null ? one : loss.add(one);
        }
        model.clearGrads();
        loss.backward(false, false, optimizer.lossScale());
        loss.unchainBackward();
        optimizer.update();
        return loss;
    }

    private static GradientMethod optimizer(Model model) {
        GradientMethod optimizer = new SGD(0.1).setup(model);
        optimizer.addHook(new GradientClipping(5));
        return optimizer;
    }

    @Test
    void anIterationWaitsForItsLossAlone() {
        Model model = model(device);
        GradientMethod optimizer = optimizer(model);
        List<Variable> words = words(device);
        for (int i = 0; i < WARM_UP; i++) {
            train(model, optimizer, words).item();
        }
        CudaStatistics before = device.statistics();
        Variable loss = train(model, optimizer, words);
        CudaStatistics asked = device.statistics().since(before);
        assertThat(asked.synchronizations()).isZero();
        assertThat(asked.copiesToHost()).isZero();
        assertThat(asked.fallbacks()).isEmpty();
        loss.item();
        assertThat(device.statistics().since(before).synchronizations()).isEqualTo(1);
        System.out.println("an iteration of " + STEPS + " steps: " + asked.launches() + " launches of kernels, "
                + asked.libraryCalls() + " calls of libraries, 1 wait");
    }

    @Test
    void aStepOfAnLstmTakesThreeLaunches() {
        LSTM lstm = new LSTM(UNITS, UNITS);
        lstm.toDevice(device);
        Variable x = new Variable(NDArray.zeros(DType.FLOAT32, BATCH, UNITS).toDevice(device), false);
        lstm.apply(x);
        CudaStatistics before = device.statistics();
        lstm.apply(x);
        CudaStatistics asked = device.statistics().since(before);
        assertThat(asked.launches() + asked.libraryCalls()).isEqualTo(3);
        assertThat(asked.synchronizations()).isZero();
    }

    @Test
    void theSameLossesAsOnTheHost() {
        double[] expected = losses(Devices.reference());
        assertThat(losses(device)).containsExactly(expected, within(1e-3));
    }

    /** Parameters of float16 with float32 copies, and a scaled loss. */
    @Test
    void mixedPrecisionLearns() {
        Model model;
        try (Chainer.Scope mode = Chainer.usingConfig(Config.MIXED16, true)) {
            model = model(device);
        }
        GradientMethod optimizer = optimizer(model);
        optimizer.useFp32Update(true);
        optimizer.setLossScale(64);
        List<Variable> words = words(device);
        CudaStatistics before = device.statistics();
        double first = train(model, optimizer, words).item();
        double last = first;
        for (int i = 0; i < 5; i++) {
            model.forgetPast();
            last = train(model, optimizer, words).item();
        }
        assertThat(model.out.w().dtype()).isEqualTo(DType.FLOAT16);
        assertThat(device.statistics().since(before).fallbacks()).isEmpty();
        assertThat(last).isLessThan(first);
    }

    private static double[] losses(Device device) {
        Model model = model(device);
        GradientMethod optimizer = optimizer(model);
        List<Variable> words = words(device);
        double[] losses = new double[3];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = train(model, optimizer, words).item();
            model.forgetPast();
        }
        return losses;
    }
}
