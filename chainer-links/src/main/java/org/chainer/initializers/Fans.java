package org.chainer.initializers;

import org.chainer.array.Shape;

/** Fan-in and fan-out of a weight of shape (out, in, kernel…): how many inputs reach an output, and how many outputs an input. */
record Fans(double in, double out) {

    static Fans of(String initializer, Shape shape) {
        if (shape.rank() < 2) {
            throw new IllegalArgumentException(
                    initializer + ": expected an array with at least 2 axes (out, in, …), not shape " + shape);
        }
        double kernel = shape.subShape(2, shape.rank()).size();
        return new Fans(shape.dim(1) * kernel, shape.dim(0) * kernel);
    }
}
