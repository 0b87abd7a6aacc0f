package org.chainer.functionhooks;

import java.util.ArrayDeque;
import java.util.Deque;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.chainer.FunctionHook;
import org.chainer.FunctionNode;
import org.chainer.array.NDArray;

/**
 * Marks every function's forward and backward pass as an event {@code org.chainer.Function} of the Java Flight Recorder, so that a recording (and Mission
 * Control's threads view) shows what was computed when.
 *
 * <p>Chainer: {@code function_hooks.CUDAProfileHook}, which marks ranges for NVIDIA's profiler.
 */
public class ProfileHook implements FunctionHook {
    private final ThreadLocal<Deque<FunctionEvent>> running = ThreadLocal.withInitial(ArrayDeque::new);

    /** One pass of a function. */
    @Name("org.chainer.Function")
    @Label("Function")
    @Category("Chainer")
    @StackTrace(false)
    static final class FunctionEvent extends Event {
        @Label("Function")
        String function;

        @Label("Pass")
        String pass;
    }

    @Override
    public void forwardPreprocess(FunctionNode function, NDArray[] inputs) {
        begin(function, "forward");
    }

    @Override
    public void forwardPostprocess(FunctionNode function, NDArray[] inputs) {
        end();
    }

    @Override
    public void backwardPreprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
        begin(function, "backward");
    }

    @Override
    public void backwardPostprocess(FunctionNode function, NDArray[] inputs, NDArray[] outputGradients) {
        end();
    }

    private void begin(FunctionNode function, String pass) {
        FunctionEvent event = new FunctionEvent();
        event.function = function.label();
        event.pass = pass;
        event.begin();
        running.get().push(event);
    }

    private void end() {
        FunctionEvent event = running.get().poll();
        if (event != null) {
            event.commit();
        }
    }
}
