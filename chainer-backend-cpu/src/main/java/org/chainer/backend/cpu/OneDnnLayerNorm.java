package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;
import org.chainer.backend.cpu.OneDnnPrimitive.Slot;

/** Layer normalisation of (rows, features) with statistics for each row. */
final class OneDnnLayerNorm {
    private static final int FLAGS = dnnl.dnnl_use_scale | dnnl.dnnl_use_shift;

    private OneDnnLayerNorm() {}

    /** Slots: x, gamma, beta, mean, variance, y. */
    static OneDnnPrimitive forward(Layout x, float eps) {
        PrimitiveKey key = new PrimitiveKey(OneDnnLayerNorm.class).add(0).add(x).add(eps);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                dnnl_memory_desc layout = x.describe(arena);
                dnnl_memory_desc rows =
                        Layout.contiguous(DType.FLOAT32, x.dim(0)).describe(arena);
                dnnl_memory_desc features =
                        Layout.contiguous(DType.FLOAT32, x.dim(1)).describe(arena);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = plan(descriptor, layout, rows, eps, arena);
                return OneDnnPrimitive.compile("layer normalisation of " + x, status, descriptor, made -> new Slot[] {
                    Slot.in(DNNL_ARG_SRC, layout),
                    Slot.in(DNNL_ARG_SCALE, features),
                    Slot.in(DNNL_ARG_SHIFT, features),
                    Slot.out(DNNL_ARG_MEAN, rows),
                    Slot.out(DNNL_ARG_VARIANCE, rows),
                    Slot.out(DNNL_ARG_DST, layout)
                });
            }
        });
    }

    private static int plan(
            dnnl_primitive_desc descriptor,
            dnnl_memory_desc layout,
            dnnl_memory_desc rows,
            float eps,
            DescriptorArena arena) {
        return dnnl.dnnl_layer_normalization_forward_primitive_desc_create(
                descriptor,
                OneDnn.engine(),
                dnnl.dnnl_forward_training,
                layout,
                layout,
                rows,
                eps,
                FLAGS,
                arena.attributes());
    }

    /** Slots: x, gamma, mean, variance, gy, gx, ggamma, gbeta. */
    static OneDnnPrimitive backward(Layout x, float eps) {
        PrimitiveKey key = new PrimitiveKey(OneDnnLayerNorm.class).add(1).add(x).add(eps);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                dnnl_memory_desc layout = x.describe(arena);
                dnnl_memory_desc rows =
                        Layout.contiguous(DType.FLOAT32, x.dim(0)).describe(arena);
                dnnl_memory_desc features =
                        Layout.contiguous(DType.FLOAT32, x.dim(1)).describe(arena);
                dnnl_primitive_desc forward = new dnnl_primitive_desc();
                OneDnn.check(plan(forward, layout, rows, eps, arena), "planning", "layer normalisation");
                arena.own(forward);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_layer_normalization_backward_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        dnnl.dnnl_backward,
                        layout,
                        layout,
                        layout,
                        rows,
                        eps,
                        FLAGS,
                        forward,
                        arena.attributes());
                return OneDnnPrimitive.compile(
                        "gradient of layer normalisation of " + x, status, descriptor, made -> new Slot[] {
                            Slot.in(DNNL_ARG_SRC, layout),
                            Slot.in(DNNL_ARG_SCALE, features),
                            Slot.in(DNNL_ARG_MEAN, rows),
                            Slot.in(DNNL_ARG_VARIANCE, rows),
                            Slot.in(DNNL_ARG_DIFF_DST, layout),
                            Slot.out(DNNL_ARG_DIFF_SRC, layout),
                            Slot.out(DNNL_ARG_DIFF_SCALE, features),
                            Slot.out(DNNL_ARG_DIFF_SHIFT, features)
                        });
            }
        });
    }
}
