package org.chainer.links.loss;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.chainer.Initializer;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.array.TransposeSequence;
import org.chainer.initializers.Initializers;

/**
 * Linear-chain conditional random field. Parameter {@code cost} (labels, labels), zero at first. Chainer: {@code L.CRF1d}.
 *
 * <p>Inputs are lists of time steps, with batches that may become smaller; or, transposed, lists of sequences of any lengths and order.
 *
 * @see org.chainer.functions.loss.CRF1d
 */
public class CRF1d extends Link {
    private Parameter cost;

    /** A field whose costs are zero at first. */
    public CRF1d(int nLabel) {
        this(nLabel, null);
    }

    /** A field; the initializer may be null for zeros. */
    public CRF1d(int nLabel, Initializer initialCost) {
        cost = new Parameter(Initializers.orConstant(initialCost, 0), nLabel, nLabel);
    }

    /** Scores of transitions: from the row's label to the column's. */
    public Parameter cost() {
        return cost;
    }

    /** The mean loss of time steps xs, scores (batch, labels), and ys, labels (batch). */
    public Variable apply(List<Variable> xs, List<Variable> ys) {
        return apply(xs, ys, "mean", false);
    }

    /**
     * The loss.
     *
     * @param reduce {@code mean} or {@code no}; then the losses of transposed inputs are in the order of descending lengths
     * @param transpose whether the lists are of sequences (else: of time steps)
     */
    public Variable apply(List<Variable> xs, List<Variable> ys, String reduce, boolean transpose) {
        return withHooks("forward", () -> forward(xs, ys, reduce, transpose), xs, ys, reduce, transpose);
    }

    private Variable forward(List<Variable> xs, List<Variable> ys, String reduce, boolean transpose) {
        if (!transpose) {
            return org.chainer.functions.loss.CRF1d.crf1d(cost, xs, ys, reduce);
        }
        int[] order = byLength(xs);
        return org.chainer.functions.loss.CRF1d.crf1d(cost, steps(xs, order), steps(ys, order), reduce);
    }

    /** The best labels of time steps xs. */
    public org.chainer.functions.loss.CRF1d.BestPath argmax(List<Variable> xs) {
        return argmax(xs, false);
    }

    /**
     * The best labels.
     *
     * @param transpose whether the list is of sequences, and the labels are wanted so (else: of time steps)
     */
    public org.chainer.functions.loss.CRF1d.BestPath argmax(List<Variable> xs, boolean transpose) {
        if (!transpose) {
            return org.chainer.functions.loss.CRF1d.argmaxCrf1d(cost, xs);
        }
        int[] order = byLength(xs);
        var best = org.chainer.functions.loss.CRF1d.argmaxCrf1d(cost, steps(xs, order));
        List<Variable> path = new ArrayList<>();
        best.path().forEach(step -> path.add(new Variable(step, false)));
        Variable[] sequences = TransposeSequence.transposeSequence(path.toArray(Variable[]::new));
        NDArray[] result = new NDArray[order.length];
        for (int i = 0; i < order.length; i++) {
            result[order[i]] = sequences[i].array();
        }
        return new org.chainer.functions.loss.CRF1d.BestPath(best.score(), List.of(result));
    }

    private static int[] byLength(List<Variable> xs) {
        return IntStream.range(0, xs.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -xs.get(i).dim(0)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static List<Variable> steps(List<Variable> sequences, int[] order) {
        Variable[] sorted = new Variable[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = sequences.get(order[i]);
        }
        return List.of(TransposeSequence.transposeSequence(sorted));
    }
}
