package org.chainer;

import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.chainer.array.NDArray;
import org.chainer.backend.MemoryScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks the graph backwards, by rank, and adds up gradients. */
final class Backprop {
    private static final Logger LOG = LoggerFactory.getLogger(Backprop.class);
    private static final Comparator<FunctionNode> DEEPEST_FIRST =
            Comparator.comparingInt(FunctionNode::rank).reversed();

    private final Map<VariableNode, GradientSum> gradients = new IdentityHashMap<>();
    private final PriorityQueue<Entry> candidates = new PriorityQueue<>();
    private final Set<FunctionNode> seen = identitySet();
    private final boolean retainGrad;
    private final boolean enableDoubleBackprop;
    private final boolean debug;
    private final double lossScale;
    /** Nodes on a way from the outputs to the inputs asked for; null if all leaves are asked for. */
    private final Set<VariableNode> relevant;

    /** Nodes whose sums are still wanted when their creators have run. */
    private final Set<VariableNode> targets = identitySet();
    /** The variables that the walk started from keep their gradients. */
    private final Set<VariableNode> roots = identitySet();

    private final HeldGradients held = new HeldGradients();

    private long order;

    private Backprop(boolean retainGrad, boolean enableDoubleBackprop, double lossScale, Set<VariableNode> relevant) {
        this.lossScale = lossScale;
        this.retainGrad = retainGrad;
        this.enableDoubleBackprop = enableDoubleBackprop;
        this.relevant = relevant;
        this.debug = Chainer.config().debug();
    }

