package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.cpu.OneDnnPrimitive.Slot;

/**
 * Operations on contiguous float32 arrays of one size, one after the other on each element, in one pass with all threads: {@code y = (((x ∘ a) ∘ b) …)}.
 */
final class OneDnnChain {
    private static final int MOST_NUMBERS = 2;
    private static final ThreadLocal<NDArray[]> NUMBERS = ThreadLocal.withInitial(() -> new NDArray[MOST_NUMBERS]);

    private OneDnnChain() {}

    /**
     * One operation on what the former ones gave.
     *
     * @param alpha parameter of a function, or what y is multiplied by
     * @param beta parameter of a function
     */
    record Step(Kind kind, int algorithm, float alpha, float beta) {
        private enum Kind {
            WITH_ARRAY,
            WITH_NUMBER,
            FUNCTION,
            PLUS_RESULT
        }

        /** With the elements of another array. */
        static Step with(int algorithm) {
            return new Step(Kind.WITH_ARRAY, algorithm, 0, 0);
        }

        /** With one number, given at each run. */
        static Step withNumber(int algorithm) {
            return new Step(Kind.WITH_NUMBER, algorithm, 0, 0);
        }

        /** A function, whose parameters are compiled in. */
        static Step function(int algorithm, float alpha, float beta) {
            return new Step(Kind.FUNCTION, algorithm, alpha, beta);
        }

        /** Plus what y held before, times a number that is compiled in. */
        static Step plusResult(float factor) {
            return new Step(Kind.PLUS_RESULT, 0, factor, 0);
        }

        private dnnl_memory_desc operand(dnnl_memory_desc array, dnnl_memory_desc number) {
            return kind == Kind.WITH_NUMBER ? number : array;
        }
    }

    /** Whether arrays are contiguous and have at least that many elements, and oneDNN may be used. */
    static boolean suits(long least, NDArray... arrays) {
        for (NDArray array : arrays) {
            if (array.size() < least || !array.isContiguous()) {
                return false;
            }
        }
        return OneDnn.isUsable();
    }

    /**
     * A number as an operand: in an array that each thread keeps, so that runs take nothing from the pool.
     *
     * @param which numbers of one run have different ones
     */
    static NDArray number(int which, double value, NDArray like) {
        NDArray[] kept = NUMBERS.get();
        if (kept[which] == null || kept[which].device() != like.device()) {
            kept[which] = like.emptyLike(Shape.of(1));
            kept[which].memory().escape();
        }
        return kept[which].fill(value);
    }

    /**
     * The steps for arrays of that many elements, the first of which takes another operand. Slots: x, the other operands in the order of the
     * steps, y, which may be any of them. Returns null if there is no fast implementation.
     */
    static OneDnnPrimitive find(long size, Step... steps) {
        PrimitiveKey key = new PrimitiveKey(OneDnnChain.class).add(size);
        for (Step step : steps) {
            key.add(step.kind.ordinal()).add(step.algorithm).add(step.alpha).add(step.beta);
        }
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                return compile(size, steps, arena);
            }
        });
    }

    private static OneDnnPrimitive compile(long size, Step[] steps, DescriptorArena arena) {
        dnnl_memory_desc array = Layout.contiguous(DType.FLOAT32, size).describe(arena);
        dnnl_memory_desc number = Layout.contiguous(DType.FLOAT32, 1).describe(arena);
        List<Slot> slots = new ArrayList<>();
        slots.add(Slot.in(DNNL_ARG_SRC_0, array));
        slots.add(Slot.in(DNNL_ARG_SRC_1, steps[0].operand(array, number)));
        dnnl_post_ops operations = arena.postOperations();
        for (int i = 1; i < steps.length; i++) {
            Step step = steps[i];
            int status = switch (step.kind) {
                case WITH_ARRAY, WITH_NUMBER -> {
                    dnnl_memory_desc operand = step.operand(array, number);
                    slots.add(Slot.in(DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * i | DNNL_ARG_SRC_1, operand));
                    yield dnnl.dnnl_post_ops_append_binary(operations, step.algorithm, operand);
                }
                case FUNCTION -> dnnl.dnnl_post_ops_append_eltwise(operations, step.algorithm, step.alpha, step.beta);
                case PLUS_RESULT -> dnnl.dnnl_post_ops_append_sum(operations, step.alpha, 0, dnnl.dnnl_data_type_undef);
            };
            OneDnn.check(status, "appending an operation", step);
        }
        slots.add(Slot.out(DNNL_ARG_DST, array));
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        int status = dnnl.dnnl_binary_primitive_desc_create(
                descriptor,
                OneDnn.engine(),
                steps[0].algorithm,
                array,
                steps[0].operand(array, number),
                array,
                arena.attributes(operations));
        return OneDnnPrimitive.compile(
                steps.length + " steps on " + size, status, descriptor, made -> slots.toArray(Slot[]::new));
    }
}
