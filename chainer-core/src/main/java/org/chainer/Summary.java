package org.chainer;

import org.chainer.array.NDArray;

/** Mean and standard deviation of numbers, weighted, without keeping them. */
public final class Summary implements Serializer.Serializable {
    private double x;
    private double x2;
    private double n;

    /** A summary of nothing. */
    public Summary() {}

    /** Adds a number. */
    public void add(double value) {
        add(value, 1);
    }

    /** Adds a number with a weight. */
    public void add(double value, double weight) {
        x += weight * value;
        x2 += weight * value * value;
        n += weight;
    }

    /** Adds the number in an array with one element. */
    public void add(NDArray value) {
        add(value.item());
    }

    /** The mean; NaN of nothing. */
    public double mean() {
        return x / n;
    }

    /** The standard deviation (of the numbers as they are, not an estimate for more); NaN of nothing. */
    public double std() {
        double mean = mean();
        return Math.sqrt(Math.max(x2 / n - mean * mean, n > 0 ? 0 : Double.NaN));
    }

    @Override
    public void serialize(Serializer serializer) {
        x = serializer.number("_x", x);
        x2 = serializer.number("_x2", x2);
        if (serializer.isReader() || n != Math.rint(n)) {
            n = serializer.number("_n", n);
        } else {
            // Chainer reads its count into a Python int, which takes no floating-point number.
            serializer.integer("_n", (long) n);
        }
    }
}
