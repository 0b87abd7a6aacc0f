package org.chainer.examples.wavenet;

/**
 * Power of sound over time (columns) in bands of the mel scale (rows), in decibels below the loudest, scaled to [−1, 1].
 *
 * <p>Windows of Hann of 1,024 samples, each 256 samples after the one before; bands are triangles of equal area, evenly spaced up
 * to 1 kHz and in equal ratios above.
 */
final class MelSpectrogram {
    static final int HOP = 256;
    private static final int WINDOW = 1024;
    private static final double RANGE = 80;

    private final double[][] bands;

    MelSpectrogram(int rate, int count) {
        double[] edges = new double[count + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = frequency(mel(rate / 2.0) * i / (count + 1));
        }
        bands = new double[count][WINDOW / 2 + 1];
        for (int b = 0; b < count; b++) {
            for (int k = 0; k <= WINDOW / 2; k++) {
                double f = (double) k * rate / WINDOW;
                double up = (f - edges[b]) / (edges[b + 1] - edges[b]);
                double down = (edges[b + 2] - f) / (edges[b + 2] - edges[b + 1]);
                bands[b][k] = Math.max(0, Math.min(up, down)) * 2 / (edges[b + 2] - edges[b]);
            }
        }
    }

    private static double mel(double frequency) {
        return frequency < 1000 ? frequency * 3 / 200 : 15 + Math.log(frequency / 1000) * 27 / Math.log(6.4);
    }

    private static double frequency(double mel) {
        return mel < 15 ? mel * 200 / 3 : 1000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
    }

    /** The spectrogram, band by band, of so many windows from the beginning. */
    float[] of(float[] samples, int windows) {
        double[][] power = new double[windows][];
        double loudest = 1e-10;
        for (int w = 0; w < windows; w++) {
            power[w] = bandPower(samples, w * HOP - WINDOW / 2);
            for (double p : power[w]) {
                loudest = Math.max(loudest, p);
            }
        }
        float[] result = new float[bands.length * windows];
        for (int w = 0; w < windows; w++) {
            for (int b = 0; b < bands.length; b++) {
                double decibels = 10 * Math.log10(Math.max(1e-10, power[w][b]) / loudest);
                result[b * windows + w] = (float) ((Math.max(-RANGE, decibels) + RANGE / 2) / (RANGE / 2));
            }
        }
        return result;
    }

    private double[] bandPower(float[] samples, int start) {
        double[] re = new double[WINDOW];
        double[] im = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
            re[i] = hann * samples[mirrored(start + i, samples.length)];
        }
        fourier(re, im);
        double[] power = new double[bands.length];
        for (int b = 0; b < bands.length; b++) {
            for (int k = 0; k <= WINDOW / 2; k++) {
                if (bands[b][k] > 0) {
                    power[b] += bands[b][k] * (re[k] * re[k] + im[k] * im[k]);
                }
            }
        }
        return power;
    }

    /** Beyond the ends the sound goes on as in a mirror. */
    private static int mirrored(int i, int length) {
        if (length == 1) {
            return 0;
        }
        int period = 2 * (length - 1);
        int at = Math.floorMod(i, period);
        return at < length ? at : period - at;
    }

    /** The discrete Fourier transform in place, for powers of two. */
    private static void fourier(double[] re, double[] im) {
        int n = re.length;
        for (int i = 0; i < n; i++) {
            int j = Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(n) + 1);
            if (j > i) {
                double t = re[i];
                re[i] = re[j];
                re[j] = t;
            }
        }
        for (int size = 2; size <= n; size *= 2) {
            for (int from = 0; from < n; from += size) {
                for (int k = 0; k < size / 2; k++) {
                    double angle = -2 * Math.PI * k / size;
                    int a = from + k;
                    int b = a + size / 2;
                    double tr = re[b] * Math.cos(angle) - im[b] * Math.sin(angle);
                    double ti = re[b] * Math.sin(angle) + im[b] * Math.cos(angle);
                    re[b] = re[a] - tr;
                    im[b] = im[a] - ti;
                    re[a] += tr;
                    im[a] += ti;
                }
            }
        }
    }
}
