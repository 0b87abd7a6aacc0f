package org.chainer.backend.cpu;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.Pointer;
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

    /** Whether an array lies in the CPU device's memory. */
    static boolean isNative(NDArray array) {
        return array.memory().isDeferred() || array.memory().forReading() instanceof NativeBlock;
    }

    /** Copies the bytes of one contiguous array to another of the same size. */
    static void copy(NDArray from, NDArray to) {
        int width = from.dtype().bytes();
        long bytes = from.size() * width;
        if (from.dtype() != to.dtype() || from.size() != to.size()) {
            throw new IllegalArgumentException(
                    "copy of " + from.dtype() + " " + from.shape() + " to " + to.dtype() + " " + to.shape());
        }
        Address source = new Address().at(block(from, false).address(from.offset() * width, bytes));
        Address target = new Address().at(block(to, true).address(to.offset() * width, bytes));
        Pointer.memmove(target, source, bytes);
        Reference.reachabilityFence(from);
        Reference.reachabilityFence(to);
    }
}
