package org.chainer.functions.pooling;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/**
 * What functions of x (batch, channels, height, width), regions of interest (n, 4) and the numbers (n) of their examples share. The gradient goes to x
 * only.
 */
abstract class RegionFunction extends FunctionNode {
    private final String name;
    private final int[] outsize;
    final double scale;

    RegionFunction(String name, int[] outsize, double scale) {
        this.name = name;
        this.outsize = pair(name, "outsize", outsize);
        if (!(scale > 0)) {
            throw new IllegalArgumentException(name + ": spatial_scale is " + scale + ", expected a positive number");
        }
        this.scale = scale;
    }

    /** Two positive numbers, or one that stands for both. */
    static int[] pair(String name, String what, int[] given) {
        int first = given.length > 0 ? given[0] : 0;
        int second = given.length > 1 ? given[1] : first;
        if (given.length > 2 || first < 1 || second < 1) {
            throw new IllegalArgumentException(name + ": " + what + " is " + java.util.Arrays.toString(given)
                    + ", expected one or two positive numbers");
        }
        return new int[] {first, second};
    }

    /** Numbers of samples along height and width, of which 0 says as many as the cell is large. */
    static int[] samples(String name, int[] given) {
        if (given == null) {
            return new int[2];
        }
        int first = given.length > 0 ? given[0] : -1;
        int second = given.length > 1 ? given[1] : first;
        if (given.length > 2 || first < 0 || second < 0) {
            throw new IllegalArgumentException(name + ": sampling_ratio is " + java.util.Arrays.toString(given)
                    + ", expected one or two numbers, 0 or more");
        }
        return new int[] {first, second};
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "rois", "roi_indices")
                .count(3)
                .floating(0)
                .sameDType(0, 1)
                .integer(2)
                .rank(0, 4)
                .rank(1, 2)
                .dim(1, 1, 4)
                .rank(2, 1)
                .sameDim(1, 0, 2, 0);
    }

    @Override
    protected final NDArray[] forward(NDArray[] in) {
        retainInputs(1, 2);
        checkExamples(in[2], in[0].dim(0));
        NDArray y = in[0].emptyLike(Shape.of(in[1].dim(0), in[0].dim(1), outsize[0], outsize[1]));
        compute(in[0], in[1], in[2], y);
        return arrays(y);
    }

    private void checkExamples(NDArray examples, long batch) {
        long[] numbers = examples.toLongArray();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < 0 || numbers[i] >= batch) {
                throw new IndexOutOfBoundsException(name + ": region " + i + " is in example " + numbers[i]
                        + ", but the batch has examples 0 to " + (batch - 1));
            }
        }
    }

    @Override
    protected final Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0) {
                NDArray gradient = gy[0].array().emptyLike(inputShape(0));
                differentiate(gy[0].array(), inputData(1), inputData(2), gradient);
                gx[i] = onceDifferentiable(gy, gradient)[0];
            }
        }
        return gx;
    }

    /** Computes y (n, channels, rows, columns). */
    abstract void compute(NDArray x, NDArray regions, NDArray examples, NDArray y);

    /** Computes the gradient to x. */
    abstract void differentiate(NDArray gy, NDArray regions, NDArray examples, NDArray gx);
}
