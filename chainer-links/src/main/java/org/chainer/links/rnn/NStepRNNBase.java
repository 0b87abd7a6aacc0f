package org.chainer.links.rnn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainer.ChainList;
import org.chainer.Initializer;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.array.Permutate;
import org.chainer.functions.array.TransposeSequence;
import org.chainer.initializers.Initializers;

/**
 * What the multi-layer recurrent networks over whole sequences share. Child {@code i} has the weights of layer {@code i} (with two directions: of layer {@code i / 2}, forwards and backwards in turn), {@code
 * w0, b0, w1, b1, …}: those of the input first, then those of the former output. Chainer: {@code links.NStepRNNBase}.
 *
 * <p>Sequences may have any lengths and any order: they are sorted by length here, and their results put back in order.
 */
public abstract class NStepRNNBase extends ChainList {
    private final int nLayers;
    private final int outSize;
    private final double dropout;
    private final int directions;
    private final int weights;

    NStepRNNBase(
            int directions,
            int weights,
            int nLayers,
            int inSize,
            int outSize,
            double dropout,
            Initializer initialW,
            Initializer initialBias) {
        this.nLayers = nLayers;
        this.outSize = outSize;
        this.dropout = dropout;
        this.directions = directions;
        this.weights = weights;
        Initializer w = Initializers.orLeCunNormal(initialW);
        Initializer b = Initializers.orConstant(initialBias, 0);
        for (int i = 0; i < nLayers * directions; i++) {
            int layerIn = i < directions ? inSize : outSize * directions;
            addLink(new Layer(weights, layerIn, outSize, w, b));
        }
    }

    /** The weights of one layer and direction. */
    private static final class Layer extends Link {
        Layer(int weights, int inSize, int outSize, Initializer w, Initializer b) {
            for (int j = 0; j < weights; j++) {
                addParam("w" + j, new Parameter(w, outSize, j < weights / 2 ? inSize : outSize));
                addParam("b" + j, new Parameter(b, outSize));
            }
        }
    }

    /** Number of layers. */
    public final int nLayers() {
        return nLayers;
    }

    /** Number of units of a layer. */
    public final int outSize() {
        return outSize;
    }

    /** Number of state arrays: 2 with cell states, else 1. */
    public int nCells() {
        return 1;
    }

    final double dropout() {
        return dropout;
    }

    /** For each layer and direction, its parameters whose names begin so. */
    final List<List<Variable>> parameters(String prefix) {
        List<List<Variable>> all = new ArrayList<>();
        for (Link layer : this) {
            Map<String, Parameter> byPath = layer.namedParams();
            List<Variable> ofLayer = new ArrayList<>();
            for (int j = 0; j < weights; j++) {
                ofLayer.add(byPath.get("/" + prefix + j));
            }
            all.add(ofLayer);
        }
        return all;
    }

    /** Sequences in the order that the functions want: by length, longest first, and then step by step. */
    final class Batch {
        private final int[] order;
        private final NDArray indices;
        private final List<Variable> steps;
        private final Variable first;

        Batch(List<Variable> xs) {
            if (xs.isEmpty()) {
                throw new IllegalArgumentException(
                        NStepRNNBase.this.getClass().getSimpleName() + ": there are no sequences");
            }
            first = xs.get(0);
            order = IntStream.range(0, xs.size())
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer i) -> -xs.get(i).dim(0)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            indices = NDArray.of(order).toDevice(first.device());
            Variable[] sorted = new Variable[order.length];
            for (int i = 0; i < order.length; i++) {
                sorted[i] = xs.get(order[i]);
            }
            steps = List.of(TransposeSequence.transposeSequence(sorted));
        }

        List<Variable> steps() {
            return steps;
        }

        /** A state (layers·directions, batch, out) in this order; zeros for null. */
        Variable state(Variable given) {
            if (given == null) {
                Shape shape = Shape.of((long) nLayers * directions, order.length, outSize);
                return new Variable(first.array().emptyLike(shape).fill(0), false);
            }
            return Permutate.permutate(given, indices, 1, false);
        }

        Variable restoredState(Variable sorted) {
            return Permutate.permutate(sorted, indices, 1, true);
        }

        List<Variable> restored(List<Variable> ofSteps) {
            Variable[] sequences = TransposeSequence.transposeSequence(ofSteps.toArray(Variable[]::new));
            Variable[] result = new Variable[order.length];
            for (int i = 0; i < order.length; i++) {
                result[order[i]] = sequences[i];
            }
            return List.of(result);
        }
    }
}
