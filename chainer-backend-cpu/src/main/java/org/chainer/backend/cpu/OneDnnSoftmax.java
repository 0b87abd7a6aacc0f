package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Softmax and its logarithm along one axis, and their gradients. All operands have one layout. */
final class OneDnnSoftmax {
    private OneDnnSoftmax() {}

    private static int algorithm(boolean logarithm) {
        return logarithm ? dnnl.dnnl_softmax_log : dnnl.dnnl_softmax_accurate;
    }

    /** Slots: x, y, which may be the same array. */
    static OneDnnPrimitive forward(boolean logarithm, Layout x, int axis) {
        PrimitiveKey key = new PrimitiveKey(OneDnnSoftmax.class)
                .add(logarithm)
                .add(0)
                .add(x)
                .add(axis);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var layout = x.describe(arena);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_softmax_forward_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        dnnl.dnnl_forward_inference,
                        algorithm(logarithm),
                        layout,
                        layout,
                        axis,
                        arena.attributes());
                return OneDnnPrimitive.compile(
                        "softmax of " + x, status, descriptor, made -> new OneDnnPrimitive.Slot[] {
                            OneDnnPrimitive.Slot.in(DNNL_ARG_SRC, layout),
                            OneDnnPrimitive.Slot.out(DNNL_ARG_DST, layout)
                        });
            }
        });
    }

    /** Slots: y, gy, gx. */
    static OneDnnPrimitive backward(boolean logarithm, Layout y, int axis) {
        PrimitiveKey key = new PrimitiveKey(OneDnnSoftmax.class)
                .add(logarithm)
                .add(1)
                .add(y)
                .add(axis);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var layout = y.describe(arena);
                dnnl_primitive_desc forward = new dnnl_primitive_desc();
                int status = dnnl.dnnl_softmax_forward_primitive_desc_create(
                        forward,
                        OneDnn.engine(),
                        dnnl.dnnl_forward_training,
                        algorithm(logarithm),
                        layout,
                        layout,
                        axis,
                        arena.attributes());
                OneDnn.check(status, "planning", "softmax");
                arena.own(forward);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                status = dnnl.dnnl_softmax_backward_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        algorithm(logarithm),
                        layout,
                        layout,
                        layout,
                        axis,
                        forward,
                        arena.attributes());
                return OneDnnPrimitive.compile(
                        "gradient of softmax of " + y, status, descriptor, made -> new OneDnnPrimitive.Slot[] {
                            OneDnnPrimitive.Slot.in(DNNL_ARG_DST, layout),
                            OneDnnPrimitive.Slot.in(DNNL_ARG_DIFF_DST, layout),
                            OneDnnPrimitive.Slot.out(DNNL_ARG_DIFF_SRC, layout)
                        });
            }
        });
    }
}
