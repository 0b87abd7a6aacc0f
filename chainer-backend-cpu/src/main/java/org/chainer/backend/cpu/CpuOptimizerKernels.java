package org.chainer.backend.cpu;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.reference.ReferenceOptimizerKernels;

/** The updates that most training runs use, for float32: large parameters by oneDNN, others in one vectorised pass; the rest as the reference. */
class CpuOptimizerKernels extends ReferenceOptimizerKernels {

    @Override
    public void sgd(@Out NDArray p, NDArray g, double lr) {
        if (!areFloats(p, g, null, null)) {
            super.sgd(p, g, lr);
        } else if (p.size() < OneDnnBinary.LEAST_SIZE
                || !OneDnnBinary.suits(p, g)
                || !OneDnnBinary.accumulate(-lr, g, p)) {
            FloatUpdateTiles tiles = FloatUpdateTiles.of(p, g, null, null);
            while (tiles.next()) {
                sgd(tiles.param, tiles.grad, tiles.padded(), (float) lr);
            }
        }
    }

    private static void sgd(float[] p, float[] g, int n, float lr) {
        for (int i = 0; i < n; i++) {
            p[i] = p[i] - lr * g[i];
        }
    }

    @Override
    public void momentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        if (areFloats(p, g, v, null)) {
            if (OneDnnUpdate.momentumSgd(p, g, v, lr, momentum)) {
                return;
            }
            FloatUpdateTiles tiles = FloatUpdateTiles.of(p, g, v, null);
            while (tiles.next()) {
                momentumSgd(tiles.param, tiles.grad, tiles.state[0], tiles.padded(), (float) lr, (float) momentum);
            }
        } else {
            super.momentumSgd(p, g, v, lr, momentum);
        }
    }

    private static void momentumSgd(float[] p, float[] g, float[] v, int n, float lr, float momentum) {
        for (int i = 0; i < n; i++) {
            float step = momentum * v[i] - lr * g[i];
            v[i] = step;
            p[i] = p[i] + step;
        }
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
        if (vhat == null && !(lower < upper) && areFloats(p, g, m, v)) {
            float rate1 = (float) (1 - beta1);
            float rate2 = (float) (1 - beta2);
            float rate = (float) (eta * step);
            float shrink = (float) (eta * decay);
            if (shrink == 0 && OneDnnUpdate.adam(p, g, m, v, rate1, rate2, (float) eps, rate)) {
                return;
            }
            FloatUpdateTiles tiles = FloatUpdateTiles.of(p, g, m, v);
            float[] means = tiles.state[0];
            float[] squares = tiles.state[1];
            while (tiles.next()) {
                adam(tiles.param, tiles.grad, means, squares, tiles.padded(), rate1, rate2, (float) eps, rate, shrink);
            }
        } else {
            super.adam(p, g, m, v, vhat, step, beta1, beta2, eps, eta, decay, lower, upper);
        }
    }

    private static void adam(
            float[] p,
            float[] g,
            float[] m,
            float[] v,
            int n,
            float rate1,
            float rate2,
            float eps,
            float rate,
            float shrink) {
        for (int i = 0; i < n; i++) {
            float first = m[i] + rate1 * (g[i] - m[i]);
            float second = v[i] + rate2 * (g[i] * g[i] - v[i]);
            m[i] = first;
            v[i] = second;
            p[i] = p[i] - rate * first / ((float) Math.sqrt(second) + eps) - shrink * p[i];
        }
    }

    private static boolean areFloats(NDArray p, NDArray g, NDArray first, NDArray second) {
        return p.dtype() == DType.FLOAT32
                && g.dtype() == DType.FLOAT32
                && (first == null || first.dtype() == DType.FLOAT32)
                && (second == null || second.dtype() == DType.FLOAT32);
    }
}
