package org.chainer.functions.loss;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.utils.TypeCheck;

/** What losses of the difference of two arrays of one shape and dtype share: the gradients to the two are opposite. */
abstract class DifferenceLoss extends FunctionNode {
    private final String first;
    private final String second;

    DifferenceLoss(String first, String second) {
        this.first = first;
        this.second = second;
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names(first, second).count(2).floating(0).sameDType(0, 1).sameShape(0, 1);
    }

    @Override
    protected final Variable[] backward(int[] wanted, Variable[] gy) {
        Variable gradient = gradient(gy[0]);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = wanted[i] == 0 ? gradient : gradient.neg();
        }
        return gx;
    }

    /** The gradient to the first array. */
    abstract Variable gradient(Variable gy);
}
