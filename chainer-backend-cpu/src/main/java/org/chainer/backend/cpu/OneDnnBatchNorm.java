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

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.cpu.OneDnnPrimitive.Slot;

/** Batch normalisation of (batch, channels, …) with statistics for each channel. */
final class OneDnnBatchNorm {
    private OneDnnBatchNorm() {}

    /** Whether the axes are all but the channels'. */
    static boolean isPerChannel(NDArray x, int[] axes) {
        if (x.rank() < 2 || x.rank() > 5 || axes.length != x.rank() - 1) {
            return false;
        }
        for (int i = 0; i < axes.length; i++) {
            if (x.shape().axis(axes[i]) != (i == 0 ? 0 : i + 1)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Slots: x, gamma and beta (if there are), mean, variance, y.
     *
     * @param fixed whether mean and variance are given, not computed
     */
    static OneDnnPrimitive forward(Layout x, boolean gamma, boolean beta, float eps, boolean fixed) {
        PrimitiveKey key = new PrimitiveKey(OneDnnBatchNorm.class)
                .add(0)
                .add(x)
                .add(gamma)
                .add(beta)
                .add(eps)
                .add(fixed);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                dnnl_memory_desc layout = x.describe(arena);
                dnnl_memory_desc channels =
                        Layout.contiguous(DType.FLOAT32, x.dim(1)).describe(arena);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = plan(descriptor, layout, flags(gamma, beta, fixed), eps, arena);
                return OneDnnPrimitive.compile("batch normalisation of " + x, status, descriptor, made -> {
                    List<Slot> slots = new ArrayList<>();
                    slots.add(Slot.in(DNNL_ARG_SRC, layout));
                    if (gamma) {
                        slots.add(Slot.in(DNNL_ARG_SCALE, channels));
                    }
                    if (beta) {
                        slots.add(Slot.in(DNNL_ARG_SHIFT, channels));
                    }
                    slots.add(fixed ? Slot.in(DNNL_ARG_MEAN, channels) : Slot.out(DNNL_ARG_MEAN, channels));
                    slots.add(fixed ? Slot.in(DNNL_ARG_VARIANCE, channels) : Slot.out(DNNL_ARG_VARIANCE, channels));
                    slots.add(Slot.out(DNNL_ARG_DST, layout));
                    return slots.toArray(Slot[]::new);
                });
            }
        });
    }

    private static int flags(boolean gamma, boolean beta, boolean fixed) {
        return (gamma ? dnnl.dnnl_use_scale : 0)
                | (beta ? dnnl.dnnl_use_shift : 0)
                | (fixed ? dnnl.dnnl_use_global_stats : 0);
    }

    private static int plan(
            dnnl_primitive_desc descriptor, dnnl_memory_desc layout, int flags, float eps, DescriptorArena arena) {
        return dnnl.dnnl_batch_normalization_forward_primitive_desc_create(
                descriptor,
                OneDnn.engine(),
                dnnl.dnnl_forward_training,
                layout,
                layout,
                eps,
                flags,
                arena.attributes());
    }

    /** Slots: x, mean, variance, gy, gamma (if there is), gx, and if there is gamma ggamma and gbeta. */
    static OneDnnPrimitive backward(Layout x, boolean gamma, float eps) {
        PrimitiveKey key =
                new PrimitiveKey(OneDnnBatchNorm.class).add(1).add(x).add(gamma).add(eps);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                dnnl_memory_desc layout = x.describe(arena);
                dnnl_memory_desc channels =
                        Layout.contiguous(DType.FLOAT32, x.dim(1)).describe(arena);
                dnnl_primitive_desc forward = new dnnl_primitive_desc();
                int flags = flags(gamma, gamma, false);
                OneDnn.check(plan(forward, layout, flags, eps, arena), "planning", "batch normalisation");
                arena.own(forward);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_batch_normalization_backward_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        gamma ? dnnl.dnnl_backward : dnnl.dnnl_backward_data,
                        layout,
                        layout,
                        layout,
                        eps,
                        flags,
                        forward,
                        arena.attributes());
                return OneDnnPrimitive.compile("gradient of batch normalisation of " + x, status, descriptor, made -> {
                    List<Slot> slots = new ArrayList<>();
                    slots.add(Slot.in(DNNL_ARG_SRC, layout));
                    slots.add(Slot.in(DNNL_ARG_MEAN, channels));
                    slots.add(Slot.in(DNNL_ARG_VARIANCE, channels));
                    slots.add(Slot.in(DNNL_ARG_DIFF_DST, layout));
                    if (gamma) {
                        slots.add(Slot.in(DNNL_ARG_SCALE, channels));
                    }
                    slots.add(Slot.out(DNNL_ARG_DIFF_SRC, layout));
                    if (gamma) {
                        slots.add(Slot.out(DNNL_ARG_DIFF_SCALE, channels));
                        slots.add(Slot.out(DNNL_ARG_DIFF_SHIFT, channels));
                    }
                    return slots.toArray(Slot[]::new);
                });
            }
        });
    }
}
