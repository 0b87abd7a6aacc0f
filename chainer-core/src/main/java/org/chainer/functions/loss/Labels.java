package org.chainer.functions.loss;

import org.chainer.array.NDArray;

/** What losses share about integer labels. */
final class Labels {
    private Labels() {}

    /**
     * Refuses a label that is neither the number of a class nor to be ignored.
     *
     * @param ignored a label that counts nothing, or null
     * @return the labels
     */
    static long[] check(String function, NDArray t, long classes, Integer ignored) {
        long[] labels = t.toLongArray();
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] < 0 || labels[i] >= classes) && (ignored == null || labels[i] != ignored)) {
                throw new IndexOutOfBoundsException(function + ": label " + labels[i] + " at " + i
                        + " is not one of the " + classes + " classes (0 to " + (classes - 1) + ")"
                        + (ignored == null ? "" : ", nor the ignored label " + ignored));
            }
        }
        return labels;
    }
}
