package org.chainer.examples.mnist;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.backend.Device;
import org.chainer.dataset.ConcatExamples;
import org.chainer.examples.common.ClassifierPictures;
import org.chainer.examples.common.ModelSummary;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.model.Classifier;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.extensions.Evaluator;
import org.chainer.training.extensions.LogReport;
import org.chainer.training.extensions.PlotReport;
import org.chainer.training.extensions.PrintReport;
import org.chainer.training.extensions.ProgressBar;

/** What the variants of the example have in common: what is shown before, during and after the training. */
final class MnistTraining {
    private MnistTraining() {}

    /** Prints the layers and draws the graph behind a loss. */
    static void show(Classifier model, Digits digits, Device device, Path out, PrintStream console) throws IOException {
        var batch = new ConcatExamples().convert(digits.train().slice(0, 2), device);
        ModelSummary.show(
                model,
                copy -> copy.apply(new Variable(batch.get(0), false), new Variable(batch.get(1), false)),
                out,
                console);
    }

    /** Adds evaluation, log, table, plots and progress bar. */
    static void extend(Trainer trainer, Classifier model, Digits digits, int batchSize, Device device) {
        var testIterator = new SerialIterator<>(digits.test(), batchSize, false, false);
        alsoBefore(trainer, new Evaluator(testIterator, model, new ConcatExamples(), device));
        alsoBefore(trainer, new LogReport());
        alsoBefore(trainer, plot("loss", digits));
        alsoBefore(trainer, plot("accuracy", digits));
        alsoBefore(
                trainer,
                new PrintReport(
                        "epoch",
                        "main/loss",
                        "validation/main/loss",
                        "main/accuracy",
                        "validation/main/accuracy",
                        "elapsed_time"));
        trainer.extend(new ProgressBar());
    }

    /** The first line of the table and the first point of the curves are the untrained model's. */
    private static void alsoBefore(Trainer trainer, Extension extension) {
        trainer.extend(null, extension, null, null, true);
    }

    private static PlotReport plot(String what, Digits digits) {
        return new PlotReport(List.of("main/" + what, "validation/main/" + what), "epoch", what + ".png")
                .title(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + " on "
                        + digits.description());
    }

    /** Draws predictions and the confusion matrix, and says how good the model is and where everything is. */
    static void finish(Classifier model, Digits digits, Device device, Path out, PrintStream console)
            throws IOException {
        var matrix = ClassifierPictures.write(
                (Layer) model.predictor(), digits.test(), Digits.NAMES, device, out, digits.description());
        console.printf(Locale.ROOT, "test accuracy: %.4f%n", matrix.accuracy());
        console.println("written to " + out + ": predictions.png, confusion.png, cg.png (the graph), log and others");
    }
}
