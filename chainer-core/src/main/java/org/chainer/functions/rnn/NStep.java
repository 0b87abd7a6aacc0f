package org.chainer.functions.rnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Separate;
import org.chainer.functions.array.SplitAxis;
import org.chainer.functions.array.Stack;
import org.chainer.functions.noise.Dropout;
import org.chainer.utils.TypeCheck;

/**
 * Stacked recurrent layers over whole sequences of different lengths. Each layer multiplies its inputs of all steps with its weights at once; only the
 * products with the state are done step by step.
 */
final class NStep {
    private final String name;
    private final BiFunction<List<Variable>, List<Variable>, SequenceCell> cells;
    private final int weights;
    private final int directions;

    /**
     * @param name the function's name in messages
     * @param cells makes a layer from its weights and biases
     * @param weights number of weights, and of biases, of a layer: the first half for inputs, the second for the state
     * @param directions 1, or 2 for layers that also go backwards
     */
    NStep(String name, BiFunction<List<Variable>, List<Variable>, SequenceCell> cells, int weights, int directions) {
        this.name = name;
        this.cells = cells;
        this.weights = weights;
        this.directions = directions;
    }

    /**
     * What comes out.
     *
     * @param hy the last outputs, as hx
     * @param cy the last cell states, as cx, or null
     * @param ys for each step the last layer's outputs
     */
    record Result(Variable hy, Variable cy, List<Variable> ys) {}

    /** What one layer gives in one direction: its last state, and its outputs of all steps. */
    private record Pass(SequenceCell.State last, List<Variable> outputs) {}

    Result run(
            int layers,
            double dropout,
            Variable hx,
            Variable cx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        check(layers, hx, cx, ws, bs, xs);
        Variable[] h = Separate.separate(hx);
        Variable[] c = cx == null ? new Variable[h.length] : Separate.separate(cx);
        long[] ends = ends(xs);
        List<Variable> hy = new ArrayList<>();
        List<Variable> cy = new ArrayList<>();
        List<Variable> ys = xs;
        for (int layer = 0; layer < layers; layer++) {
            Variable input = Concat.concat(ys, 0);
            List<Pass> passes = new ArrayList<>();
            for (int direction = 0; direction < directions; direction++) {
                int i = directions * layer + direction;
                SequenceCell cell = cells.apply(ws.get(i), bs.get(i));
                Variable x = layer == 0 ? input : Dropout.dropout(input, dropout);
                Variable projected = cell.project(x);
                List<Variable> steps = Arrays.asList(SplitAxis.splitAxis(projected, ends, 0));
                Pass pass = pass(cell, steps, new SequenceCell.State(h[i], c[i]), direction == 1);
                projected.disown();
                passes.add(pass);
                hy.add(pass.last().h());
                cy.add(pass.last().c());
            }
            ys = joined(passes);
        }
        return new Result(Stack.stack(hy, 0), cx == null ? null : Stack.stack(cy, 0), ys);
    }

    /** Where, in the rows of all steps, the second step begins, the third, and so on. */
    private static long[] ends(List<Variable> xs) {
        long[] ends = new long[xs.size() - 1];
        long end = 0;
        for (int t = 0; t < ends.length; t++) {
            end += xs.get(t).dim(0);
            ends[t] = end;
        }
        return ends;
    }

    private static List<Variable> joined(List<Pass> passes) {
        if (passes.size() == 1) {
            return passes.get(0).outputs();
        }
        List<Variable> joined = new ArrayList<>();
        for (int t = 0; t < passes.get(0).outputs().size(); t++) {
            joined.add(Concat.concat(
                    passes.get(0).outputs().get(t), passes.get(1).outputs().get(t)));
        }
        return joined;
    }

    /**
     * All steps of one layer. Forwards, sequences end, and the states of those that did are put aside; backwards, sequences begin, and join with the
     * initial states of their rows.
     */
    private static Pass pass(
            SequenceCell cell, List<Variable> projected, SequenceCell.State initial, boolean isBackward) {
        List<Variable> order = new ArrayList<>(projected);
        if (isBackward) {
            Collections.reverse(order);
        }
        Rows rows = new Rows(initial);
        List<Variable> outputs = new ArrayList<>();
        for (Variable x : order) {
            SequenceCell.State state = cell.step(x, rows.take(x.dim(0)));
            rows.put(state);
            outputs.add(state.h());
        }
        if (isBackward) {
            Collections.reverse(outputs);
        }
        return new Pass(rows.all(), outputs);
    }

