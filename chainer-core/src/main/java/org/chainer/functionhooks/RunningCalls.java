package org.chainer.functionhooks;

import java.util.ArrayDeque;
import java.util.Deque;
import org.chainer.FunctionNode;

/** The calls that have begun and not ended, the innermost last, each with what was noted at its begin. */
final class RunningCalls<T> {
    private final Deque<Call<T>> calls = new ArrayDeque<>();

    private record Call<T>(FunctionNode function, T noted) {}

    void begin(FunctionNode function, T noted) {
        calls.push(new Call<>(function, noted));
    }

    /** What was noted at the begin of this function's call, or null if there is none. Calls inside it that threw, and so had no end, are forgotten. */
    T end(FunctionNode function) {
        while (!calls.isEmpty()) {
            Call<T> call = calls.pop();
            if (call.function() == function) {
                return call.noted();
            }
        }
        return null;
    }

    int depth() {
        return calls.size();
    }
}
