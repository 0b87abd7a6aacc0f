package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Functions of two arrays, the second of which may have length 1 along axes where the first has more. */
final class OneDnnBinary {
    private OneDnnBinary() {}

    /** The functions. */
    enum Function {
        ADD(dnnl.dnnl_binary_add),
        SUBTRACT(dnnl.dnnl_binary_sub),
        MULTIPLY(dnnl.dnnl_binary_mul),
        DIVIDE(dnnl.dnnl_binary_div),
        MAXIMUM(dnnl.dnnl_binary_max),
        MINIMUM(dnnl.dnnl_binary_min);

        private final int algorithm;

        Function(int algorithm) {
            this.algorithm = algorithm;
        }
    }

    /** {@code y = f(a, b)}. Slots: a, b, y; y may be a. */
    static OneDnnPrimitive apply(Function function, Layout a, Layout b, Layout y) {
        PrimitiveKey key = new PrimitiveKey(OneDnnBinary.class)
                .add(function.algorithm)
                .add(a)
                .add(b)
                .add(y);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var left = a.describe(arena);
                var right = b.describe(arena);
                var result = y.describe(arena);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_binary_primitive_desc_create(
                        descriptor, OneDnn.engine(), function.algorithm, left, right, result, arena.attributes());
                String name = function + " of " + a + " and " + b;
                return OneDnnPrimitive.compile(name, status, descriptor, made -> new OneDnnPrimitive.Slot[] {
                    OneDnnPrimitive.Slot.in(DNNL_ARG_SRC_0, left),
                    OneDnnPrimitive.Slot.in(DNNL_ARG_SRC_1, right),
                    OneDnnPrimitive.Slot.out(DNNL_ARG_DST, result)
                });
            }
        });
    }
}
