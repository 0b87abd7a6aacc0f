package org.chainer.functions.connection;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.utils.Conv;
import org.chainer.utils.TypeCheck;

/**
 * Shift: the channels are divided into one group for each element of a kernel, and each group is moved the way that its element lies from the centre;
 * what comes from outside is 0. The middle and the last group change places, so that the channels left over are not moved.
 *
 * <p>In: x (batch, channels, height, width) of a floating-point dtype, with at least as many channels as the kernel has elements. Out: the same shape and
 * dtype. Chainer: {@code F.shift}.
 *
 * @see <a href="https://arxiv.org/abs/1711.08141">Wu et al., Shift: A zero FLOP, zero parameter alternative to spatial convolutions, 2017</a>
 */
public final class Shift extends FunctionNode {
    private final int[] ksize;
    private final int[] dilate;

    private Shift(int[] ksize, int[] dilate) {
        this.ksize = ksize;
        this.dilate = dilate;
    }

    /** Shift with a kernel of 3×3 elements. */
    public static Variable shift(Variable x) {
        return shift(x, 3, 1);
    }

    /** Shift with a square kernel. */
    public static Variable shift(Variable x, int ksize, int dilate) {
        return shift(x, new int[] {ksize}, new int[] {dilate});
    }

    /**
     * Shift.
     *
     * @param ksize height and width of the kernel, or one number for both; odd
     * @param dilate distances between the kernel's elements, or one number for both; negative ones move the other way
     * @throws IllegalArgumentException if a size is not odd and positive, or a distance is 0
     */
    public static Variable shift(Variable x, int[] ksize, int[] dilate) {
        int[] sizes = Conv.perAxis("shift", "ksize", ksize, 2, 1);
        int[] distances = Conv.perAxis("shift", "dilate", dilate, 2, Integer.MIN_VALUE);
        for (int i = 0; i < 2; i++) {
            if (sizes[i] % 2 == 0 || distances[i] == 0) {
                throw new IllegalArgumentException("shift: ksize is " + sizes[0] + ", " + sizes[1] + " and dilate is "
                        + distances[0] + ", " + distances[1] + "; expected odd sizes and distances other than 0");
            }
        }
        return new Shift(sizes, distances).applySingle(x);
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1).floating(0).rank(0, 4);
        long least = (long) ksize[0] * ksize[1];
        in.expect(
                in.shape(0).dim(1) >= least,
                "x.shape[1] >= " + least,
                in.shape(0).dim(1) + " < " + least + " (shape " + in.shape(0) + ")");
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        NDArray x = in[0];
        NDArray y = x.zerosLike();
        int groups = ksize[0] * ksize[1];
        int middle = (groups - 1) / 2;
        long size = x.dim(1) / groups;
        for (int group = 0; group < groups; group++) {
            int element = group == middle ? groups - 1 : group == groups - 1 ? middle : group;
            long down = (element / ksize[1] - ksize[0] / 2) * (long) dilate[0];
            long across = (element % ksize[1] - ksize[1] / 2) * (long) dilate[1];
            long first = group * size;
            long end = group == groups - 1 ? x.dim(1) : first + size;
            move(x.slice(1, first, end), y.slice(1, first, end), down, across);
        }
        return arrays(y);
    }

    private static void move(NDArray from, NDArray to, long down, long across) {
        long rows = from.dim(2) - Math.abs(down);
        long columns = from.dim(3) - Math.abs(across);
        if (rows > 0 && columns > 0) {
            part(to, Math.max(down, 0), rows, Math.max(across, 0), columns)
                    .copyFrom(part(from, Math.max(-down, 0), rows, Math.max(-across, 0), columns));
        }
    }

    private static NDArray part(NDArray x, long top, long rows, long left, long columns) {
        return x.slice(2, top, top + rows).slice(3, left, left + columns);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(new Shift(ksize, new int[] {-dilate[0], -dilate[1]}).applySingle(gy[0]));
    }
}
