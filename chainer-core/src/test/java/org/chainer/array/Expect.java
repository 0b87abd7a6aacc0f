package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;

/** Assertions on arrays. */
final class Expect {
    private Expect() {}

    /** The array has the shape and the elements of a nested Java array (or a number). */
    static void values(NDArray actual, Object nested) {
        NDArray expected = NDArray.from(nested);
        assertThat(actual.shape()).as("shape of\n%s", actual).isEqualTo(expected.shape());
        assertThat(actual.toDoubleArray()).as("elements of\n%s", actual).isEqualTo(expected.toDoubleArray());
    }

    /** The array has that shape and those elements in C order. */
    static void flat(NDArray actual, Shape shape, double... elements) {
        assertThat(actual.shape()).as("shape of\n%s", actual).isEqualTo(shape);
        assertThat(actual.toDoubleArray()).as("elements of\n%s", actual).isEqualTo(elements);
    }

    /** int64 numbers from 0 on in a shape. */
    static NDArray counting(long... shape) {
        return NDArrays.arange(Shape.of(shape).size()).reshape(shape);
    }
}
