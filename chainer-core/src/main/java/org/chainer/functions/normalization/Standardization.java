package org.chainer.functions.normalization;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.math.Mean;
import org.chainer.functions.math.Sqrt;

/** {@code y = (x − μ)/√(σ² + eps)} of each row of x (rows, columns), with the row's mean and variance. */
final class Standardization extends FunctionNode {
    private static final int[] COLUMNS = {1};

    private final double eps;
    private NDArray mean;
    private NDArray variance;

    private Standardization(double eps) {
        this.eps = eps;
    }

    static Variable standardize(Variable x, double eps) {
        return new Standardization(eps).applySingle(x);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray x = in[0];
        Shape rows = Shape.of(x.dim(0));
        NDArray y = x.emptyLike(x.shape());
        mean = keep(x.emptyLike(rows));
        variance = keep(x.emptyLike(rows));
        x.device().normalization().batchNorm(x, null, null, COLUMNS, eps, y, mean, variance);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        if (isDoubleBackprop()) {
            Variable x = retainedInput(0);
            Variable centered = x.sub(Mean.mean(x, true, 1));
            Variable deviation =
                    Sqrt.sqrt(Mean.mean(centered.mul(centered), true, 1).add(eps));
            Variable normal = centered.div(deviation);
            Variable common = normal.mul(Mean.mean(gy[0].mul(normal), true, 1)).add(Mean.mean(gy[0], true, 1));
            return variables(gy[0].sub(common).div(deviation));
        }
        NDArray x = inputData(0);
        NDArray gx = x.emptyLike(x.shape());
        x.device().normalization().batchNormGrad(x, null, mean, variance, gy[0].array(), COLUMNS, eps, gx, null, null);
        return variables(new Variable(gx, false));
    }
}
