package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;
import org.chainer.backend.cpu.OneDnnPrimitive.Slot;

/**
 * Max pooling of float32 in a layout that oneDNN chose before. Its indices are flat ones within the window, as ours, but lie as the result does, and
 * take a byte each where that is enough.
 *
 * @param layout how x lies
 * @param x (batch, channels, spatial…)
 * @param y (batch, channels, windows…)
 * @param padAfter what the last windows reach beyond x
 */
record OneDnnMaxPooling(
        ChosenLayout layout, long[] x, long[] y, long[] kernel, long[] stride, long[] padBefore, long[] padAfter) {

    /** Equal for poolings that understand each other's indices. */
    PrimitiveKey key() {
        return new PrimitiveKey(OneDnnMaxPooling.class)
                .add(layout.id())
                .add(x)
                .add(y)
                .add(kernel)
                .add(stride)
                .add(padBefore)
                .add(padAfter);
    }

    private int planForward(dnnl_primitive_desc descriptor, DescriptorArena arena) {
        return dnnl.dnnl_pooling_forward_primitive_desc_create(
                descriptor,
                OneDnn.engine(),
                dnnl.dnnl_forward_training,
                dnnl.dnnl_pooling_max,
                Layout.of(layout).describe(arena),
                Layout.any(DType.FLOAT32, y).describe(arena),
                stride,
                kernel,
                new long[kernel.length],
                padBefore,
                padAfter,
                arena.attributes());
    }

    private static dnnl_memory_desc chosen(dnnl_primitive_desc made, int which) {
        return dnnl.dnnl_primitive_desc_query_md(made, which, 0);
    }

    /** Slots: x, y, indices. */
    OneDnnPrimitive forward() {
        return OneDnn.find(key().add(0), () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = planForward(descriptor, arena);
                return OneDnnPrimitive.compile("max pooling", status, descriptor, made -> new Slot[] {
                    Slot.in(DNNL_ARG_SRC, chosen(made, dnnl.dnnl_query_src_md)),
                    Slot.out(DNNL_ARG_DST, chosen(made, dnnl.dnnl_query_dst_md)),
                    Slot.out(DNNL_ARG_WORKSPACE, chosen(made, dnnl.dnnl_query_workspace_md))
                });
            }
        });
    }

    /** Slots: gy, indices, gx. */
    OneDnnPrimitive backward() {
        return OneDnn.find(key().add(1), () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                dnnl_primitive_desc forward = new dnnl_primitive_desc();
                if (planForward(forward, arena) != dnnl.dnnl_success) {
                    return null;
                }
                arena.own(forward);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_pooling_backward_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        dnnl.dnnl_pooling_max,
                        Layout.of(layout).describe(arena),
                        chosen(forward, dnnl.dnnl_query_dst_md),
                        stride,
                        kernel,
                        new long[kernel.length],
                        padBefore,
                        padAfter,
                        forward,
                        arena.attributes());
                return OneDnnPrimitive.compile("gradient of max pooling", status, descriptor, made -> new Slot[] {
                    Slot.in(DNNL_ARG_DIFF_DST, chosen(made, dnnl.dnnl_query_diff_dst_md)),
                    Slot.in(DNNL_ARG_WORKSPACE, chosen(made, dnnl.dnnl_query_workspace_md)),
                    Slot.out(DNNL_ARG_DIFF_SRC, chosen(made, dnnl.dnnl_query_diff_src_md))
                });
            }
        });
    }
}
