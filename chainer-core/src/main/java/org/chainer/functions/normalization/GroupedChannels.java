package org.chainer.functions.normalization;

import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/**
 * Arrays (batch, channels, …) seen as one matrix for each group of channels: (groups, channels in a group, batch · …).
 *
 * @param shape (batch, channels, …)
 */
record GroupedChannels(Shape shape, int groups) {

    /** Refuses numbers of groups that the channels can't be divided into. */
    static void check(String function, TypeCheck in, int groups) {
        in.floating(0).minRank(0, 2);
        long channels = in.shape(0).dim(1);
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(
                    function + ": " + channels + " channels can't be divided into " + groups + " groups");
        }
    }

    /** Channels in a group. */
    long size() {
        return shape.dim(1) / groups;
    }

    /** Columns of a group's matrix. */
    long columns() {
        return shape.dim(1) == 0 ? 0 : shape.size() / shape.dim(1);
    }

    /** The order of axes that puts the channels first; it is its own inverse. */
    int[] order() {
        int[] order = shape.axes();
        order[0] = 1;
        order[1] = 0;
        return order;
    }

    /** Shape of the matrices. */
    Shape matrices() {
        return Shape.of(groups, size(), columns());
    }

    /** Shape (channels, batch, …). */
    Shape channelsFirst() {
        return Shape.of(shape.dim(1), shape.dim(0)).concat(shape.subShape(2, shape.rank()));
    }

    NDArray toMatrices(NDArray x) {
        return x.transpose(order()).reshape(matrices());
    }

    NDArray fromMatrices(NDArray y) {
        return y.reshape(channelsFirst()).transpose(order());
    }
}
