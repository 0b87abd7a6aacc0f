package org.chainer.backend.reference;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.OptimizerKernels;

/** Element by element, in double. */
public class ReferenceOptimizerKernels implements OptimizerKernels {

    @Override
    public void sgd(@Out NDArray p, NDArray g, double lr) {
        UpdateTiles tiles = UpdateTiles.of(p, g);
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                tiles.param[i] -= lr * tiles.grad[i];
            }
        }
    }

    @Override
    public void momentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        UpdateTiles tiles = UpdateTiles.of(p, g, v);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] velocity = tiles.state[0];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                velocity[i] = momentum * velocity[i] - lr * grad[i];
                param[i] += velocity[i];
            }
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
        UpdateTiles tiles = UpdateTiles.of(p, g, m, v, vhat);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] means = tiles.state[0];
        double[] squares = tiles.state[1];
        double[] greatest = tiles.state[2];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                means[i] += (1 - beta1) * (grad[i] - means[i]);
                squares[i] += (1 - beta2) * (grad[i] * grad[i] - squares[i]);
                double second = squares[i];
                if (vhat != null) {
                    second = greatest[i] = Math.max(greatest[i], second);
                }
                double rate = step / (Math.sqrt(second) + eps);
                if (lower < upper) {
                    rate = Math.min(Math.max(rate, lower), upper);
                }
                param[i] -= eta * (rate * means[i] + decay * param[i]);
            }
        }
    }

    @Override
    public void correctedMomentumSgd(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        UpdateTiles tiles = UpdateTiles.of(p, g, v);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] velocity = tiles.state[0];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                velocity[i] = momentum * velocity[i] - grad[i];
                param[i] += lr * velocity[i];
            }
        }
    }

    @Override
    public void nesterovAg(@Out NDArray p, NDArray g, @Out NDArray v, double lr, double momentum) {
        UpdateTiles tiles = UpdateTiles.of(p, g, v);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] velocity = tiles.state[0];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                velocity[i] = momentum * velocity[i] - lr * grad[i];
                param[i] += momentum * momentum * velocity[i] - (1 + momentum) * lr * grad[i];
            }
        }
    }

    @Override
    public void adaGrad(@Out NDArray p, NDArray g, @Out NDArray h, double lr, double eps) {
        UpdateTiles tiles = UpdateTiles.of(p, g, h);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] squares = tiles.state[0];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                squares[i] += grad[i] * grad[i];
                param[i] -= lr * grad[i] / (Math.sqrt(squares[i]) + eps);
            }
        }
    }

    @Override
    public void adaDelta(@Out NDArray p, NDArray g, @Out NDArray msg, @Out NDArray msdx, double rho, double eps) {
        UpdateTiles tiles = UpdateTiles.of(p, g, msg, msdx);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] squares = tiles.state[0];
        double[] steps = tiles.state[1];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                squares[i] = rho * squares[i] + (1 - rho) * grad[i] * grad[i];
                double dx = Math.sqrt((steps[i] + eps) / (squares[i] + eps)) * grad[i];
                steps[i] = rho * steps[i] + (1 - rho) * dx * dx;
                param[i] -= dx;
            }
        }
    }

    @Override
    public void rmsprop(
            @Out NDArray p, NDArray g, @Out NDArray ms, double lr, double alpha, double eps, boolean epsInsideSqrt) {
        UpdateTiles tiles = UpdateTiles.of(p, g, ms);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] squares = tiles.state[0];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                double square = squares[i] = alpha * squares[i] + (1 - alpha) * grad[i] * grad[i];
                param[i] -= lr * grad[i] / (epsInsideSqrt ? Math.sqrt(square + eps) : Math.sqrt(square) + eps);
            }
        }
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
        UpdateTiles tiles = UpdateTiles.of(p, g, n, mean, delta);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] squares = tiles.state[0];
        double[] means = tiles.state[1];
        double[] steps = tiles.state[2];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                double square = squares[i] = alpha * squares[i] + (1 - alpha) * grad[i] * grad[i];
                double first = means[i] = alpha * means[i] + (1 - alpha) * grad[i];
                steps[i] = momentum * steps[i] - lr * grad[i] / Math.sqrt(square - first * first + eps);
                param[i] += steps[i];
            }
        }
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
        UpdateTiles tiles = UpdateTiles.of(p, g, mem, mean, square);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] memory = tiles.state[0];
        double[] means = tiles.state[1];
        double[] squares = tiles.state[2];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                double r = 1 / (memory[i] + 1);
                double first = means[i] = (1 - r) * means[i] + r * grad[i];
                double second = squares[i] = (1 - r) * squares[i] + r * grad[i] * grad[i];
                double x = first * first / (second + eps);
                param[i] -= grad[i] * Math.min(x, lr) / (Math.sqrt(second) + eps);
                memory[i] = 1 + memory[i] * (1 - x);
            }
        }
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
        if (p.dtype() == DType.FLOAT32) {
            msvagOfFloats(p, g, m, v, (float) lr, (float) (1 - beta), (float) (1 - betaPower), rho, (float) eta, (float)
                    decay);
            return;
        }
        UpdateTiles tiles = UpdateTiles.of(p, g, m, v);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] means = tiles.state[0];
        double[] squares = tiles.state[1];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                means[i] += (1 - beta) * (grad[i] - means[i]);
                squares[i] += (1 - beta) * (grad[i] * grad[i] - squares[i]);
                double first = means[i] / (1 - betaPower);
                double second = squares[i] / (1 - betaPower);
                double s = (second - first * first) / (1 - rho);
                double ratio = first * first / (first * first + rho * s);
                double factor = Double.isNaN(ratio) ? 0 : Math.min(Math.max(ratio, 0), 1);
                param[i] -= eta * (lr * first * factor + decay * param[i]);
            }
        }
    }

    /**
     * In the first update the variance is 0 but for rounding, which the division by 1 − rho then makes 10,000 times as large: float32 has to round where Chainer does to take its step.
     */
    private static void msvagOfFloats(
            NDArray p,
            NDArray g,
            NDArray m,
            NDArray v,
            float lr,
            float oneMinusBeta,
            float oneMinusPower,
            double rho,
            float eta,
            float decay) {
        float ofVariance = (float) rho;
        float oneMinusRho = (float) (1 - rho);
        UpdateTiles tiles = UpdateTiles.of(p, g, m, v);
        double[] param = tiles.param;
        double[] grad = tiles.grad;
        double[] means = tiles.state[0];
        double[] squares = tiles.state[1];
        while (tiles.next()) {
            for (int i = 0; i < tiles.count; i++) {
                float gradient = (float) grad[i];
                float mean = (float) means[i];
                float meanSquare = (float) squares[i];
                mean += oneMinusBeta * (gradient - mean);
                meanSquare += oneMinusBeta * (gradient * gradient - meanSquare);
                float first = mean / oneMinusPower;
                float square = first * first;
                float s = (meanSquare / oneMinusPower - square) / oneMinusRho;
                float ratio = square / (square + ofVariance * s);
                float factor = Float.isNaN(ratio) ? 0 : Math.min(Math.max(ratio, 0), 1);
                float before = (float) param[i];
                param[i] = before - eta * (lr * first * factor + decay * before);
                means[i] = mean;
                squares[i] = meanSquare;
            }
        }
    }
}