    /** The states of all sequences: of those that take part now, the first rows, and of the others. */
    private static final class Rows {
        private SequenceCell.State current;
        private final List<SequenceCell.State> others = new ArrayList<>();

        Rows(SequenceCell.State initial) {
            current = initial;
        }

        SequenceCell.State take(long count) {
            while (current.h().dim(0) < count) {
                current = concat(current, others.remove(others.size() - 1));
            }
            long rows = current.h().dim(0);
            if (rows > count) {
                others.add(slice(current, count, rows));
                current = slice(current, 0, count);
            }
            return current;
        }

        void put(SequenceCell.State state) {
            current = state;
        }

        SequenceCell.State all() {
            SequenceCell.State[] parts = new SequenceCell.State[others.size() + 1];
            parts[0] = current;
            for (int i = 1; i < parts.length; i++) {
                parts[i] = others.get(others.size() - i);
            }
            return parts.length == 1 ? current : concat(parts);
        }

        private static SequenceCell.State slice(SequenceCell.State state, long from, long to) {
            Slice rows = Slice.of(from, to);
            return new SequenceCell.State(
                    state.h().get(rows), state.c() == null ? null : state.c().get(rows));
        }

        private static SequenceCell.State concat(SequenceCell.State... parts) {
            Variable[] h = Arrays.stream(parts).map(SequenceCell.State::h).toArray(Variable[]::new);
            Variable[] c = Arrays.stream(parts).map(SequenceCell.State::c).toArray(Variable[]::new);
            return new SequenceCell.State(Concat.concat(0, h), c[0] == null ? null : Concat.concat(0, c));
        }
    }

    private void check(
            int layers, Variable hx, Variable cx, List<List<Variable>> ws, List<List<Variable>> bs, List<Variable> xs) {
        if (layers < 1) {
            throw new IllegalArgumentException(name + ": n_layers is " + layers + ", expected at least 1");
        }
        if (xs.isEmpty()) {
            throw new IllegalArgumentException(name + ": xs is empty");
        }
        int rows = layers * directions;
        TypeCheck in = TypeCheck.of(name, hx).names("hx").floating(0).rank(0, 3).dim(0, 0, rows);
        if (cx != null) {
            TypeCheck.of(name, hx, cx).names("hx", "cx").sameDType(0, 1).sameShape(0, 1);
        }
        checkSequence(hx, xs);
        checkCount("ws", ws.size(), rows);
        checkCount("bs", bs.size(), rows);
        long units = in.shape(0).dim(2);
        for (int i = 0; i < rows; i++) {
            checkCount("ws[" + i + "]", ws.get(i).size(), weights);
            checkCount("bs[" + i + "]", bs.get(i).size(), weights);
            long inputs = i < directions ? xs.get(0).dim(1) : units * directions;
            for (int j = 0; j < weights; j++) {
                String place = "[" + i + "][" + j + "]";
                TypeCheck.of(name, hx, ws.get(i).get(j), bs.get(i).get(j))
                        .names("hx", "ws" + place, "bs" + place)
                        .sameDType(0, 1, 2)
                        .shape(1, Shape.of(units, j < weights / 2 ? inputs : units))
                        .shape(2, Shape.of(units));
            }
        }
    }

    private void checkSequence(Variable hx, List<Variable> xs) {
        long before = hx.dim(1);
        for (int t = 0; t < xs.size(); t++) {
            TypeCheck.of(name, hx, xs.get(0), xs.get(t))
                    .names("hx", "xs[0]", "xs[" + t + "]")
                    .sameDType(0, 2)
                    .rank(2, 2)
                    .sameDim(2, 1, 1, 1);
            long batch = xs.get(t).dim(0);
            if (batch > before) {
                throw new IllegalArgumentException(name + ": xs[" + t + "] has " + batch + " rows, more than the "
                        + before + (t == 0 ? " of hx" : " before; sort the sequences by length, descending"));
            }
            before = batch;
        }
    }

    private void checkCount(String what, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(name + ": " + what + " has " + actual + " elements, expected " + expected
                    + (what.length() == 2 ? ", one for each layer and direction" : ""));
        }
    }
}
