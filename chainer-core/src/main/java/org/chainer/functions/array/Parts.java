package org.chainer.functions.array;

import java.util.List;
import org.chainer.Variable;
import org.chainer.VariableNode;
import org.chainer.array.NDArray;

/** Gradients of a function that takes an array apart. */
final class Parts {
    private Parts() {}

    /** The gradients, with zeros for outputs that took no part; at least one did. */
    static Variable[] withZeros(Variable[] gy, List<VariableNode> outputs) {
        Variable some = null;
        for (Variable gradient : gy) {
            some = gradient == null ? some : gradient;
        }
        Variable[] result = gy.clone();
        for (int i = 0; i < gy.length; i++) {
            if (gy[i] == null) {
                NDArray zeros = NDArray.empty(
                                some.device(), some.dtype(), outputs.get(i).shape())
                        .fill(0);
                result[i] = new Variable(zeros, false);
            }
        }
        return result;
    }
}
