package org.chainer.examples.ptb;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.CopyMode;
import org.chainer.Variable;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.dataset.Batch;
import org.chainer.dataset.ConcatExamples;
import org.chainer.examples.common.DataOptions;
import org.chainer.examples.common.TrainingOptions;
import org.chainer.iterators.ParallelSequentialIterator;
import org.chainer.links.model.Classifier;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizers.SGD;
import org.chainer.serializers.Serializers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a recurrent language model with a loop of its own: Chainer's {@code examples/ptb/train_ptb_custom_loop.py}. */
@Command(
        name = "ptb-custom-loop",
        header = "The language model of ptb with a training loop written out, without a Trainer.",
        description = "Trains the language model of 'ptb' with a training loop written out, without a Trainer.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainPtbCustomLoop implements Callable<Integer> {
    private static final String MODEL_FILE = "rnnlm.model";
    private static final String STATE_FILE = "rnnlm.state";

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TrainingOptions options = new TrainingOptions(20, 39, 10);

    @Option(
            names = {"--bproplen", "-l"},
            defaultValue = "35",
            description = "Number of words in each mini-batch (= length of truncated BPTT). Default: ${DEFAULT-VALUE}.")
    private int bpropLen;

    @Option(
            names = {"--gradclip", "-c"},
            defaultValue = "5",
            description = "Gradient norm threshold to clip. Default: ${DEFAULT-VALUE}.")
    private double gradClip;

    @Option(names = "--test", description = "Use tiny datasets for quick tests.")
    private boolean test;

    @Option(
            names = {"--unit", "-u"},
            description = "Number of LSTM units in each layer. Default: 650; 200 on the made-up language.")
    private Integer units;

    @Option(names = "--dropout", description = "Dropout ratio. Default: 0.5; 0.2 on the made-up language.")
    private Double dropout;

    /** For the command line. */
    public TrainPtbCustomLoop() {}

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = options.start()) {
            train(options.device(), System.out);
        }
        return 0;
    }

    private void train(Device device, PrintStream console) throws IOException {
        Corpus corpus = Corpus.load(data, options.seed());
        int vocabulary = corpus.vocabularySize();
        console.println(corpus.summary());
        console.println("#vocab = " + vocabulary);
        if (test) {
            corpus = corpus.head(100);
        }
        Files.createDirectories(options.out());
        boolean synthetic = data.isSynthetic();
        var rnn = new RnnForLm(
                vocabulary,
                units != null ? units : synthetic ? 200 : 650,
                dropout != null ? dropout : synthetic ? 0.2 : 0.5);
        var model = new Classifier(rnn);
        model.setComputeAccuracy(false); // only the perplexity is wanted
        model.toDevice(device);
        var optimizer = new SGD(1.0);
        optimizer.setup(model);
        optimizer.addHook(new GradientClipping(gradClip));
        if (options.resume() != null) {
            resume(options.resume(), model, optimizer);
        }

        var iterator = new ParallelSequentialIterator(corpus.train(), options.batchSize(), true);
        var converter = new ConcatExamples();
        double sum = 0;
        long count = 0;
        for (long iteration = 1; iterator.epoch() < options.epochs(data); iteration++) {
            Variable loss = Variable.scalar(0);
            boolean newEpoch = false;
            for (int i = 0; i < bpropLen; i++) {
                Batch batch = converter.convert(iterator.next(), device);
                loss = loss.add(batch.lossOf(model));
                newEpoch |= iterator.isNewEpoch();
                count++;
            }
            sum += loss.item();
            model.clearGrads();
            loss.backward();
            loss.unchainBackward(); // the past is cut off
            optimizer.update();

            if (iteration % 20 == 0) {
                console.println("iteration: " + iteration);
                console.println("training perplexity: " + Math.exp(sum / count));
                sum = 0;
                count = 0;
            }
            if (newEpoch) {
                console.println("epoch: " + iterator.epoch());
                console.println("validation perplexity: " + evaluate(model, corpus.valid(), device));
            }
        }

        console.println("test");
        console.println("test perplexity: " + evaluate(model, corpus.test(), device));
        console.println("save the model");
        Serializers.saveNpz(options.out().resolve(MODEL_FILE), model);
        console.println("save the optimizer");
        Serializers.saveNpz(options.out().resolve(STATE_FILE), optimizer);
    }

    private static void resume(Path folder, Classifier model, SGD optimizer) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException("--resume: there is no folder " + folder.toAbsolutePath() + "; one with "
                    + MODEL_FILE + " and " + STATE_FILE + " was expected");
        }
        Serializers.loadNpz(folder.resolve(MODEL_FILE), model);
        Serializers.loadNpz(folder.resolve(STATE_FILE), optimizer);
    }

    private static double evaluate(Classifier model, int[] text, Device device) {
        var evaluator = (Classifier) model.copy(CopyMode.SHARE); // shared parameters, a state of its own
        ((RnnForLm) evaluator.predictor()).resetState();
        var iterator = new ParallelSequentialIterator(text, 1, false);
        var converter = new ConcatExamples();
        double sum = 0;
        long count = 0;
        try (Chainer.Scope evaluation = Chainer.usingConfig(Config.TRAIN, false);
                Chainer.Scope mode = Chainer.noBackpropMode()) {
            while (iterator.hasNext()) {
                sum += converter
                        .convert(iterator.next(), device)
                        .lossOf(evaluator)
                        .item();
                count++;
            }
        }
        return Math.exp(sum / count);
    }
}
