package org.chainer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainer.array.NDArray;

/**
 * Functions that were computed together in the forward pass are differentiated together, too: in the walk back they are held until nothing else can go on. What comes before them in
 * the graph waits meanwhile.
 */
final class HeldGradients {
    private final Map<ForwardBatch, List<Held>> held = new LinkedHashMap<>();
    private final Set<FunctionNode> ancestors = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<FunctionNode> waiting = new ArrayList<>();

    /** A function with the gradient to its output. */
    record Held(FunctionNode function, int[] wanted, Variable gy, GradientSum sum) {}

    boolean isEmpty() {
        return held.isEmpty();
    }

    void hold(Held function) {
        held.computeIfAbsent(function.function().forwardBatch(), key -> new ArrayList<>())
                .add(function);
        markAncestors(function.function());
    }

    /** Each function is visited once in all, as what was marked before is not entered again. */
    private void markAncestors(FunctionNode from) {
        Deque<FunctionNode> stack = new ArrayDeque<>();
        stack.push(from);
        while (!stack.isEmpty()) {
            for (VariableNode input : stack.pop().inputNodes()) {
                FunctionNode creator = input.creatorNode();
                if (creator != null && creator.inputNodes() != null && ancestors.add(creator)) {
                    stack.push(creator);
                }
            }
        }
    }

    /** Whether a function must wait until those that are held have been differentiated. */
    boolean mustWait(FunctionNode function) {
        if (ancestors.contains(function)) {
            waiting.add(function);
            return true;
        }
        return false;
    }

    /** Takes out the functions that are held, batch by batch. */
    List<List<Held>> takeHeld() {
        List<List<Held>> batches = new ArrayList<>(held.values());
        held.clear();
        ancestors.clear();
        return batches;
    }

    /** Takes out the functions that wait. */
    List<FunctionNode> takeWaiting() {
        List<FunctionNode> functions = new ArrayList<>(waiting);
        waiting.clear();
        return functions;
    }

    static List<NDArray> outputGradients(List<Held> batch) {
        return batch.stream().map(member -> member.gy().array()).toList();
    }

    static List<FunctionNode> functions(List<Held> batch) {
        return batch.stream().map(Held::function).toList();
    }
}
