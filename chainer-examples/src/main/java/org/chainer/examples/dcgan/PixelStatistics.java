package org.chainer.examples.dcgan;

import org.chainer.array.NDArray;

/** Mean and deviation of each pixel over many images: a rough description of what images look like. */
record PixelStatistics(double[] mean, double[] deviation) {

    /** The statistics of images (count, …) of values in [0, 1]. */
    static PixelStatistics of(NDArray images) {
        int count = (int) images.dim(0);
        double[] values = images.toDoubleArray();
        int pixels = values.length / count;
        double[] mean = new double[pixels];
        double[] deviation = new double[pixels];
        for (int p = 0; p < pixels; p++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < count; i++) {
                double value = values[i * pixels + p];
                sum += value;
                squares += value * value;
            }
            mean[p] = sum / count;
            deviation[p] = Math.sqrt(Math.max(0, squares / count - mean[p] * mean[p]));
        }
        return new PixelStatistics(mean, deviation);
    }

    /** Root of the mean squared difference of all means and deviations. */
    double distance(PixelStatistics other) {
        double sum = 0;
        for (int p = 0; p < mean.length; p++) {
            sum += Math.pow(mean[p] - other.mean[p], 2) + Math.pow(deviation[p] - other.deviation[p], 2);
        }
        return Math.sqrt(sum / (2 * mean.length));
    }
}
