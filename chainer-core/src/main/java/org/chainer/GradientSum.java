package org.chainer;

import org.chainer.array.NDArray;
import org.chainer.backend.Memory;
import org.chainer.backend.MemoryScope;

/** The gradients to one variable, added up as they come: in place where the sum's memory is nobody else's. */
final class GradientSum {
    /** Bytes of deferred pairs beyond which they are multiplied out early. */
    private static final long DEFERRED_LIMIT = 256L << 20;

    private final boolean graph;
    private Variable sum;
    private DeferredGradient deferred;

    /** @param graph whether the sum must have a graph of its own */
    GradientSum(boolean graph) {
        this.graph = graph;
    }

    void add(Variable gradient) {
        DeferredGradient late = gradient.deferredGradient();
        if (late != null) {
            addDeferred(late);
        } else if (sum == null) {
            replace(gradient);
        } else if (graph) {
            replace(sum.add(gradient));
        } else {
            addNow(gradient.array());
        }
    }

    private void addDeferred(DeferredGradient late) {
        if (deferred == null) {
            deferred = late;
        } else if (deferred.accepts(late)) {
            deferred.merge(late);
        } else {
            flush();
            deferred = late;
        }
        if (deferred.bytes() > DEFERRED_LIMIT) {
            flush();
        }
    }

    private void addNow(NDArray gradient) {
        NDArray array = sum.array();
        if (isOurs(array)) {
            array.addAssign(gradient);
        } else {
            replace(fresh(array.emptyLike(array.shape()), array, gradient));
        }
    }

    private static Variable fresh(NDArray result, NDArray a, NDArray b) {
        result.device().elementwise().binary(org.chainer.backend.kernels.BinaryOp.ADD, a, b, result);
        return new Variable(result, false);
    }

    private static boolean isOurs(NDArray array) {
        Memory memory = array.memory();
        return memory.isExclusive() && array.isContiguous();
    }

    private void flush() {
        if (deferred == null) {
            return;
        }
        DeferredGradient late = deferred;
        deferred = null;
        if (sum != null && isOurs(sum.array())) {
            late.addTo(sum.array(), false);
            return;
        }
        try (MemoryScope scope = MemoryScope.open()) {
            NDArray computed = late.compute();
            if (sum == null) {
                replace(new Variable(computed, false));
            } else {
                computed.addAssign(sum.array());
                replace(new Variable(computed, false));
            }
        }
    }

    private void replace(Variable newSum) {
        newSum.retainMemory();
        if (sum != null) {
            sum.releaseMemory();
        }
        sum = newSum;
    }

    /** The sum, or null if nothing was added. */
    Variable result() {
        flush();
        return sum;
    }

    /**
     * The sum in memory of its own, so that optimizers may change it in place: a copy, if a function passed on an array that is also somebody
     * else's.
     */
    Variable ownResult() {
        Variable result = result();
        if (graph || isOurs(result.array())) {
            return result;
        }
        try (MemoryScope scope = MemoryScope.open()) {
            replace(new Variable(result.array().copy(), false));
        }
        return sum;
    }

    /** Adds the sum to the gradient that a leaf has already. */
    void addToExisting(VariableNode node) {
        Variable existing = node.gradVariable();
        if (graph) {
            node.setGradVariable(existing.add(result()));
            return;
        }
        if (isOurs(existing.array())) {
            if (deferred != null) {
                deferred.addTo(existing.array(), false);
                deferred = null;
            }
            if (sum != null) {
                existing.array().addAssign(sum.array());
            }
            return;
        }
        try (MemoryScope scope = MemoryScope.open()) {
            NDArray array = existing.array();
            node.setGradVariable(fresh(array.emptyLike(array.shape()), array, result().array()));
        }
    }

    /** Lets go of everything. */
    void discard() {
        if (deferred != null) {
            deferred.discard();
            deferred = null;
        }
        if (sum != null) {
            sum.releaseMemory();
            sum = null;
        }
    }
}