    /** A function waiting for its turn; functions of one rank come in the order they were found, so that sums are reproducible. */
    private record Entry(FunctionNode function, long order) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byRank = DEEPEST_FIRST.compare(function, other.function);
            return byRank != 0 ? byRank : Long.compare(order, other.order);
        }
    }

    static void backward(Variable[] outputs, boolean retainGrad, boolean enableDoubleBackprop, double lossScale) {
        Backprop walk = new Backprop(retainGrad, enableDoubleBackprop, lossScale, null);
        boolean history = false;
        for (Variable output : outputs) {
            VariableNode node = output.node();
            if (node.creatorNode() == null) {
                continue;
            }
            history = true;
            walk.roots.add(node);
            if (node.gradVariable() == null) {
                node.setGradVariable(initialGradient(output, lossScale));
            }
            walk.start(node, node.gradVariable());
        }
        if (!history && Chainer.isDebug()) {
            LOG.warn(
                    "backward() reaches nothing: {} has no history. It was computed in noBackpropMode(), or was unchained, or is a leaf",
                    outputs.length == 1 ? outputs[0].describe() : "no output");
        }
        try (Chainer.Scope mode = Chainer.usingConfig(Config.ENABLE_BACKPROP, enableDoubleBackprop)) {
            walk.run();
            walk.storeLeafGradients();
        } finally {
            walk.discard();
        }
    }

    private static Variable initialGradient(Variable output, double lossScale) {
        if (output.size() != 1) {
            throw new IllegalStateException(
                    "backward: " + output.describe() + " has shape " + output.shape()
                            + "; only of a variable with one element the gradient is 1 by itself: set its gradient first, or sum it up");
        }
        NDArray one = NDArray.empty(output.device(), output.dtype(), output.shape());
        return new Variable(one.fill(lossScale), false);
    }

    static Variable[] grad(
            Variable[] outputs,
            Variable[] inputs,
            Variable[] gradOutputs,
            Variable[] gradInputs,
            boolean setGrad,
            boolean enableDoubleBackprop) {
        checkLength("gradOutputs", gradOutputs, outputs.length);
        checkLength("gradInputs", gradInputs, inputs.length);
        Backprop walk = new Backprop(false, enableDoubleBackprop, 1, nodesBetween(outputs, inputs));
        Variable[] result = new Variable[inputs.length];
        try (Chainer.Scope mode = Chainer.usingConfig(Config.ENABLE_BACKPROP, enableDoubleBackprop)) {
            for (int i = 0; i < inputs.length; i++) {
                if (gradInputs != null && gradInputs[i] != null) {
                    walk.sum(inputs[i].node()).add(gradInputs[i]);
                }
            }
            for (int i = 0; i < outputs.length; i++) {
                Variable gradient = gradOutputs == null || gradOutputs[i] == null
                        ? new Variable(outputs[i].array().emptyLike().fill(1), false)
                        : gradOutputs[i];
                walk.start(outputs[i].node(), gradient);
            }
            for (Variable input : inputs) {
                walk.targets.add(input.node());
            }
            walk.run();
            for (int i = 0; i < inputs.length; i++) {
                GradientSum sum = walk.gradients.get(inputs[i].node());
                result[i] = sum == null ? null : sum.result();
                if (result[i] != null) {
                    result[i].array().memory().escape();
                    if (setGrad) {
                        inputs[i].setGradVariable(result[i]);
                    }
                }
            }
        } finally {
            walk.discard();
        }
        return result;
    }

    private static void checkLength(String name, Variable[] given, int expected) {
        if (given != null && given.length != expected) {
            throw new IllegalArgumentException(
                    "grad: " + name + " has " + given.length + " elements, expected " + expected);
        }
    }

    /** The nodes from which an input can be reached (the inputs among them) and that the outputs reach. */
    private static Set<VariableNode> nodesBetween(Variable[] outputs, Variable[] inputs) {
        Map<VariableNode, List<VariableNode>> consumers = new IdentityHashMap<>();
        Deque<VariableNode> stack = new ArrayDeque<>();
        Set<VariableNode> visited = identitySet();
        for (Variable output : outputs) {
            stack.push(output.node());
        }
        while (!stack.isEmpty()) {
            VariableNode node = stack.pop();
            if (!visited.add(node) || node.creatorNode() == null) {
                continue;
            }
            for (VariableNode input : node.creatorNode().inputs()) {
                consumers.computeIfAbsent(input, key -> new ArrayList<>()).add(node);
                stack.push(input);
            }
        }
        Set<VariableNode> between = identitySet();
        for (Variable input : inputs) {
            stack.push(input.node());
        }
        while (!stack.isEmpty()) {
            VariableNode node = stack.pop();
            if (between.add(node)) {
                consumers.getOrDefault(node, List.of()).forEach(stack::push);
            }
        }
        return between;
    }

    private static <T> Set<T> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private GradientSum sum(VariableNode node) {
        return gradients.computeIfAbsent(node, key -> new GradientSum(enableDoubleBackprop));
    }

    private void start(VariableNode node, Variable gradient) {
        sum(node).add(gradient);
        enqueue(node.creatorNode());
    }

    private void enqueue(FunctionNode function) {
        if (function != null && seen.add(function)) {
            candidates.add(new Entry(function, order++));
        }
    }

    private void run() {
        do {
            while (!candidates.isEmpty()) {
                FunctionNode function = candidates.poll().function();
                if (held.isEmpty() || !held.mustWait(function)) {
                    process(function);
                }
            }
            held.takeHeld().forEach(this::differentiateTogether);
            held.takeWaiting().forEach(function -> candidates.add(new Entry(function, order++)));
        } while (!candidates.isEmpty());
    }

    private void process(FunctionNode function) {
        VariableNode[] outputs = function.outputNodes();
        VariableNode[] inputs = function.inputNodes();
        if (inputs == null) {
            return;
        }
        Variable[] gy = new Variable[outputs.length];
        GradientSum[] sums = new GradientSum[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            GradientSum sum = targets.contains(outputs[i]) ? gradients.get(outputs[i]) : gradients.remove(outputs[i]);
            if (sum != null) {
                gy[i] = sum.result();
                sums[i] = sum;
                if (relevant == null && !roots.contains(outputs[i])) {
                    outputs[i].setGradVariable(retainGrad ? gy[i] : null);
                }
            }
        }
        int[] wanted = wanted(inputs);
        if (wanted.length > 0 && canHold(function, gy)) {
            held.hold(new HeldGradients.Held(function, wanted, gy[0], sums[0]));
            return;
        }
        if (wanted.length > 0) {
            differentiate(function, inputs, wanted, gy);
        }
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] != null && !targets.contains(outputs[i])) {
                sums[i].discard();
            }
        }
    }

    private boolean canHold(FunctionNode function, Variable[] gy) {
        return function.forwardBatch() != null
                && gy[0] != null
                && !enableDoubleBackprop
                && !debug
                && relevant == null
                && function.activeHooks().isEmpty();
    }

    private void differentiateTogether(List<HeldGradients.Held> batch) {
        HeldGradients.Held first = batch.get(0);
        boolean alike = batch.stream().allMatch(member -> Arrays.equals(member.wanted(), first.wanted()));
        if (batch.size() == 1 || !alike) {
            for (HeldGradients.Held member : batch) {
                FunctionNode function = member.function();
                differentiate(function, function.inputNodes(), member.wanted(), new Variable[] {member.gy()});
            }
        } else {
            try (MemoryScope scope = MemoryScope.open()) {
                Variable[][] gx = ((Batchable) first.function())
                        .backwardTogether(
                                first.wanted(), HeldGradients.functions(batch), HeldGradients.outputGradients(batch));
                Arrays.stream(gx).forEach(Backprop::retain); // they share memory
                for (int i = 0; i < gx.length; i++) {
                    distribute(batch.get(i).function().inputNodes(), first.wanted(), gx[i]);
                }
                Arrays.stream(gx).forEach(Backprop::release);
            }
        }
        batch.forEach(member -> member.sum().discard());
    }

    private int[] wanted(VariableNode[] inputs) {
        int[] indices = new int[inputs.length];
        int n = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].requiresGrad() && (relevant == null || relevant.contains(inputs[i]))) {
                indices[n++] = i;
            }
        }
        return n == indices.length ? indices : Arrays.copyOf(indices, n);
    }

    private void differentiate(FunctionNode function, VariableNode[] inputs, int[] wanted, Variable[] gy) {
        function.settle();
        List<FunctionHook> hooks = function.activeHooks();
        boolean trusted = function.isBuiltIn() && hooks.isEmpty();
        boolean scoped = trusted && !enableDoubleBackprop;
        if (!trusted) {
            escape(gy);
        }
        NDArray[] hookInputs = null;
        NDArray[] hookGradients = null;
        if (!hooks.isEmpty()) {
            hookInputs = function.inputArraysForHooks();
            hookGradients = arraysOrNull(gy);
            FunctionNode.expose(hookInputs);
            FunctionNode.expose(hookGradients);
            for (FunctionHook hook : hooks) {
                hook.backwardPreprocess(function, hookInputs, hookGradients);
            }
        }
        try (MemoryScope scope = scoped ? MemoryScope.open() : null) {
            Variable[] gx = callBackward(function, wanted, gy, scoped && !debug && relevant == null);
            if (debug) {
                NanCheck.backward(function, wanted, gx);
            }
            distribute(inputs, wanted, gx);
        }
        for (FunctionHook hook : hooks) {
            hook.backwardPostprocess(function, hookInputs, hookGradients);
        }
        Reference.reachabilityFence(gy);
    }

    private void distribute(VariableNode[] inputs, int[] wanted, Variable[] gx) {
        // A gradient may be meant for several inputs: until all have it, none may add to it in place.
        retain(gx);
        for (int i = 0; i < wanted.length; i++) {
            if (gx[i] != null) {
                VariableNode input = inputs[wanted[i]];
                sum(input).add(gx[i]);
                enqueue(input.creatorNode());
            }
        }
        release(gx);
    }

    private static void retain(Variable[] gradients) {
        for (Variable gradient : gradients) {
            if (gradient != null) {
                gradient.retainMemory();
            }
        }
    }

    private static void release(Variable[] gradients) {
        for (Variable gradient : gradients) {
            if (gradient != null) {
                gradient.releaseMemory();
            }
        }
    }

    private static Variable[] callBackward(FunctionNode function, int[] wanted, Variable[] gy, boolean mayDefer) {
        try {
            return function.callBackward(wanted, gy, mayDefer);
        } catch (ArithmeticException e) {
            throw NanCheck.within(function, e);
        }
    }

    private static void escape(Variable[] gy) {
        for (Variable gradient : gy) {
            if (gradient != null) {
                gradient.array().memory().escape();
            }
        }
    }

    private static NDArray[] arraysOrNull(Variable[] variables) {
        NDArray[] arrays = new NDArray[variables.length];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = variables[i] == null ? null : variables[i].array();
        }
        return arrays;
    }

    /** What is left in the table belongs to leaves: it adds to the gradients they have. */
    private void storeLeafGradients() {
        for (Map.Entry<VariableNode, GradientSum> entry : gradients.entrySet()) {
            VariableNode node = entry.getKey();
            if (node.creatorNode() == null) {
                GradientSum sum = entry.getValue();
                if (node.gradVariable() == null) {
                    node.setGradVariable(sum.ownResult());
                } else {
                    sum.addToExisting(node);
                }
                node.setLossScale(lossScale);
            }
        }
    }

    private void discard() {
        gradients.values().forEach(GradientSum::discard);
        gradients.clear();
    }

    static void unchainBackward(Variable variable) {
        Deque<FunctionNode> stack = new ArrayDeque<>();
        Set<FunctionNode> visited = identitySet();
        if (variable.creator() != null) {
            stack.push(variable.creator());
        }
        while (!stack.isEmpty()) {
            FunctionNode function = stack.pop();
            if (visited.add(function)) {
                for (VariableNode input : function.inputs()) {
                    if (input.creatorNode() != null) {
                        stack.push(input.creatorNode());
                    }
                }
                function.unchain();
            }
        }
    }
}
