package org.chainer.functions.rnn;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Tanh;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Stack;
import org.chainer.utils.TypeCheck;

/**
 * Long short-term memory cell with forget gates: {@code c' = tanh(a)·σ(i) + σ(f)·c; h = σ(o)·tanh(c')}.
 *
 * <p>In: c (batch, units, …), x (batch', 4·units, …) with batch' ≤ batch, whose columns 4j … 4j+3 are a, i, f, o of unit j. Out: c' (batch, units, …) and h
 * (batch', units, …). Rows of c beyond batch' go through unchanged: sequences that have ended. Chainer: {@code F.lstm}.
 *
 * @see <a href="https://doi.org/10.1162/089976600300015015">Gers et al., Learning to forget, 2000</a>
 */
public final class LSTM extends FunctionNode {
    private NDArray activations;

    private LSTM() {}

    /** One step: the next cell state and the output. */
    public static Variable[] lstm(Variable cPrev, Variable x) {
        return new LSTM().apply(cPrev, x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("c", "x")
                .count(2)
                .floating(0)
                .sameDType(0, 1)
                .minRank(0, 2)
                .rank(1, in.shape(0).rank());
        in.expect(
                in.shape(0).dim(0) >= in.shape(1).dim(0),
                "c.shape[0] >= x.shape[0]",
                in.shape(0).dim(0) + " < " + in.shape(1).dim(0));
        in.expect(
                in.shape(1).dim(1) == 4 * in.shape(0).dim(1),
                "x.shape[1] == 4 * c.shape[1]",
                in.shape(1).dim(1) + " != " + 4 * in.shape(0).dim(1));
        for (int axis = 2; axis < in.shape(0).rank(); axis++) {
            in.sameDim(1, axis, 0, axis);
        }
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        retainOutputs(0);
        NDArray c = in[0];
        NDArray x = in[1];
        long batch = x.dim(0);
        NDArray cNext = c.emptyLike(c.shape());
        NDArray h = c.emptyLike(c.shape().withDim(0, batch));
        activations = keep(x.emptyLike(x.shape()));
        if (batch < c.dim(0)) {
            cNext.slice(0, batch, c.dim(0)).copyFrom(c.slice(0, batch, c.dim(0)));
        }
        x.device().rnn().lstm(c.slice(0, 0, batch), x, cNext.slice(0, 0, batch), h, activations);
        return arrays(cNext, h);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] both = isDoubleBackprop() ? differentiableGradients(gy[0], gy[1]) : fusedGradients(gy[0], gy[1]);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = both[wanted[i]];
        }
        return gx;
    }

    private Variable[] fusedGradients(Variable gcNext, Variable gh) {
        NDArray c = inputData(0);
        NDArray x = inputData(1);
        long batch = x.dim(0);
        long total = c.dim(0);
        NDArray gc = c.emptyLike(c.shape());
        NDArray gx = x.emptyLike(x.shape());
        if (batch < total) {
            NDArray rest = gc.slice(0, batch, total);
            if (gcNext == null) {
                rest.fill(0);
            } else {
                rest.copyFrom(gcNext.array().slice(0, batch, total));
            }
        }
        x.device()
                .rnn()
                .lstmGrad(
                        c.slice(0, 0, batch),
                        outputData(0).slice(0, 0, batch),
                        activations,
                        gcNext == null ? null : gcNext.array().slice(0, 0, batch),
                        gh == null ? null : gh.array(),
                        gc.slice(0, 0, batch),
                        gx);
        return variables(new Variable(gc, false), new Variable(gx, false));
    }

    private Variable[] differentiableGradients(Variable gcNext, Variable gh) {
        Variable c = retainedInput(0);
        Variable x = retainedInput(1);
        long batch = x.dim(0);
        long total = c.dim(0);
        Shape shape = c.shape().withDim(0, batch);
        Variable a = Tanh.tanh(gate(x, 0));
        Variable i = Sigmoid.sigmoid(gate(x, 1));
        Variable f = Sigmoid.sigmoid(gate(x, 2));
        Variable o = Sigmoid.sigmoid(gate(x, 3));
        Variable head = c.get(Slice.of(0, batch));
        Variable tanhC = Tanh.tanh(a.mul(i).add(f.mul(head)));
        Variable zero = new Variable(c.array().emptyLike(shape).fill(0), false);
        Variable g = gcNext == null ? zero : gcNext.get(Slice.of(0, batch));
        Variable go = zero;
        if (gh != null) {
            g = g.add(gh.mul(o).mul(tanhC.mul(tanhC).rsub(1)));
            go = gh.mul(tanhC).mul(o).mul(o.rsub(1));
        }
        Variable ga = g.mul(i).mul(a.mul(a).rsub(1));
        Variable gi = g.mul(a).mul(i).mul(i.rsub(1));
        Variable gf = g.mul(head).mul(f).mul(f.rsub(1));
        Variable gx = Reshape.reshape(Stack.stack(2, ga, gi, gf, go), x.shape());
        Variable gc = g.mul(f);
        if (batch < total) {
            Variable rest = gcNext != null
                    ? gcNext.get(Slice.of(batch, total))
                    : new Variable(
                            c.array()
                                    .emptyLike(c.shape().withDim(0, total - batch))
                                    .fill(0),
                            false);
            gc = Concat.concat(0, gc, rest);
        }
        return variables(gc, gx);
    }

    private static Variable gate(Variable x, int index) {
        Shape rest = x.shape().subShape(2, x.rank());
        Shape gates = Shape.of(x.dim(0), x.dim(1) / 4, 4).concat(rest);
        return Reshape.reshape(x, gates).get(Slice.all(), Slice.all(), Slice.at(index));
    }
}
