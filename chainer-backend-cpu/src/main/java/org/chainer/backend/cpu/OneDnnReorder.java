package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Copies between layouts and floating-point dtypes. */
final class OneDnnReorder {
    private OneDnnReorder() {}

    /** A copy. Slots: from, to. Returns null if there is no fast implementation. */
    static OneDnnPrimitive copy(Layout from, Layout to) {
        PrimitiveKey key = new PrimitiveKey(OneDnnReorder.class).add(from).add(to);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var source = from.describe(arena);
                var destination = to.describe(arena);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_reorder_primitive_desc_create(
                        descriptor, source, OneDnn.engine(), destination, OneDnn.engine(), arena.attributes());
                return OneDnnPrimitive.compile(
                        "reorder of " + from, status, descriptor, made -> new OneDnnPrimitive.Slot[] {
                            OneDnnPrimitive.Slot.in(DNNL_ARG_FROM, source),
                            OneDnnPrimitive.Slot.out(DNNL_ARG_TO, destination)
                        });
            }
        });
    }
}
