package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.MemoryScope;
import org.chainer.backend.cpu.OneDnnPrimitive.Slot;

/** Tells whether an array holds NaN or infinity, for operations that oneDNN does otherwise than NumPy on these. A sum over all elements shows it. */
final class OneDnnFiniteness {
    private static final int MOST_ROWS = 64;

    private OneDnnFiniteness() {}

    /** Whether all elements of a contiguous float32 array are finite. False says nothing: sums may overflow. */
    static boolean isSurelyFinite(NDArray array) {
        long rows = MOST_ROWS;
        while (array.size() % rows != 0) {
            rows /= 2;
        }
        OneDnnPrimitive sums = sums(rows, array.size() / rows);
        if (sums == null) {
            return false;
        }
        try (MemoryScope temporaries = MemoryScope.open()) {
            NDArray result = array.emptyLike(Shape.of(rows));
            sums.run(array, result);
            float[] parts = FloatAccess.tile(0);
            FloatAccess.reading(result).get(0, parts, (int) rows);
            boolean finite = true;
            for (int i = 0; i < rows; i++) {
                finite &= Float.isFinite(parts[i]);
            }
            return finite;
        }
    }

    /** Slots: (rows, columns), (rows, 1). */
    private static OneDnnPrimitive sums(long rows, long columns) {
        PrimitiveKey key = new PrimitiveKey(OneDnnFiniteness.class).add(rows).add(columns);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var matrix = Layout.contiguous(DType.FLOAT32, rows, columns).describe(arena);
                var column = Layout.contiguous(DType.FLOAT32, rows, 1).describe(arena);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_reduction_primitive_desc_create(
                        descriptor, OneDnn.engine(), dnnl.dnnl_reduction_sum, matrix, column, 0, 0, arena.attributes());
                return OneDnnPrimitive.compile("sums of " + rows + " rows", status, descriptor, made ->
                        new Slot[] {Slot.in(DNNL_ARG_SRC, matrix), Slot.out(DNNL_ARG_DST, column)});
            }
        });
    }
}
