package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_SCALES;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.MemoryScope;
import org.chainer.backend.cpu.OneDnnPrimitive.Slot;

/** Arithmetic on pairs of large contiguous float32 arrays, with all threads: such arrays are bound by memory, of which each core has its share. */
final class OneDnnBinary {
    /** Smaller arrays are faster in Java. */
    static final long LEAST_SIZE = 1 << 18;

    private OneDnnBinary() {}

    /** The operations. */
    enum Operation {
        ADD(dnnl.dnnl_binary_add),
        SUBTRACT(dnnl.dnnl_binary_sub),
        MULTIPLY(dnnl.dnnl_binary_mul);

        private final int algorithm;

        Operation(int algorithm) {
            this.algorithm = algorithm;
        }
    }

    /** Whether arrays of float32 are large and contiguous, and oneDNN may be used. */
    static boolean suits(NDArray... arrays) {
        for (NDArray array : arrays) {
            if (array.size() < LEAST_SIZE || !array.isContiguous()) {
                return false;
            }
        }
        return OneDnn.isUsable();
    }

    /** {@code y = op(a, b)}, if oneDNN does it; y may be a. */
    static boolean apply(Operation operation, NDArray a, NDArray b, NDArray y) {
        OneDnnPrimitive primitive = find(operation, y.size(), false);
        if (primitive != null) {
            primitive.run(a, b, y);
        }
        return primitive != null;
    }

    /** {@code y = y + alpha·x}, if oneDNN does it. */
    static boolean accumulate(double alpha, NDArray x, NDArray y) {
        OneDnnPrimitive primitive = find(Operation.ADD, y.size(), true);
        if (primitive != null) {
            try (MemoryScope temporaries = MemoryScope.open()) {
                NDArray factor = y.emptyLike(Shape.of(1)).fill(alpha);
                primitive.run(y, x, factor, y);
            }
        }
        return primitive != null;
    }

    private static OneDnnPrimitive find(Operation operation, long size, boolean scaled) {
        PrimitiveKey key = new PrimitiveKey(OneDnnBinary.class)
                .add(operation.algorithm)
                .add(size)
                .add(scaled);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var layout = Layout.contiguous(DType.FLOAT32, size).describe(arena);
                var factor = Layout.contiguous(DType.FLOAT32, 1).describe(arena);
                dnnl_primitive_attr attributes = arena.attributes();
                if (scaled) {
                    OneDnn.check(
                            dnnl.dnnl_primitive_attr_set_scales_mask(attributes, DNNL_ARG_SRC_1, 0),
                            "setting the scale",
                            operation);
                }
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_binary_primitive_desc_create(
                        descriptor, OneDnn.engine(), operation.algorithm, layout, layout, layout, attributes);
                return OneDnnPrimitive.compile(operation + " of " + size, status, descriptor, made -> {
                    Slot left = Slot.in(DNNL_ARG_SRC_0, layout);
                    Slot right = Slot.in(DNNL_ARG_SRC_1, layout);
                    Slot result = Slot.out(DNNL_ARG_DST, layout);
                    return scaled
                            ? new Slot[] {left, right, Slot.in(DNNL_ARG_ATTR_SCALES | DNNL_ARG_SRC_1, factor), result}
                            : new Slot[] {left, right, result};
                });
            }
        });
    }
}
