package org.chainer.initializers;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Devices;

/**
 * A random orthogonal system times {@code scale}: the rows of the matrix (all axes but the first taken as one) are orthogonal to each other, or, if
 * there are more rows than columns, the columns. Chainer: {@code initializers.Orthogonal}.
 *
 * <p>{@code mode} restricts the shape: {@code auto} (any), {@code projection} (not more outputs than inputs), {@code embedding} (not fewer), {@code
 * basis} (as many).
 *
 * @see <a href="https://arxiv.org/abs/1312.6120">Saxe et al., Exact solutions to the nonlinear dynamics of learning in deep linear neural
 * networks, 2013</a>
 */
public final class Orthogonal extends RandomInitializer {
    private final String mode;

    /** Scale 1.1. */
    public Orthogonal() {
        this(1.1);
    }

    /** A scale. */
    public Orthogonal(double scale) {
        this(scale, null, "auto", null);
    }

    /**
     * A scale and a mode.
     *
     * @param dtype dtype of the parameters, or null for the configuration's
     * @param mode {@code auto}, {@code projection}, {@code embedding} or {@code basis}
     * @param random source of random numbers, or null for the shared one
     * @throws IllegalArgumentException if the scale is negative or not finite, or there is no such mode
     */
    public Orthogonal(double scale, DType dtype, String mode, RandomState random) {
        super(scale, dtype, random);
        this.mode = mode;
        switch (mode) {
            case "auto", "projection", "embedding", "basis" -> {}
            default ->
                throw new IllegalArgumentException(
                        "Orthogonal: mode is '" + mode + "', expected 'auto', 'projection', 'embedding' or 'basis'");
        }
    }

    @Override
    void fill(NDArray array) {
        if (array.size() == 0) {
            throw new IllegalArgumentException("Orthogonal: the array of shape " + array.shape() + " is empty");
        }
        if (array.rank() == 0) {
            array.fill(random().nextLong(2) == 0 ? -scale() : scale());
            return;
        }
        int out = Math.toIntExact(array.dim(0));
        int in = Math.toIntExact(array.size() / out);
        if (in > out && (mode.equals("embedding") || mode.equals("basis"))
                || in < out && (mode.equals("projection") || mode.equals("basis"))) {
            throw new IllegalArgumentException("Orthogonal: shape " + array.shape() + ", that is " + in + " inputs and "
                    + out + " outputs, cannot be an orthogonal " + mode);
        }
        boolean tall = out > in;
        double[][] system = orthonormalRows(Math.min(out, in), Math.max(out, in));
        double[] flat = new double[out * in];
        for (int i = 0; i < out; i++) {
            for (int j = 0; j < in; j++) {
                flat[i * in + j] = scale() * (tall ? system[j][i] : system[i][j]);
            }
        }
        array.copyFrom(NDArray.of(flat).toDevice(array.device()).reshape(array.shape()));
    }

    /** Gram and Schmidt's process on normally distributed vectors, twice over, so that rounding leaves nothing of the other vectors. */
    private double[][] orthonormalRows(int rows, int length) {
        double[][] system = new double[rows][length];
        for (int i = 0; i < rows; i++) {
            double norm = 0;
            while (norm < 1e-8) {
                system[i] = randomVector(length);
                for (int pass = 0; pass < 2; pass++) {
                    for (int j = 0; j < i; j++) {
                        addScaled(-dot(system[i], system[j]), system[j], system[i]);
                    }
                }
                norm = Math.sqrt(dot(system[i], system[i]));
            }
            for (int k = 0; k < length; k++) {
                system[i][k] /= norm;
            }
        }
        return system;
    }

    private double[] randomVector(int length) {
        try (var scope = Devices.reference().use()) {
            return random().normal(0, 1, DType.FLOAT64, length).toDoubleArray();
        }
    }

    private static double dot(double[] a, double[] b) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < a.length; i += 2) {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }
        return i < a.length ? even + odd + a[i] * b[i] : even + odd;
    }

    private static void addScaled(double factor, double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }
}
