package org.chainer.functions.loss;

import java.util.List;
import org.chainer.Chainer;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.array.Stack;
import org.chainer.utils.TypeCheck;

/**
 * Connectionist temporal classification: {@code −ln p(labels)}, the probability summed over all alignments of the labels to the time steps, with blanks
 * between and repeated symbols merged.
 *
 * <p>In: x, for each time step scores before softmax (batch, symbols) of a floating-point dtype; t, labels (batch, longest) of an integer dtype. Out: the
 * mean, or (reduce {@code no}) the losses (batch); 10¹⁰ where there are too few time steps for the labels (for float16: 10⁴). It can be differentiated
 * once, by x. Chainer: {@code F.connectionist_temporal_classification}.
 *
 * @see <a href="https://doi.org/10.1145/1143844.1143891">Graves et al., Connectionist temporal classification, 2006</a>
 */
public final class ConnectionistTemporalClassification extends FunctionNode {
    private static final String NAME = "connectionist_temporal_classification";

    /** Chainer's loss, in float16, of a sequence that no alignment can produce. */
    private static final double IMPOSSIBLE_IN_HALF = 1e4;

    private final int blankSymbol;
    private final String reduce;
    private NDArray gradient;

    private ConnectionistTemporalClassification(int blankSymbol, String reduce) {
        this.blankSymbol = blankSymbol;
        this.reduce = reduce;
    }

    /** Mean loss of labels and sequences of full length. */
    public static Variable connectionistTemporalClassification(List<Variable> x, Variable t, int blankSymbol) {
        return connectionistTemporalClassification(x, t, blankSymbol, null, null, "mean");
    }

    /**
     * The loss.
     *
     * @param blankSymbol number of the symbol that stands for no label
     * @param inputLength (batch), number of time steps that count; null for all
     * @param labelLength (batch), number of labels that count; null for all
     * @param reduce {@code mean} or {@code no}
     * @throws IllegalArgumentException if there are no time steps, or no such reduction
     * @throws IndexOutOfBoundsException if a symbol or a length is out of range
     */
    public static Variable connectionistTemporalClassification(
            List<Variable> x, Variable t, int blankSymbol, Variable inputLength, Variable labelLength, String reduce) {
        Reduction.check(NAME, reduce, "mean", "no");
        if (x.isEmpty()) {
            throw new IllegalArgumentException(NAME + ": x has no time steps");
        }
        TypeCheck in = TypeCheck.of(NAME, x.get(0), t)
                .names("x[0]", "t")
                .floating(0)
                .integer(1)
                .rank(0, 2)
                .rank(1, 2)
                .sameDim(0, 0, 1, 0);
        for (int i = 1; i < x.size(); i++) {
            TypeCheck.of(NAME, x.get(0), x.get(i))
                    .names("x[0]", "x[" + i + "]")
                    .sameDType(0, 1)
                    .sameShape(0, 1);
        }
        Shape batch = Shape.of(in.shape(0).dim(0));
        Variable steps = inputLength != null ? inputLength : constant(t, batch, x.size());
        Variable labels = labelLength != null ? labelLength : constant(t, batch, t.dim(1));
        return new ConnectionistTemporalClassification(blankSymbol, reduce)
                .applySingle(steps, labels, t, Stack.stack(x, 0));
    }

    private static Variable constant(Variable like, Shape shape, long value) {
        return new Variable(like.array().emptyLike(DType.INT32, shape).fill(value), false);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("input_length", "label_length", "t", "x")
                .count(4)
                .integer(0, 1, 2)
                .floating(3)
                .rank(0, 1)
                .rank(1, 1)
                .rank(2, 2)
                .rank(3, 3)
                .sameDim(2, 0, 3, 1)
                .sameDim(0, 0, 3, 1)
                .sameDim(1, 0, 3, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        return tidy(() -> {
            NDArray x = in[3].astype(Reduction.wide(in[3].dtype()));
            NDArray losses = x.emptyLike(Shape.of(x.dim(1)));
            if (Chainer.config().enableBackprop()) {
                gradient = keep(x.emptyLike());
            }
            x.device().loss().ctc(x, in[2], in[0], in[1], blankSymbol, losses, gradient);
            if (in[3].dtype() == DType.FLOAT16) {
                losses = losses.apply(BinaryOp.MINIMUM, IMPOSSIBLE_IN_HALF);
            }
            NDArray result = reduce.equals("mean") ? losses.mean() : losses;
            return arrays(result.astype(in[3].dtype()));
        });
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 3) {
                NDArray each = gy[0].array().astype(gradient.dtype());
                NDArray factor = reduce.equals("mean") ? each.div(gradient.dim(1)) : each.expandDims(1);
                NDArray result = gradient.mul(factor).astype(inputDType(3));
                gx[i] = onceDifferentiable(gy, result)[0];
            }
        }
        return gx;
    }
}
