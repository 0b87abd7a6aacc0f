package org.chainer.examples.reinforcementlearning;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Device;

/** What happened, to be learnt from again and again. */
final class Replay {
    private static final int MOST = 1_000_000;

    private final List<Transition> transitions = new ArrayList<>();
    private int oldest;

    /** An action, what was seen before and after it, and what it brought. */
    record Transition(float[] before, double action, double reward, boolean done, float[] after) {}

    /** Transitions as arrays: observations (n, size), the others (n). Variables need no gradient. */
    record Batch(Variable before, float[] actions, Variable rewards, Variable goesOn, Variable after) {}

    void add(Transition transition) {
        if (transitions.size() < MOST) {
            transitions.add(transition);
        } else {
            transitions.set(oldest, transition);
            oldest = (oldest + 1) % MOST;
        }
    }

    int size() {
        return transitions.size();
    }

    Batch sample(int count, Device device) {
        float[][] before = new float[count][];
        float[][] after = new float[count][];
        float[] actions = new float[count];
        float[] rewards = new float[count];
        float[] goesOn = new float[count];
        for (int i = 0; i < count; i++) {
            Transition t = transitions.get((int) RandomState.shared().nextLong(transitions.size()));
            before[i] = t.before();
            after[i] = t.after();
            actions[i] = (float) t.action();
            rewards[i] = (float) t.reward();
            goesOn[i] = t.done() ? 0 : 1;
        }
        return new Batch(
                rows(before, device),
                actions,
                constant(NDArray.of(rewards), device),
                constant(NDArray.of(goesOn), device),
                rows(after, device));
    }

    static Variable rows(float[][] rows, Device device) {
        int width = rows[0].length;
        float[] all = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * width, width);
        }
        return constant(NDArray.of(all).reshape(rows.length, width), device);
    }

    static Variable constant(NDArray array, Device device) {
        return new Variable(array.toDevice(device), false);
    }
}
