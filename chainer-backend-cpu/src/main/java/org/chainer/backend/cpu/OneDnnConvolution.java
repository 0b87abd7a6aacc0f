package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;
import org.chainer.backend.cpu.OneDnnPrimitive.Slot;

/**
 * Convolutions of float32 and their gradients, whose operands lie as oneDNN likes best: ask the primitive for the layout of each slot.
 *
 * @param x (batch, in, spatial…)
 * @param w (out, in/groups, kernel…), or with groups (groups, out/groups, in/groups, kernel…)
 * @param y (batch, out, spatial…)
 * @param padBefore zeros before each spatial axis
 * @param padAfter zeros behind each spatial axis
 */
record OneDnnConvolution(
        long[] x, long[] w, long[] y, long[] stride, long[] dilate, long[] padBefore, long[] padAfter) {

    /** The same numbers, as oneDNN takes them. */
    static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    private PrimitiveKey key(int kind) {
        return new PrimitiveKey(OneDnnConvolution.class)
                .add(kind)
                .add(x)
                .add(w)
                .add(y)
                .add(stride)
                .add(dilate)
                .add(padBefore)
                .add(padAfter);
    }

    private static dnnl_memory_desc any(long[] dims, DescriptorArena arena) {
        return Layout.any(DType.FLOAT32, dims).describe(arena);
    }

    private static dnnl_memory_desc chosen(dnnl_primitive_desc made, int which) {
        return dnnl.dnnl_primitive_desc_query_md(made, which, 0);
    }

    private dnnl_memory_desc shift(DescriptorArena arena) {
        return Layout.contiguous(DType.FLOAT32, y[1]).describe(arena);
    }

    private long[] spacing() {
        long[] spacing = new long[dilate.length];
        for (int i = 0; i < spacing.length; i++) {
            spacing[i] = dilate[i] - 1;
        }
        return spacing;
    }

    private int planForward(dnnl_primitive_desc descriptor, dnnl_memory_desc bias, DescriptorArena arena) {
        return dnnl.dnnl_convolution_forward_primitive_desc_create(
                descriptor,
                OneDnn.engine(),
                dnnl.dnnl_forward_training,
                dnnl.dnnl_convolution_direct,
                any(x, arena),
                any(w, arena),
                bias,
                any(y, arena),
                stride,
                spacing(),
                padBefore,
                padAfter,
                arena.attributes());
    }

    /** Slots: x, w, bias (if there is one), y. */
    OneDnnPrimitive forward(boolean bias) {
        return OneDnn.find(key(bias ? 1 : 0), () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                dnnl_memory_desc shift = bias ? shift(arena) : null;
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = planForward(descriptor, shift, arena);
                return OneDnnPrimitive.compile("convolution", status, descriptor, made -> {
                    Slot source = Slot.in(DNNL_ARG_SRC, chosen(made, dnnl.dnnl_query_src_md));
                    Slot weights = Slot.in(DNNL_ARG_WEIGHTS, chosen(made, dnnl.dnnl_query_weights_md));
                    Slot result = Slot.out(DNNL_ARG_DST, chosen(made, dnnl.dnnl_query_dst_md));
                    return bias
                            ? new Slot[] {source, weights, Slot.in(DNNL_ARG_BIAS, shift), result}
                            : new Slot[] {source, weights, result};
                });
            }
        });
    }

    /** Gradient to x. Slots: gy, w, gx. */
    OneDnnPrimitive backwardData() {
        return OneDnn.find(key(2), () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                dnnl_primitive_desc forward = new dnnl_primitive_desc();
                if (planForward(forward, null, arena) != dnnl.dnnl_success) {
                    return null;
                }
                arena.own(forward);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_convolution_backward_data_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        dnnl.dnnl_convolution_direct,
                        any(x, arena),
                        any(w, arena),
                        any(y, arena),
                        stride,
                        spacing(),
                        padBefore,
                        padAfter,
                        forward,
                        arena.attributes());
                return OneDnnPrimitive.compile("gradient of convolution to x", status, descriptor, made -> new Slot[] {
                    Slot.in(DNNL_ARG_DIFF_DST, chosen(made, dnnl.dnnl_query_diff_dst_md)),
                    Slot.in(DNNL_ARG_WEIGHTS, chosen(made, dnnl.dnnl_query_weights_md)),
                    Slot.out(DNNL_ARG_DIFF_SRC, chosen(made, dnnl.dnnl_query_diff_src_md))
                });
            }
        });
    }

    /** Gradients to w and, if there is one, the bias. Slots: x, gy, gw, gb (if there is a bias). */
    OneDnnPrimitive backwardWeights(boolean bias) {
        return OneDnn.find(key(bias ? 4 : 3), () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                dnnl_memory_desc shift = bias ? shift(arena) : null;
                dnnl_primitive_desc forward = new dnnl_primitive_desc();
                if (planForward(forward, shift, arena) != dnnl.dnnl_success) {
                    return null;
                }
                arena.own(forward);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_convolution_backward_weights_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        dnnl.dnnl_convolution_direct,
                        any(x, arena),
                        any(w, arena),
                        shift,
                        any(y, arena),
                        stride,
                        spacing(),
                        padBefore,
                        padAfter,
                        forward,
                        arena.attributes());
                return OneDnnPrimitive.compile("gradient of convolution to w", status, descriptor, made -> {
                    Slot source = Slot.in(DNNL_ARG_SRC, chosen(made, dnnl.dnnl_query_src_md));
                    Slot upstream = Slot.in(DNNL_ARG_DIFF_DST, chosen(made, dnnl.dnnl_query_diff_dst_md));
                    Slot weights = Slot.out(DNNL_ARG_DIFF_WEIGHTS, chosen(made, dnnl.dnnl_query_diff_weights_md));
                    return bias
                            ? new Slot[] {source, upstream, weights, Slot.out(DNNL_ARG_DIFF_BIAS, shift)}
                            : new Slot[] {source, upstream, weights};
                });
            }
        });
    }
}
