package org.chainer.functions.activation;

import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/** Parameters for the axes that follow an array's batch axis. */
final class PerChannel {
    private PerChannel() {}

    static void check(TypeCheck in, int x, int w) {
        in.minRank(x, in.shape(w).rank() + 1);
        Shape channels = in.shape(x).subShape(1, 1 + in.shape(w).rank());
        in.expect(
                channels.equals(in.shape(w)),
                in.name(w) + ".shape == " + in.name(x) + ".shape[1:"
                        + (1 + in.shape(w).rank()) + "]",
                in.shape(w) + " != " + channels);
    }

    /** The parameter's shape so that it can be broadcast to the array's. */
    static Shape extended(Shape w, Shape x) {
        long[] dims = new long[x.rank()];
        java.util.Arrays.fill(dims, 1);
        for (int i = 0; i < w.rank(); i++) {
            dims[i + 1] = w.dim(i);
        }
        return Shape.of(dims);
    }

    /** The array's axes that the parameter lacks. */
    static int[] otherAxes(Shape w, Shape x) {
        int[] axes = new int[x.rank() - w.rank()];
        for (int i = 1; i < axes.length; i++) {
            axes[i] = w.rank() + i;
        }
        return axes;
    }
}
