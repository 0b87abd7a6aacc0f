package org.chainer;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.chainer.array.NDArray;

/** Functions that wait and will be computed together: when the first of them is asked for, or when they are as many as is worth it. */
final class ForwardBatch {
    private final Object key;
    private final List<ForwardBatch> open;
    private List<WeakReference<DeferredForward>> members = new ArrayList<>();
    private int computed;

    private ForwardBatch(Object key, List<ForwardBatch> open) {
        this.key = key;
        this.open = open;
    }

    /** Puts a function into the open batch that it fits into, or a new one. */
    static ForwardBatch join(List<ForwardBatch> open, Batchable function, DeferredForward waiting) {
        NDArray[] in = waiting.inputs();
        Object key = function.batchKey(in);
        int most = function.mostTogether(in);
        open.removeIf(ForwardBatch::isForgotten);
        ForwardBatch batch = null;
        for (ForwardBatch candidate : List.copyOf(open)) {
            if (candidate.key.equals(key)) {
                if (candidate.members.size() < most) {
                    batch = candidate;
                } else {
                    candidate.compute();
                }
            }
        }
        if (batch == null) {
            batch = new ForwardBatch(key, open);
            open.add(batch);
        }
        batch.members.add(new WeakReference<>(waiting));
        return batch;
    }

    /** Whether nobody can ask for any of the outputs any more. */
    private boolean isForgotten() {
        for (WeakReference<DeferredForward> member : members) {
            if (member.get() != null) {
                return false;
            }
        }
        return true;
    }

    /** Number of functions that were computed together. */
    int computed() {
        return computed;
    }

    void compute() {
        List<DeferredForward> waiting = new ArrayList<>(members.size());
        for (WeakReference<DeferredForward> member : members) {
            DeferredForward forward = member.get();
            if (forward != null && !forward.isDone()) {
                waiting.add(forward);
            }
        }
        if (waiting.isEmpty()) {
            return;
        }
        if (waiting.size() == 1) {
            DeferredForward only = waiting.get(0);
            only.finish(only.function().deferredForward(only.inputs()));
        } else {
            List<NDArray[]> inputs =
                    waiting.stream().map(DeferredForward::inputs).toList();
            NDArray[] outputs = ((Batchable) waiting.get(0).function()).forwardTogether(inputs);
            for (int i = 0; i < outputs.length; i++) {
                waiting.get(i).finish(outputs[i]);
                waiting.get(i).function().computedIn(this);
            }
        }
        computed = waiting.size();
        members = List.of();
        open.remove(this);
    }
}
