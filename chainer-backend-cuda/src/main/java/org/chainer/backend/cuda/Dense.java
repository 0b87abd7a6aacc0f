package org.chainer.backend.cuda;

import org.chainer.array.NDArray;

/** An argument in C order without gaps, for kernels and libraries that need it so: the array itself or a copy, which ends with this. */
final class Dense implements AutoCloseable {
    private final NDArray original;
    private final NDArray array;
    private final boolean write;

    private Dense(NDArray original, NDArray array, boolean write) {
        this.original = original;
        this.array = array;
        this.write = write;
    }

    /** An argument that is read; may be null. */
    static Dense reading(NDArray array) {
        return new Dense(array, array == null ? null : array.contiguous(), false);
    }

    /** An argument whose every element will be written; at the end a copy is written back. */
    static Dense writing(NDArray array) {
        return new Dense(array, array == null || array.isContiguous() ? array : array.emptyLike(), true);
    }

    NDArray array() {
        return array;
    }

    @Override
    public void close() {
        if (array != original) {
            if (write) {
                original.device().elementwise().copy(array, original);
            }
            array.close();
        }
    }
}
