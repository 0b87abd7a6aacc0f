package org.chainer.examples.common;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.dataset.Batch;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;

/** What a classifier of images makes of a test: a sheet of images with predictions, and the confusion matrix. */
public final class ClassifierPictures {
    private static final int BATCH = 100;
    private static final int COLUMNS = 12;
    private static final int SHOWN = 4 * COLUMNS;

    private ClassifierPictures() {}

    /**
     * Classifies all examples and draws {@code predictions.png} and {@code confusion.png}. The sheet shows the first images, but
     * wrong ones in half of it if there are enough.
     *
     * @param predictor from a batch of images to scores (batch, classes)
     * @param test tuples (image, label); images of one axis are taken for square grey ones
     * @param names names of the classes
     * @param device where to compute
     * @param out the folder
     * @param what what the data are; written above
     * @return the confusion matrix
     * @throws IOException if a picture cannot be written
     */
    public static ConfusionMatrix write(
            Layer predictor, Dataset<Tuple> test, List<String> names, Device device, Path out, String what)
            throws IOException {
        int[] predicted = predict(predictor, test, device);
        ConfusionMatrix matrix = new ConfusionMatrix(names);
        SampleSheet sheet = new SampleSheet("Predictions on " + what + "; wrong ones in red, with the label", COLUMNS);
        int room = SHOWN / 2;
        int wrong = 0;
        for (int i = 0; i < predicted.length; i++) {
            int label = label(test.get(i));
            matrix.add(label, predicted[i]);
            if (i < room) {
                addTo(sheet, test.get(i), predicted[i], names);
            } else if (predicted[i] != label && wrong < room) {
                addTo(sheet, test.get(i), predicted[i], names);
                wrong++;
            }
        }
        for (int i = room; i < predicted.length && wrong < room; i++) {
            if (predicted[i] == label(test.get(i))) {
                addTo(sheet, test.get(i), predicted[i], names);
                wrong++;
            }
        }
        sheet.write(out.resolve("predictions.png"));
        matrix.write(out.resolve("confusion.png"), "Confusion matrix on " + what);
        return matrix;
    }

    private static int label(Tuple example) {
        return (int) example.<NDArray>get(1).item();
    }

    private static void addTo(SampleSheet sheet, Tuple example, int predicted, List<String> names) {
        NDArray image = example.get(0);
        if (image.rank() == 1) {
            long side = Math.round(Math.sqrt(image.size()));
            image = image.reshape(side, side);
        }
        int label = label(example);
        boolean isWrong = label != predicted;
        sheet.add(image, isWrong ? names.get(predicted) + " ≠ " + names.get(label) : names.get(predicted), isWrong);
    }

    /** The class of the highest score, for each example. */
    static int[] predict(Layer predictor, Dataset<Tuple> test, Device device) {
        int[] predicted = new int[test.size()];
        try (Chainer.Scope evaluation = Chainer.usingConfig(Config.TRAIN, false);
                Chainer.Scope mode = Chainer.noBackpropMode()) {
            for (int from = 0; from < predicted.length; from += BATCH) {
                int to = Math.min(from + BATCH, predicted.length);
                Batch batch = new ConcatExamples().convert(test.slice(from, to), device);
                Variable scores = predictor.apply(batch.get(0));
                int[] best = scores.array().argMax(1).toIntArray();
                System.arraycopy(best, 0, predicted, from, best.length);
            }
        }
        return predicted;
    }
}
