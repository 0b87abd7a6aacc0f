package org.chainer.backend.cuda;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.HostBlock;

/** Copies between a device and the host, or another device. */
final class Transfers {
    private final CudaContext context;

    Transfers(CudaContext context) {
        this.context = context;
    }

    /** Copies to this device; the host's memory may be changed as soon as this returns. */
    void upload(NDArray from, NDArray to) {
        NDArray source = from.contiguous();
        if (to.isContiguous()) {
            uploadBytes(source, to);
            KnownValues.remember(source, to);
        } else {
            NDArray whole = to.emptyLike();
            uploadBytes(source, whole);
            to.device().elementwise().copy(whole, to);
            whole.close();
        }
        if (source != from) {
            source.close();
        }
    }

    /** Copies to the host and waits until that is done, unless the host knows what it would get. */
    void download(NDArray from, NDArray to) {
        long[] known = KnownValues.of(from);
        if (known != null) {
            HostArray.store(known, to);
            return;
        }
        NDArray source = from.contiguous();
        if (to.isContiguous()) {
            downloadBytes(source, to);
        } else {
            NDArray whole = to.emptyLike();
            downloadBytes(source, whole);
            to.device().elementwise().copy(whole, to);
            whole.close();
        }
        if (source != from) {
            source.close();
        }
    }

    /** Copies to another device, whose later work waits for it. */
    void toPeer(NDArray from, NDArray to, CudaContext peer) {
        NDArray source = from.contiguous();
        NDArray target = to.isContiguous() ? to : to.emptyLike();
        long bytes = from.size() * from.dtype().bytes();
        try (StreamOrder order = new StreamOrder()) {
            order.after(context, peer);
            context.enter();
            CudaErrors.runtime(
                    cudart.cudaMemcpyPeerAsync(
                            new Address().at(peer.address(target, true)),
                            peer.index(),
                            new Address().at(context.address(source, false)),
                            context.index(),
                            bytes,
                            context.stream()),
                    "cudaMemcpyPeerAsync",
                    context,
                    "copying " + describe(from) + " to cuda:" + peer.index());
            order.after(peer, context);
        }
        if (target != to) {
            to.device().elementwise().copy(target, to);
        }
        Reference.reachabilityFence(source);
    }

    private void uploadBytes(NDArray from, NDArray to) {
        context.enter();
        HostBlock block = hostBlock(from, false);
        int width = from.dtype().bytes();
        long start = from.offset() * width;
        long bytes = from.size() * width;
        long target = context.address(to, true);
        for (long done = 0; done < bytes; ) {
            ByteBuffer window = window(block, start + done, bytes - done);
            copy(new Address().at(target + done), new BytePointer(window), window.remaining(), true, from);
            done += window.remaining();
        }
        Reference.reachabilityFence(from);
    }

    private void downloadBytes(NDArray from, NDArray to) {
        context.enter();
        HostBlock block = hostBlock(to, true);
        int width = from.dtype().bytes();
        long start = to.offset() * width;
        long bytes = from.size() * width;
        long source = context.address(from, false);
        for (long done = 0; done < bytes; ) {
            ByteBuffer window = window(block, start + done, bytes - done);
            copy(new BytePointer(window), new Address().at(source + done), window.remaining(), false, from);
            done += window.remaining();
        }
        context.synchronize("copying " + describe(from) + " to the host");
        Reference.reachabilityFence(to);
    }

    private void copy(Pointer to, Pointer from, long bytes, boolean upload, NDArray what) {
        (upload ? context.counters().copiesToDevice : context.counters().copiesToHost).increment();
        CudaErrors.runtime(
                cudart.cudaMemcpyAsync(
                        to,
                        from,
                        bytes,
                        upload ? cudart.cudaMemcpyHostToDevice : cudart.cudaMemcpyDeviceToHost,
                        context.stream()),
                "cudaMemcpyAsync",
                context,
                "copying " + describe(what) + (upload ? " to the device" : " to the host"));
    }

    private static HostBlock hostBlock(NDArray array, boolean write) {
        return (HostBlock) (write ? array.memory().forWriting() : array.memory().forReading());
    }

    private static ByteBuffer window(HostBlock block, long offset, long most) {
        ByteBuffer whole = block.window(offset);
        int start = (int) (offset & ((1L << HostBlock.WINDOW_BITS) - 1));
        return whole.slice(start, (int) Math.min(most, whole.capacity() - start));
    }

    private static String describe(NDArray array) {
        return "an array of dtype " + array.dtype() + ", shape " + array.shape();
    }
}
