package org.chainer.backend.cpu;

import org.chainer.array.NDArray;
import org.chainer.backend.Block;

/** Finds the native memory behind arrays. */
final class NativeMemory {
    private NativeMemory() {}

    /**
     * The block that an array lies in.
     *
     * @param write whether it will be written, which raises the memory's version
     * @throws IllegalArgumentException if the array is on another device
     * @throws IllegalStateException if its memory has been given back
     */
    static NativeBlock block(NDArray array, boolean write) {
        Block found = write ? array.memory().forWriting() : array.memory().forReading();
        if (found instanceof NativeBlock block) {
            return block;
        }
        throw new IllegalArgumentException(
                "array of shape " + array.shape() + " is on " + array.device().name() + ", expected cpu");
    }
}
