package org.chainer.links.rnn;

import org.chainer.Initializer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** Fills equal blocks of an array's rows one by one, as Chainer fills the matrices of gates that are stored as one. */
record RowBlocks(int count, Initializer each) implements Initializer {

    @Override
    public DType dtype() {
        return each.dtype();
    }

    @Override
    public void initialize(NDArray array) {
        long rows = array.dim(0) / count;
        for (int i = 0; i < count; i++) {
            each.initialize(array.slice(0, i * rows, (i + 1) * rows));
        }
    }
}
