package org.chainer.backend.cuda;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.OptimizerKernels;

/** In float for float32 and narrower, in double for float64; {@link TensorUpdates} launches the updates of many parameters together. */
final class CudaOptimizerKernels implements OptimizerKernels {
    private final TensorUpdates updates;

    CudaOptimizerKernels(TensorUpdates updates) {
        this.updates = updates;
    }

    @Override
    public void sgd(@Out NDArray p, NDArray g, double lr) {
        update("sgd", numbers(lr), p, g);
    }

    @Override
    public void momentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        update("momentum_sgd", numbers(lr, momentum), p, g, v);
    }

    @Override
    public void adam(
            @Out NDArray p,
            NDArray g,
            @Out NDArray m,
            @Out NDArray v,
            @Out NDArray vhat,
            double step,
            double beta1,
            double beta2,
            double eps,
            double eta,
            double decay,
            double lower,
            double upper) {
        double[] numbers = numbers(step, beta1, beta2, eps, eta, decay, lower, upper);
        if (vhat == null) {
            update("adam", numbers, p, g, m, v);
        } else {
            update("amsgrad", numbers, p, g, m, v, vhat);
        }
    }

    @Override
    public void correctedMomentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        update("corrected_momentum_sgd", numbers(lr, momentum), p, g, v);
    }

    @Override
    public void nesterovAg(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        update("nesterov_ag", numbers(lr, momentum), p, g, v);
    }

    @Override
    public void adaGrad(@Out NDArray p, NDArray g, @Out NDArray h, double lr, double eps) {
        update("ada_grad", numbers(lr, eps), p, g, h);
    }

    @Override
    public void adaDelta(@Out NDArray p, NDArray g, @Out NDArray msg, @Out NDArray msdx, double rho, double eps) {
        update("ada_delta", numbers(rho, eps), p, g, msg, msdx);
    }

    @Override
    public void rmsprop(
            @Out NDArray p, NDArray g, @Out NDArray ms, double lr, double alpha, double eps, boolean epsInsideSqrt) {
        update("rmsprop", numbers(lr, alpha, eps, epsInsideSqrt ? 1 : 0), p, g, ms);
    }

    @Override
    public void rmspropGraves(
            @Out NDArray p,
            NDArray g,
            @Out NDArray n,
            @Out NDArray mean,
            @Out NDArray delta,
            double lr,
            double alpha,
            double momentum,
            double eps) {
        update("rmsprop_graves", numbers(lr, alpha, momentum, eps), p, g, n, mean, delta);
    }

    @Override
    public void smorms3(
            @Out NDArray p,
            NDArray g,
            @Out NDArray mem,
            @Out NDArray mean,
            @Out NDArray square,
            double lr,
            double eps) {
        update("smorms3", numbers(lr, eps), p, g, mem, mean, square);
    }

    @Override
    public void msvag(
            @Out NDArray p,
            NDArray g,
            @Out NDArray m,
            @Out NDArray v,
            double lr,
            double beta,
            double betaPower,
            double rho,
            double eta,
            double decay) {
        update("msvag", numbers(lr, beta, betaPower, rho, eta, decay), p, g, m, v);
    }

    @Override
    public void squaredNorm(NDArray x, double scale, @Out NDArray y) {
        if (x.size() == 0) {
            y.fill(0);
            return;
        }
        try (Dense source = Dense.reading(x)) {
            updates.add(TensorUpdates.SQUARED_NORM, numbers(scale * scale), null, y, source.array());
            if (source.array() != x) {
                updates.flush();
            }
        }
    }

    @Override
    public void clipNorm(@Out NDArray g, NDArray squaredNorms, double threshold) {
        if (g.size() > 0) {
            inPlace("clip_norm", numbers(threshold), squaredNorms, g, g);
        }
    }

    private static double[] numbers(double... numbers) {
        return numbers;
    }

    private void update(String kernel, double[] numbers, NDArray p, NDArray g, NDArray... states) {
        if (p.size() > 0) {
            inPlace(kernel, numbers, null, p, g, states);
        }
    }

    /** Views with gaps are copied first, and what was done to the copies is copied back. */
    private void inPlace(
            String kernel, double[] numbers, NDArray squaredNorms, NDArray p, NDArray g, NDArray... states) {
        boolean dense = p.isContiguous() && g.isContiguous();
        for (NDArray state : states) {
            dense &= state.isContiguous();
        }
        if (dense) {
            updates.add(kernel, numbers, squaredNorms, p, g, states);
            return;
        }
        NDArray parameter = p.copy();
        NDArray gradient = g == p ? parameter : g.copy();
        NDArray[] held = new NDArray[states.length];
        for (int i = 0; i < held.length; i++) {
            held[i] = states[i].copy();
        }
        updates.add(kernel, numbers, squaredNorms, parameter, gradient, held);
        p.copyFrom(parameter);
        parameter.close();
        gradient.close();
        for (int i = 0; i < held.length; i++) {
            states[i].copyFrom(held[i]);
            held[i].close();
        }
    }
}
