package org.chainer.backend.cpu;

import static org.chainer.backend.cpu.FloatAccess.TILE;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.reference.ReferenceOptimizerKernels;

/** The updates that most training runs use, for float32, in one vectorised pass; the rest as the reference. */
class CpuOptimizerKernels extends ReferenceOptimizerKernels {

    @Override
    public void sgd(@Out NDArray p, NDArray g, double lr) {
        if (!FloatAccess.suits(p, g)) {
            super.sgd(p, g, lr);
        } else if (!OneDnnBinary.suits(p, g) || !OneDnnBinary.accumulate(-lr, g, p)) {
            update(p, g, (param, grad, state, n) -> sgd(param, grad, n, (float) lr));
        }
    }

    private static void sgd(float[] p, float[] g, int n, float lr) {
        for (int i = 0; i < n; i++) {
            p[i] = p[i] - lr * g[i];
        }
    }

    @Override
    public void momentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        if (FloatAccess.suits(p, g, v)) {
            update(
                    p,
                    g,
                    (param, grad, state, n) -> momentumSgd(param, grad, state[0], n, (float) lr, (float) momentum),
                    v);
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
        if (vhat == null && !(lower < upper) && FloatAccess.suits(p, g, m, v)) {
            float rate1 = (float) (1 - beta1);
            float rate2 = (float) (1 - beta2);
            float rate = (float) (eta * step);
            float shrink = (float) (eta * decay);
            update(
                    p,
                    g,
                    (param, grad, state, n) ->
                            adam(param, grad, state[0], state[1], n, rate1, rate2, (float) eps, rate, shrink),
                    m,
                    v);
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

    /** What is done to one tile of a parameter, its gradient and its state. */
    private interface Update {
        void run(float[] param, float[] grad, float[][] state, int n);
    }

    private static void update(NDArray p, NDArray g, Update update, NDArray... states) {
        FloatAccess param = FloatAccess.writing(p);
        FloatAccess grad = FloatAccess.reading(g);
        FloatAccess[] state = new FloatAccess[states.length];
        float[][] tiles = new float[states.length][];
        for (int i = 0; i < states.length; i++) {
            state[i] = FloatAccess.writing(states[i]);
            tiles[i] = FloatAccess.tile(2 + i);
        }
        float[] paramTile = FloatAccess.tile(0);
        float[] gradTile = FloatAccess.tile(1);
        for (long start = 0; start < p.size(); start += TILE) {
            int n = (int) Math.min(TILE, p.size() - start);
            param.get(start, paramTile, n);
            grad.get(start, gradTile, n);
            for (int i = 0; i < state.length; i++) {
                state[i].get(start, tiles[i], n);
            }
            update.run(paramTile, gradTile, tiles, FloatAccess.padded(n));
            param.put(start, paramTile, n);
            for (int i = 0; i < state.length; i++) {
                state[i].put(start, tiles[i], n);
            }
        }
    }
}
