package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;
import org.chainer.array.Shape;
import org.chainer.backend.cpu.OneDnnPrimitive.Slot;

/** Means of windows over contiguous float32 arrays, and their gradients. */
final class OneDnnPooling {
    private OneDnnPooling() {}

    /** Slots: x, y. Null if oneDNN does not do it. */
    static OneDnnPrimitive average(Shape x, Shape y, int[] kernel, int[] stride, int[] pad, boolean exclusive) {
        long[] padAfter = padAfter(x, y, kernel, stride, pad, exclusive);
        if (padAfter == null) {
            return null;
        }
        return OneDnn.find(key(0, x, y, kernel, stride, pad, exclusive), () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var in = Layout.contiguous(DType.FLOAT32, x.toArray()).describe(arena);
                var out = Layout.contiguous(DType.FLOAT32, y.toArray()).describe(arena);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_pooling_forward_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        dnnl.dnnl_forward_inference,
                        algorithm(exclusive),
                        in,
                        out,
                        longs(stride),
                        longs(kernel),
                        new long[kernel.length],
                        longs(pad),
                        padAfter,
                        arena.attributes());
                return OneDnnPrimitive.compile("average pooling of " + x, status, descriptor, made ->
                        new Slot[] {Slot.in(DNNL_ARG_SRC, in), Slot.out(DNNL_ARG_DST, out)});
            }
        });
    }

    /** Slots: gy, gx. Null if oneDNN does not do it. */
    static OneDnnPrimitive averageGrad(Shape x, Shape y, int[] kernel, int[] stride, int[] pad, boolean exclusive) {
        long[] padAfter = padAfter(x, y, kernel, stride, pad, exclusive);
        if (padAfter == null) {
            return null;
        }
        return OneDnn.find(key(1, x, y, kernel, stride, pad, exclusive), () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var in = Layout.contiguous(DType.FLOAT32, x.toArray()).describe(arena);
                var out = Layout.contiguous(DType.FLOAT32, y.toArray()).describe(arena);
                long[] strides = longs(stride);
                long[] sizes = longs(kernel);
                long[] dilation = new long[kernel.length];
                long[] before = longs(pad);
                dnnl_primitive_desc forward = new dnnl_primitive_desc();
                int status = dnnl.dnnl_pooling_forward_primitive_desc_create(
                        forward,
                        OneDnn.engine(),
                        dnnl.dnnl_forward_training,
                        algorithm(exclusive),
                        in,
                        out,
                        strides,
                        sizes,
                        dilation,
                        before,
                        padAfter,
                        arena.attributes());
                OneDnn.check(status, "planning", "average pooling");
                arena.own(forward);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                status = dnnl.dnnl_pooling_backward_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        algorithm(exclusive),
                        in,
                        out,
                        strides,
                        sizes,
                        dilation,
                        before,
                        padAfter,
                        forward,
                        arena.attributes());
                String name = "gradient of average pooling of " + x;
                return OneDnnPrimitive.compile(name, status, descriptor, made ->
                        new Slot[] {Slot.in(DNNL_ARG_DIFF_DST, out), Slot.out(DNNL_ARG_DIFF_SRC, in)});
            }
        });
    }

    /**
     * The padding behind the last element that makes the windows as many as they are, or null if oneDNN has no such pooling: windows that lie in the padding altogether, or padding
     * that would count as elements beyond what the caller says.
     */
    private static long[] padAfter(Shape x, Shape y, int[] kernel, int[] stride, int[] pad, boolean exclusive) {
        long[] after = new long[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            long last = (y.dim(2 + i) - 1) * (long) stride[i] - pad[i];
            after[i] = Math.max(last + kernel[i] - x.dim(2 + i), 0);
            if (pad[i] >= kernel[i] || after[i] >= kernel[i]) {
                return null;
            }
            if ((x.dim(2 + i) + pad[i] + after[i] - kernel[i]) / stride[i] + 1 != y.dim(2 + i)) {
                return null;
            }
        }
        return after;
    }

    private static int algorithm(boolean exclusive) {
        return exclusive ? dnnl.dnnl_pooling_avg_exclude_padding : dnnl.dnnl_pooling_avg_include_padding;
    }

    private static PrimitiveKey key(
            int direction, Shape x, Shape y, int[] kernel, int[] stride, int[] pad, boolean exclusive) {
        return new PrimitiveKey(OneDnnPooling.class)
                .add(direction)
                .add(exclusive)
                .add(x.toArray())
                .add(y.toArray())
                .add(longs(kernel))
                .add(longs(stride))
                .add(longs(pad));
    }

    private static long[] longs(int[] values) {
        long[] result = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
