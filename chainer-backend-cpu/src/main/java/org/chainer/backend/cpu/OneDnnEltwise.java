package org.chainer.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;

/** Functions of one variable on contiguous arrays, and their gradients. */
final class OneDnnEltwise {
    private OneDnnEltwise() {}

    /** The functions; those with {@code OUTPUT} in the name take their gradient from the output instead of the input. */
    enum Function {
        RELU(dnnl.dnnl_eltwise_relu),
        TANH(dnnl.dnnl_eltwise_tanh),
        LOGISTIC(dnnl.dnnl_eltwise_logistic),
        EXP(dnnl.dnnl_eltwise_exp),
        LOG(dnnl.dnnl_eltwise_log),
        SQRT(dnnl.dnnl_eltwise_sqrt),
        SQUARE(dnnl.dnnl_eltwise_square),
        ABS(dnnl.dnnl_eltwise_abs),
        /** clipped to [alpha, beta] */
        CLIP(dnnl.dnnl_eltwise_clip_v2),
        /** {@code x > 0 ? x : alpha·(eˣ − 1)} */
        ELU(dnnl.dnnl_eltwise_elu),
        /** {@code ln(1 + e^(alpha·x)) / alpha} */
        SOFTPLUS(dnnl.dnnl_eltwise_soft_relu),
        /** {@code x / (1 + e^(−alpha·x))} */
        SWISH(dnnl.dnnl_eltwise_swish),
        /** {@code x·Φ(x)} */
        GELU(dnnl.dnnl_eltwise_gelu_erf),
        /** {@code alpha·x + beta} */
        LINEAR(dnnl.dnnl_eltwise_linear),
        RELU_OUTPUT(dnnl.dnnl_eltwise_relu_use_dst_for_bwd),
        TANH_OUTPUT(dnnl.dnnl_eltwise_tanh_use_dst_for_bwd),
        LOGISTIC_OUTPUT(dnnl.dnnl_eltwise_logistic_use_dst_for_bwd);

        private final int algorithm;

        Function(int algorithm) {
            this.algorithm = algorithm;
        }

        private boolean gradientFromOutput() {
            return ordinal() >= RELU_OUTPUT.ordinal();
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

    /** {@code gx = f'(x)·gy}. Slots: x (or y, for the functions that take their gradient from it), gy, gx. */
    static OneDnnPrimitive backward(Function function, DType dtype, long size, float alpha, float beta) {
        PrimitiveKey key = new PrimitiveKey(OneDnnEltwise.class)
                .add(-function.algorithm)
                .add(dtype.ordinal())
                .add(size)
                .add(alpha)
                .add(beta);
        return OneDnn.find(key, () -> {
            try (DescriptorArena arena = new DescriptorArena()) {
                var layout = Layout.contiguous(dtype, size).describe(arena);
                dnnl_primitive_desc forward = new dnnl_primitive_desc();
                int status = dnnl.dnnl_eltwise_forward_primitive_desc_create(
                        forward,
                        OneDnn.engine(),
                        dnnl.dnnl_forward_training,
                        function.algorithm,
                        layout,
                        layout,
                        alpha,
                        beta,
                        arena.attributes());
                OneDnn.check(status, "planning", function);
                arena.own(forward);
                dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
                status = dnnl.dnnl_eltwise_backward_primitive_desc_create(
                        descriptor,
                        OneDnn.engine(),
                        function.algorithm,
                        layout,
                        layout,
                        layout,
                        alpha,
                        beta,
                        forward,
                        arena.attributes());
                int known = function.gradientFromOutput() ? DNNL_ARG_DST : DNNL_ARG_SRC;
                return OneDnnPrimitive.compile(
                        "gradient of " + function + " of " + size,
                        status,
                        descriptor,
                        made -> new OneDnnPrimitive.Slot[] {
                            OneDnnPrimitive.Slot.in(known, layout),
                            OneDnnPrimitive.Slot.in(DNNL_ARG_DIFF_DST, layout),
                            OneDnnPrimitive.Slot.out(DNNL_ARG_DIFF_SRC, layout)
                        });
            }
        });
    }
}
