package org.chainer.backend.cpu;

import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.NDArray;
import org.chainer.backend.cpu.OneDnnChain.Step;

/** Updates of large contiguous float32 parameters, in a pass for each array that is written, with all threads. */
final class OneDnnUpdate {
    /** Smaller parameters are updated faster by one thread. */
    static final long LEAST_SIZE = 1 << 16;

    /** Smaller ones could make a reciprocal infinite where the quotient is not. */
    private static final double LEAST_EPS = 1e-30;

    private OneDnnUpdate() {}

    /** {@code v ← momentum·v − lr·g; p ← p + v}; false if that is not worth it. */
    static boolean momentumSgd(NDArray p, NDArray g, NDArray v, double lr, double momentum) {
        if (p.size() < LEAST_SIZE || momentum == 0 || !OneDnnChain.suits(LEAST_SIZE, p, g, v)) {
            return false;
        }
        OneDnnPrimitive velocity =
                OneDnnChain.find(v.size(), Step.withNumber(dnnl.dnnl_binary_mul), Step.plusResult((float) momentum));
        OneDnnPrimitive sum = OneDnnChain.find(p.size(), Step.with(dnnl.dnnl_binary_add));
        if (velocity == null || sum == null) {
            return false;
        }
        velocity.run(g, OneDnnChain.number(0, -lr, p), v);
        sum.run(p, v, p);
        return true;
    }

    /**
     * {@code m ← m + rate1·(g − m); v ← v + rate2·(g² − v); p ← p − rate·m / (√v + eps)}; false if that is not worth it.
     */
    static boolean adam(NDArray p, NDArray g, NDArray m, NDArray v, float rate1, float rate2, float eps, double rate) {
        if (p.size() < LEAST_SIZE || !(eps >= LEAST_EPS) || !OneDnnChain.suits(LEAST_SIZE, p, g, m, v)) {
            return false;
        }
        OneDnnPrimitive mean = OneDnnChain.find(
                m.size(),
                Step.with(dnnl.dnnl_binary_sub),
                Step.function(dnnl.dnnl_eltwise_linear, rate1, 0),
                Step.plusResult(1));
        OneDnnPrimitive square = OneDnnChain.find(
                v.size(),
                Step.with(dnnl.dnnl_binary_mul),
                Step.with(dnnl.dnnl_binary_sub),
                Step.function(dnnl.dnnl_eltwise_linear, rate2, 0),
                Step.plusResult(1));
        OneDnnPrimitive step = OneDnnChain.find(
                p.size(),
                Step.withNumber(dnnl.dnnl_binary_add),
                Step.function(dnnl.dnnl_eltwise_sqrt, 0, 0),
                Step.function(dnnl.dnnl_eltwise_linear, 1, eps),
                Step.function(dnnl.dnnl_eltwise_pow, 1, -1),
                Step.with(dnnl.dnnl_binary_mul),
                Step.withNumber(dnnl.dnnl_binary_mul),
                Step.plusResult(1));
        if (mean == null || square == null || step == null) {
            return false;
        }
        mean.run(g, m, m);
        square.run(g, g, v, v);
        step.run(v, OneDnnChain.number(0, 0, p), m, OneDnnChain.number(1, -rate, p), p);
        return true;
    }
}
