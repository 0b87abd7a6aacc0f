package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Matrix products {@code out = A·B (+ bias) (+ out)} with any number of leading batch axes. */
final class OneDnnMatmul {
    private static final int B = 1;

    /** Products with no more multiplications take some 20 µs on one thread: not worth waiting for another. */
    private static final long MOST_ALONE = 1 << 20;

    private OneDnnMatmul() {}

    /** How float32 operands are multiplied. */
    enum Precision {
        FLOAT32(dnnl.dnnl_fpmath_mode_strict),
        /** factors rounded to bfloat16, sums in float32 */
        BFLOAT16(dnnl.dnnl_fpmath_mode_bf16);

        private final int mode;

        Precision(int mode) {
            this.mode = mode;
        }
    }

    /**
     * A product. Slots: a, b, bias (if there is one), out.
     *
     * @param a (…, m, k)
     * @param b (…, k, n), or {@link Layout#any} to learn from slot 1 which layout is best
     * @param bias (…, 1, n), or null
     * @param out (…, m, n)
     * @param accumulate whether the product is added to out
     * @return null if there is no fast implementation
     */
    static OneDnnPrimitive product(
            Layout a, Layout b, Layout bias, Layout out, boolean accumulate, Precision precision) {
        PrimitiveKey key = new PrimitiveKey(OneDnnMatmul.class)
                .add(a)
                .add(b)
                .add(bias)
                .add(out)
                .add(accumulate)
                .add(precision.mode);
        return OneDnn.find(key, () -> {
            Supplier<OneDnnPrimitive> maker = () -> make(a, b, bias, out, accumulate, precision);
            boolean small = out.size() * a.lastDim() <= MOST_ALONE;
            return small ? ComputeThreads.alone(maker) : maker.get();
        });
    }

    private static OneDnnPrimitive make(
            Layout a, Layout b, Layout bias, Layout out, boolean accumulate, Precision precision) {
        try (DescriptorArena arena = new DescriptorArena()) {
            dnnl_primitive_attr attributes = accumulate ? arena.accumulating() : arena.attributes();
            OneDnn.check(
                    dnnl.dnnl_primitive_attr_set_fpmath_mode(attributes, precision.mode),
                    "setting the precision",
                    precision);
            var source = a.describe(arena);
            var shift = bias == null ? null : bias.describe(arena);
            var destination = out.describe(arena);
            dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
            int status = dnnl.dnnl_matmul_primitive_desc_create(
                    descriptor, OneDnn.engine(), source, b.describe(arena), shift, destination, attributes);
            String name = "matmul of " + a + " and " + b;
            return OneDnnPrimitive.compile(name, status, descriptor, made -> {
                var weights = dnnl.dnnl_primitive_desc_query_md(made, dnnl.dnnl_query_weights_md, 0);
                var first = OneDnnPrimitive.Slot.in(DNNL_ARG_SRC, source);
                var second = OneDnnPrimitive.Slot.in(DNNL_ARG_WEIGHTS, weights);
                var last = OneDnnPrimitive.Slot.out(DNNL_ARG_DST, destination);
                return shift == null
                        ? new OneDnnPrimitive.Slot[] {first, second, last}
                        : new OneDnnPrimitive.Slot[] {first, second, OneDnnPrimitive.Slot.in(DNNL_ARG_BIAS, shift), last
                        };
            });
        }
    }

    /** The layout in which a product reads its second factor fastest. */
    static ChosenLayout bestLayout(OneDnnPrimitive product) {
        return product.layout(B);
    }
}
