package org.chainer.functions.rnn;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Tanh;
import org.chainer.functions.array.Reshape;
import org.chainer.utils.TypeCheck;

/**
 * S-LSTM cell, which joins two states: {@code c = tanh(a1)·σ(i1) + tanh(a2)·σ(i2) + σ(f1)·c1 + σ(f2)·c2; h = σ(o1 + o2)·tanh(c)}.
 *
 * <p>In: c1 and c2 (batch, units, …), x1 and x2 (batch, 4·units, …), whose columns 4j … 4j+3 are a, i, f, o of unit j, of one floating-point dtype. Out: c
 * and h (batch, units, …). Chainer: {@code F.slstm}.
 *
 * @see <a href="https://arxiv.org/abs/1503.04881">Zhu et al., Long short-term memory over tree structures, 2015</a>
 */
public final class SLSTM {
    private SLSTM() {}

    /** The joint cell state and the output. */
    public static Variable[] slstm(Variable cPrev1, Variable cPrev2, Variable x1, Variable x2) {
        TypeCheck in = TypeCheck.of("slstm", cPrev1, cPrev2, x1, x2)
                .names("c_prev1", "c_prev2", "x1", "x2")
                .floating(0)
                .sameDType(0, 1, 2, 3)
                .minRank(0, 2)
                .sameShape(0, 1);
        Shape shape = in.shape(0).withDim(1, 4 * in.shape(0).dim(1));
        in.shape(2, shape).shape(3, shape);
        Variable c = Tanh.tanh(gate(x1, 0))
                .mul(Sigmoid.sigmoid(gate(x1, 1)))
                .add(Tanh.tanh(gate(x2, 0)).mul(Sigmoid.sigmoid(gate(x2, 1))))
                .add(Sigmoid.sigmoid(gate(x1, 2)).mul(cPrev1))
                .add(Sigmoid.sigmoid(gate(x2, 2)).mul(cPrev2));
        Variable h = Sigmoid.sigmoid(gate(x1, 3).add(gate(x2, 3))).mul(Tanh.tanh(c));
        return new Variable[] {c, h};
    }

    private static Variable gate(Variable x, int index) {
        Shape gates = Shape.of(x.dim(0), x.dim(1) / 4, 4).concat(x.shape().subShape(2, x.rank()));
        return Reshape.reshape(x, gates).get(Slice.all(), Slice.all(), Slice.at(index));
    }
}
