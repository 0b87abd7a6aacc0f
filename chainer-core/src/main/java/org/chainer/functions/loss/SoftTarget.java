package org.chainer.functions.loss;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.UnaryOp;
import org.chainer.functions.activation.LogSoftmax;
import org.chainer.functions.math.Sum;
import org.chainer.utils.TypeCheck;

/** Softmax cross entropy with probabilities of classes in place of labels. */
final class SoftTarget {
    /** Keeps the logarithm of a probability 0 finite. */
    private static final double LEAST = 1e-7;

    private SoftTarget() {}

    static Variable loss(Variable x, Variable t, SoftmaxCrossEntropy.Options options) {
        TypeCheck.of("softmax_cross_entropy", x, t)
                .names("x", "t")
                .floating(0)
                .sameDType(0, 1)
                .minRank(0, 2)
                .sameShape(0, 1);
        NDArray target = t.array();
        Variable losses = Sum.sum(LogSoftmax.logSoftmax(x, 1).mul(new Variable(target, false)), 1)
                .neg();
        if (options.softTargetLoss().equals("kl-divergence")) {
            NDArray entropy = target.mul(target.add(LEAST).apply(UnaryOp.LOG)).sum(1);
            losses = losses.add(new Variable(entropy, false));
        }
        return options.reduce().equals("no") ? losses : Sum.sum(losses).div(Math.max(losses.size(), 1));
    }
}
