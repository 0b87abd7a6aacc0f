package org.chainer.backend.reference;

import static org.chainer.backend.HostArray.TILE;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.OptimizerKernels;

/** Element by element, in double. */
public class ReferenceOptimizerKernels implements OptimizerKernels {
    private static final int MOST_TILES = 6;
    /** Each thread's tiles, kept from update to update: a training step makes no garbage of them. */
    private static final ThreadLocal<double[][]> TILES = ThreadLocal.withInitial(() -> new double[MOST_TILES][]);

    @Override
    public void sgd(@Out NDArray p, NDArray g, double lr) {
        update(p, g, (param, grad, state, n) -> {
            for (int i = 0; i < n; i++) {
                param[i] -= lr * grad[i];
            }
        });
    }

    @Override
    public void momentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        update(
                p,
                g,
                (param, grad, state, n) -> {
                    for (int i = 0; i < n; i++) {
                        state[0][i] = momentum * state[0][i] - lr * grad[i];
                        param[i] += state[0][i];
                    }
                },
                v);
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
        NDArray[] states = vhat == null ? new NDArray[] {m, v} : new NDArray[] {m, v, vhat};
        update(
                p,
                g,
                (param, grad, state, n) -> {
                    for (int i = 0; i < n; i++) {
                        state[0][i] += (1 - beta1) * (grad[i] - state[0][i]);
                        state[1][i] += (1 - beta2) * (grad[i] * grad[i] - state[1][i]);
                        double second = state[1][i];
                        if (vhat != null) {
                            second = state[2][i] = Math.max(state[2][i], second);
                        }
                        double rate = step / (Math.sqrt(second) + eps);
                        if (lower < upper) {
                            rate = Math.min(Math.max(rate, lower), upper);
                        }
                        param[i] -= eta * (rate * state[0][i] + decay * param[i]);
                    }
                },
                states);
    }

    @Override
    public void correctedMomentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        update(
                p,
                g,
                (param, grad, state, n) -> {
                    for (int i = 0; i < n; i++) {
                        state[0][i] = momentum * state[0][i] - grad[i];
                        param[i] += lr * state[0][i];
                    }
                },
                v);
    }

    @Override
    public void nesterovAg(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        update(
                p,
                g,
                (param, grad, state, n) -> {
                    for (int i = 0; i < n; i++) {
                        state[0][i] = momentum * state[0][i] - lr * grad[i];
                        param[i] += momentum * momentum * state[0][i] - (1 + momentum) * lr * grad[i];
                    }
                },
                v);
    }

    @Override
    public void adaGrad(@Out NDArray p, NDArray g, @Out NDArray h, double lr, double eps) {
        update(
                p,
                g,
                (param, grad, state, n) -> {
                    for (int i = 0; i < n; i++) {
                        state[0][i] += grad[i] * grad[i];
                        param[i] -= lr * grad[i] / (Math.sqrt(state[0][i]) + eps);
                    }
                },
                h);
    }

    @Override
    public void adaDelta(@Out NDArray p, NDArray g, @Out NDArray msg, @Out NDArray msdx, double rho, double eps) {
        update(
                p,
                g,
                (param, grad, state, n) -> {
                    for (int i = 0; i < n; i++) {
                        state[0][i] = rho * state[0][i] + (1 - rho) * grad[i] * grad[i];
                        double dx = Math.sqrt((state[1][i] + eps) / (state[0][i] + eps)) * grad[i];
                        state[1][i] = rho * state[1][i] + (1 - rho) * dx * dx;
                        param[i] -= dx;
                    }
                },
                msg,
                msdx);
    }

    @Override
    public void rmsprop(
            @Out NDArray p, NDArray g, @Out NDArray ms, double lr, double alpha, double eps, boolean epsInsideSqrt) {
        update(
                p,
                g,
                (param, grad, state, n) -> {
                    for (int i = 0; i < n; i++) {
                        double square = state[0][i] = alpha * state[0][i] + (1 - alpha) * grad[i] * grad[i];
                        param[i] -= lr * grad[i] / (epsInsideSqrt ? Math.sqrt(square + eps) : Math.sqrt(square) + eps);
                    }
                },
                ms);
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
        update(
                p,
                g,
                (param, grad, state, count) -> {
                    for (int i = 0; i < count; i++) {
                        double square = state[0][i] = alpha * state[0][i] + (1 - alpha) * grad[i] * grad[i];
                        double first = state[1][i] = alpha * state[1][i] + (1 - alpha) * grad[i];
                        state[2][i] = momentum * state[2][i] - lr * grad[i] / Math.sqrt(square - first * first + eps);
                        param[i] += state[2][i];
                    }
                },
                n,
                mean,
                delta);
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
        update(
                p,
                g,
                (param, grad, state, n) -> {
                    for (int i = 0; i < n; i++) {
                        double r = 1 / (state[0][i] + 1);
                        double first = state[1][i] = (1 - r) * state[1][i] + r * grad[i];
                        double second = state[2][i] = (1 - r) * state[2][i] + r * grad[i] * grad[i];
                        double x = first * first / (second + eps);
                        param[i] -= grad[i] * Math.min(x, lr) / (Math.sqrt(second) + eps);
                        state[0][i] = 1 + state[0][i] * (1 - x);
                    }
                },
                mem,
                mean,
                square);
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
        Update step = p.dtype() == DType.FLOAT32
                ? msvagOfFloats(
                        (float) lr, (float) (1 - beta), (float) (1 - betaPower), rho, (float) eta, (float) decay)
                : (param, grad, state, n) -> {
                    for (int i = 0; i < n; i++) {
                        state[0][i] += (1 - beta) * (grad[i] - state[0][i]);
                        state[1][i] += (1 - beta) * (grad[i] * grad[i] - state[1][i]);
                        double first = state[0][i] / (1 - betaPower);
                        double second = state[1][i] / (1 - betaPower);
                        double s = (second - first * first) / (1 - rho);
                        double ratio = first * first / (first * first + rho * s);
                        double factor = Double.isNaN(ratio) ? 0 : Math.min(Math.max(ratio, 0), 1);
                        param[i] -= eta * (lr * first * factor + decay * param[i]);
                    }
                };
        update(p, g, step, m, v);
    }

    /**
     * In the first update the variance is 0 but for rounding, which the division by 1 − rho then makes 10,000 times as large: float32 has to round where Chainer does to take its step.
     */
    private static Update msvagOfFloats(
            float lr, float oneMinusBeta, float oneMinusPower, double rho, float eta, float decay) {
        float ofVariance = (float) rho;
        float oneMinusRho = (float) (1 - rho);
        return (param, grad, state, n) -> {
            for (int i = 0; i < n; i++) {
                float g = (float) grad[i];
                float m = (float) state[0][i];
                float v = (float) state[1][i];
                m += oneMinusBeta * (g - m);
                v += oneMinusBeta * (g * g - v);
                float first = m / oneMinusPower;
                float square = first * first;
                float s = (v / oneMinusPower - square) / oneMinusRho;
                float ratio = square / (square + ofVariance * s);
                float factor = Float.isNaN(ratio) ? 0 : Math.min(Math.max(ratio, 0), 1);
                float before = (float) param[i];
                param[i] = before - eta * (lr * first * factor + decay * before);
                state[0][i] = m;
                state[1][i] = v;
            }
        };
    }

    /** What is done to a tile of the parameter, its gradient and its state. */
    private interface Update {
        void apply(double[] param, double[] grad, double[][] state, int n);
    }

    private static double[] tile(double[][] tiles, int index) {
        if (tiles[index] == null) {
            tiles[index] = new double[TILE];
        }
        return tiles[index];
    }

    private static void update(NDArray p, NDArray g, Update update, NDArray... states) {
        HostArray param = HostArray.writing(p);
        HostArray grad = HostArray.reading(g);
        HostArray[] state = new HostArray[states.length];
        double[][] tiles = TILES.get();
        double[] values = tile(tiles, 0);
        double[] gradients = tile(tiles, 1);
        double[][] held = new double[states.length][];
        for (int s = 0; s < state.length; s++) {
            state[s] = HostArray.writing(states[s]);
            held[s] = tile(tiles, 2 + s);
        }
        for (long start = 0; start < p.size(); start += TILE) {
            int n = (int) Math.min(TILE, p.size() - start);
            param.get(start, values, 0, n);
            grad.get(start, gradients, 0, n);
            for (int s = 0; s < state.length; s++) {
                state[s].get(start, held[s], 0, n);
            }
            update.apply(values, gradients, held, n);
            param.put(start, values, 0, n);
            for (int s = 0; s < state.length; s++) {
                state[s].put(start, held[s], 0, n);
            }
        }
    }
}
