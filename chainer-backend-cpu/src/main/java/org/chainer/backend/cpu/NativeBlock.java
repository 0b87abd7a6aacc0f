package org.chainer.backend.cpu;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.chainer.backend.HostBlock;
import org.chainer.backend.OutOfMemoryException;

/**
 * A piece of native memory: one range of addresses for native functions, and the windows of a {@link HostBlock} for Java loops.
 *
 * <p>It is not freed by the garbage collector: whoever made it calls {@link #free()} when nobody uses it any more.
 */
final class NativeBlock extends HostBlock {
    static final int ALIGNMENT = 64;

    private final long address;
    private long allocation;

    private NativeBlock(long allocation, long address, long bytes) {
        super(windows(address, bytes));
        this.allocation = allocation;
        this.address = address;
    }

    /**
     * A new block aligned to 64 bytes, large ones to pages of 2 MiB; its content is arbitrary.
     *
     * @throws OutOfMemoryException if the system has no such block
     */
    static NativeBlock allocate(long bytes) {
        if (bytes <= 0 || bytes > Long.MAX_VALUE - HugePages.BYTES) {
            throw new IllegalArgumentException("a block of " + bytes + " bytes: expected a positive size");
        }
        boolean huge = HugePages.worthFor(bytes);
        long alignment = huge ? HugePages.BYTES : ALIGNMENT;
        Pointer allocated = Pointer.malloc(bytes + alignment);
        if (allocated == null || allocated.isNull()) {
            throw new OutOfMemoryException("the system has no block of " + bytes + " bytes of native memory");
        }
        long address = (allocated.address() + alignment - 1) & -alignment;
        if (huge) {
            HugePages.advise(address, bytes);
        }
        return new NativeBlock(allocated.address(), address, bytes);
    }

    private static ByteBuffer[] windows(long address, long bytes) {
        long window = 1L << WINDOW_BITS;
        ByteBuffer[] windows = new ByteBuffer[Math.toIntExact((bytes + window - 1) / window)];
        for (int i = 0; i < windows.length; i++) {
            BytePointer start = new BytePointer(new Address().at(address + i * window));
            windows[i] = start.capacity(Math.min(window, bytes - i * window)).asByteBuffer();
        }
        return windows;
    }

    /**
     * The address of a range of bytes within this block.
     *
     * @throws IndexOutOfBoundsException if the range leaves the block
     * @throws IllegalStateException if the block has been freed
     */
    long address(long offset, long length) {
        if (offset < 0 || length < 0 || offset > bytes() - length) {
            throw new IndexOutOfBoundsException(
                    "bytes " + offset + " to " + (offset + length) + " of a block of " + bytes() + " bytes");
        }
        if (allocation == 0) {
            throw new IllegalStateException("a block of " + bytes() + " bytes was used after it had been freed");
        }
        return address + offset;
    }

    /** Gives the memory back to the system. Calling it again does nothing. */
    synchronized void free() {
        if (allocation != 0) {
            Pointer.free(new Address().at(allocation));
            allocation = 0;
        }
    }
}
