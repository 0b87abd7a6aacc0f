package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.MemoryScope;
import org.chainer.backend.cpu.OneDnnPrimitive.Slot;

/**
 * Rectification and its gradient, with all threads. oneDNN's own ReLU turns NaN into zero, so each is made of a comparison with zero and a second
 * operation on its result.
 */
final class OneDnnRelu {
    /** Smaller arrays are faster in Java. */
    static final long LEAST_SIZE = 1 << 15;

    private OneDnnRelu() {}

    private static boolean suits(NDArray... arrays) {
        for (NDArray array : arrays) {
            if (array.size() < LEAST_SIZE || !array.isContiguous()) {
                return false;
            }
        }
        return OneDnn.isUsable();
    }

    private static boolean isApartOrSame(NDArray a, NDArray b) {
        return a.offset() == b.offset() || !Overlap.between(a, b);
    }

    /** {@code y = max(max(x, 0), x)}, where the second operand wins if either is NaN; false if that is not worth it. */
    static boolean forward(NDArray x, NDArray y) {
        return suits(x, y) && isApartOrSame(x, y) && run(dnnl.dnnl_binary_max, dnnl.dnnl_binary_max, x, x, y);
    }

    /**
     * {@code gx = (y > 0)·gy}; false if that is not worth it, or not right: zero times NaN or infinity would not be zero.
     *
     * @param gx may be gy
     */
    static boolean backward(NDArray y, NDArray gy, NDArray gx) {
        return suits(y, gy, gx)
                && isApartOrSame(y, gx)
                && isApartOrSame(gy, gx)
                && OneDnnFiniteness.isSurelyFinite(gy)
                && run(dnnl.dnnl_binary_gt, dnnl.dnnl_binary_mul, y, gy, gx);
    }

    private static boolean run(int comparison, int second, NDArray x, NDArray with, NDArray y) {
        OneDnnPrimitive primitive = find(comparison, second, y.size());
        if (primitive != null) {
            try (MemoryScope temporaries = MemoryScope.open()) {
                primitive.run(x, y.emptyLike(Shape.of(1)).fill(0), with, y);
            }
        }
        return primitive != null;
    }

    /** Compares elements with a number, and combines the result with other elements. Slots: elements, number, other elements, result. */
    private static OneDnnPrimitive find(int comparison, int second, long size) {
        PrimitiveKey key = new PrimitiveKey(OneDnnRelu.class).add(comparison).add(size);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var layout = Layout.contiguous(DType.FLOAT32, size).describe(arena);
                var number = Layout.contiguous(DType.FLOAT32, 1).describe(arena);
                var operations = arena.postOperations();
                OneDnn.check(
                        dnnl.dnnl_post_ops_append_binary(operations, second, layout), "appending an operation", second);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_binary_primitive_desc_create(
                        descriptor, OneDnn.engine(), comparison, layout, number, layout, arena.attributes(operations));
                return OneDnnPrimitive.compile("rectification of " + size, status, descriptor, made -> new Slot[] {
                    Slot.in(DNNL_ARG_SRC_0, layout),
                    Slot.in(DNNL_ARG_SRC_1, number),
                    Slot.in(DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1, layout),
                    Slot.out(DNNL_ARG_DST, layout)
                });
            }
        });
    }
}
