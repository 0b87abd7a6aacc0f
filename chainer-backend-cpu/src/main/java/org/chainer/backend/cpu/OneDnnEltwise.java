package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;

/** Functions of one variable on contiguous arrays. */
final class OneDnnEltwise {
    private OneDnnEltwise() {}

    /** The functions. */
    enum Function {
        RELU(dnnl.dnnl_eltwise_relu),
        LOG(dnnl.dnnl_eltwise_log),
        SQUARE(dnnl.dnnl_eltwise_square),
        /** {@code x > 0 ? x : alpha·(eˣ − 1)} */
        ELU(dnnl.dnnl_eltwise_elu),
        /** {@code ln(1 + e^(alpha·x)) / alpha} */
        SOFTPLUS(dnnl.dnnl_eltwise_soft_relu);

        private final int algorithm;

        Function(int algorithm) {
            this.algorithm = algorithm;
        }
    }

    /** {@code y = f(x)} for arrays of that many elements. Slots: x, y, which may be the same array. */
    static OneDnnPrimitive forward(Function function, DType dtype, long size, float alpha, float beta) {
        PrimitiveKey key = new PrimitiveKey(OneDnnEltwise.class)
                .add(function.algorithm)
                .add(dtype.ordinal())
                .add(size)
                .add(alpha)
                .add(beta);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var layout = Layout.contiguous(dtype, size).describe(arena);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                int status = dnnl.dnnl_eltwise_forward_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        dnnl.dnnl_forward_inference,
                        function.algorithm,
                        layout,
                        layout,
                        alpha,
                        beta,
                        arena.attributes());
                return OneDnnPrimitive.compile(
                        function + " of " + size, status, descriptor, made -> new OneDnnPrimitive.Slot[] {
                            OneDnnPrimitive.Slot.in(DNNL_ARG_SRC, layout),
                            OneDnnPrimitive.Slot.out(DNNL_ARG_DST, layout)
                        });
            }
        });
    }
}
