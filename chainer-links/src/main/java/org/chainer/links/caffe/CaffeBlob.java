package org.chainer.links.caffe;

import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** Numbers with a shape: Caffe's {@code BlobProto}. */
final class CaffeBlob {
    private static final int LEGACY_AXES = 4;
    private static final int DATA = 5;
    private static final int SHAPE = 7;
    private static final int DOUBLE_DATA = 8;

    private final Shape shape;
    private final float[] data;

    CaffeBlob(ProtoMessage blob) {
        this.data = blob.has(DATA) ? blob.floats(DATA) : blob.doubles(DOUBLE_DATA);
        this.shape = shape(blob);
        if (shape.size() != data.length) {
            throw new IllegalArgumentException("a blob of shape " + shape + " has " + data.length + " numbers");
        }
    }

    /** Old files have four numbers in place of a shape. */
    private static Shape shape(ProtoMessage blob) {
        if (blob.has(SHAPE)) {
            return Shape.of(blob.message(SHAPE).integers(1));
        }
        long[] dims = new long[LEGACY_AXES];
        for (int i = 0; i < LEGACY_AXES; i++) {
            dims[i] = blob.integer(i + 1, 0);
        }
        return Shape.of(dims);
    }

    Shape shape() {
        return shape;
    }

    /** Size of an axis, counted from the front. */
    int dim(int axis) {
        if (axis >= shape.rank()) {
            throw new IllegalArgumentException("a blob of shape " + shape + " has no axis " + axis);
        }
        return Math.toIntExact(shape.dim(axis));
    }

    /** Size of an axis, counted from the back. */
    int fromBack(int axis) {
        return dim(Math.max(0, shape.rank() - axis));
    }

    float first() {
        return data[0];
    }

    int size() {
        return data.length;
    }

    /** The numbers in another shape. */
    NDArray array(Shape as) {
        if (as.size() != data.length) {
            throw new IllegalArgumentException(
                    "a blob of shape " + shape + " cannot be the values of a parameter " + as);
        }
        return NDArray.of(data).reshape(as);
    }

    /** A kernel of groups, as one for all channels: zero between channels of different groups. */
    NDArray kernel(Shape as, int groups) {
        if (groups == 1) {
            return array(as);
        }
        long rows = as.dim(0) / groups;
        long columns = as.dim(1) / groups;
        NDArray parts = array(Shape.of(as.dim(0), columns).concat(as.subShape(2, as.rank())));
        NDArray kernel = parts.emptyLike(as).fill(0);
        for (int i = 0; i < groups; i++) {
            kernel.slice(0, i * rows, (i + 1) * rows)
                    .slice(1, i * columns, (i + 1) * columns)
                    .copyFrom(parts.slice(0, i * rows, (i + 1) * rows));
        }
        return kernel;
    }
}
