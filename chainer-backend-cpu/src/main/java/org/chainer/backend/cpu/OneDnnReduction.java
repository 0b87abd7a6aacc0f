package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Folds along axes: the result has length 1 there. */
final class OneDnnReduction {
    private OneDnnReduction() {}

    /** The folds. */
    enum Fold {
        SUM(dnnl.dnnl_reduction_sum),
        MEAN(dnnl.dnnl_reduction_mean),
        MAX(dnnl.dnnl_reduction_max),
        MIN(dnnl.dnnl_reduction_min);

        private final int algorithm;

        Fold(int algorithm) {
            this.algorithm = algorithm;
        }
    }

    /** {@code y = fold of x}. Slots: x, y. */
    static OneDnnPrimitive fold(Fold fold, Layout x, Layout y) {
        PrimitiveKey key = new PrimitiveKey(OneDnnReduction.class)
                .add(fold.algorithm)
                .add(x)
                .add(y);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var source = x.describe(arena);
                var result = y.describe(arena);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_reduction_primitive_desc_create(
                        descriptor, OneDnn.engine(), fold.algorithm, source, result, 0, 0, arena.attributes());
                return OneDnnPrimitive.compile(
                        fold + " of " + x, status, descriptor, made -> new OneDnnPrimitive.Slot[] {
                            OneDnnPrimitive.Slot.in(DNNL_ARG_SRC, source),
                            OneDnnPrimitive.Slot.out(DNNL_ARG_DST, result)
                        });
            }
        });
    }
}
