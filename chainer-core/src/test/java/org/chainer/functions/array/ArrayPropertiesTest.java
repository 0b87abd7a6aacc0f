package org.chainer.functions.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** What holds for moving, joining and repeating elements, whatever the shapes. */
class ArrayPropertiesTest {
    private static Variable random(long seed, long... shape) {
        return new Variable(FunctionChecks.uniform(seed, -1, 1, shape));
    }

    private static void expectSame(Variable a, Variable b) {
        assertThat(a.array().contentEquals(b.array())).isTrue();
    }

    @Property(tries = 50)
    void concatIsAssociativeAndSplitIsItsInverse(
            @ForAll @IntRange(min = 0, max = 3) int a,
            @ForAll @IntRange(min = 0, max = 3) int b,
            @ForAll @IntRange(min = 1, max = 3) int c,
            @ForAll @IntRange(min = -3, max = 2) int axis,
            @ForAll long seed) {
        int at = axis < 0 ? axis + 3 : axis;
        Variable[] x = new Variable[3];
        int[] lengths = {a, b, c};
        for (int i = 0; i < 3; i++) {
            long[] shape = {2, 3, 2};
            shape[at] = lengths[i];
            x[i] = random(seed + i, shape);
        }
        Variable all = F.concat(axis, x);
        expectSame(all, F.concat(axis, F.concat(axis, x[0], x[1]), x[2]));
        expectSame(all, F.concat(axis, x[0], F.concat(axis, x[1], x[2])));
        Variable[] parts = F.splitAxis(all, new long[] {a, a + b}, axis);
        for (int i = 0; i < 3; i++) {
            expectSame(parts[i], x[i]);
        }
    }

    @Property(tries = 50)
    void gradientOfSplitIsConcatOfGradients(@ForAll @IntRange(min = 1, max = 5) int cut, @ForAll long seed) {
        Variable x = random(seed, 2, 6);
        Variable[] parts = F.splitAxis(x, new long[] {cut}, 1);
        Variable g = random(seed + 1, 2, 6);
        Variable[] gs = F.splitAxis(g, new long[] {cut}, 1);
        F.sum(parts[0].mul(gs[0])).add(F.sum(parts[1].mul(gs[1]))).backward();
        assertThat(x.grad().contentEquals(g.array())).isTrue();
    }

    @Property(tries = 50)
    void transposesUndoEachOther(@ForAll @IntRange(min = 0, max = 5) int which, @ForAll long seed) {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        int[] order = orders[which];
        int[] back = new int[3];
        for (int i = 0; i < 3; i++) {
            back[order[i]] = i;
        }
        Variable x = random(seed, 2, 3, 4);
        expectSame(F.transpose(F.transpose(x, order), back), x);
        expectSame(F.moveaxis(F.moveaxis(x, 0, which % 3), which % 3, 0), x);
        expectSame(F.swapaxes(F.swapaxes(x, 0, which % 3), 0, which % 3), x);
        expectSame(F.flip(F.flip(x, which % 3), which % 3), x);
        Variable[] apart = F.separate(x, which % 3);
        expectSame(F.stack(which % 3, apart), x);
    }

    @Property(tries = 50)
    void broadcastingAndSummingAreTransposed(
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 1, max = 3) int copies,
            @ForAll boolean leading,
            @ForAll long seed) {
        Shape narrow = leading ? Shape.of(rows, 1) : Shape.of(1);
        Shape wide = Shape.of(copies, rows, 4);
        Variable x = random(seed, narrow.toArray());
        Variable y = random(seed + 1, wide.toArray());
        double one = F.sum(F.broadcastTo(x, wide).mul(y)).item();
        double other = F.sum(x.mul(F.sumTo(y, narrow))).item();
        assertThat(one).isCloseTo(other, within(1e-12));
    }

    @Property(tries = 50)
    void takingAndAddingAreTransposed(
            @ForAll @IntRange(min = 1, max = 5) int length,
            @ForAll @IntRange(min = 1, max = 6) int count,
            @ForAll long seed) {
        int[] picked = new java.util.Random(seed).ints(count, -length, length).toArray();
        Slice index = Slice.indices(picked);
        Variable x = random(seed, length, 2);
        Variable g = random(seed + 1, count, 2);
        double one = F.sum(F.getItem(x, index).mul(g)).item();
        Variable zeros = new Variable(x.array().zerosLike());
        double other = F.sum(x.mul(F.scatterAdd(zeros, index, g))).item();
        assertThat(one).isCloseTo(other, within(1e-12));
    }

    @Property(tries = 40)
    void blocksAndChannelsAreTheSameElements(
            @ForAll @IntRange(min = 1, max = 3) int r,
            @ForAll @IntRange(min = 1, max = 2) int channels,
            @ForAll long seed) {
        Variable x = random(seed, 2, channels, 2L * r, 3L * r);
        expectSame(F.depth2space(F.space2depth(x, r), r), x);
        Variable sequence = random(seed, 4, 2);
        Variable[] padded = F.transposeSequence(F.transposeSequence(sequence, F.getItem(sequence, Slice.until(r))));
        assertThat(Arrays.stream(padded).mapToLong(part -> part.dim(0)).toArray())
                .containsExactly(4, r);
        expectSame(padded[0], sequence);
    }

    @Property(tries = 40)
    void viewsGiveWhatCopiesGive(@ForAll @IntRange(min = 1, max = 3) int n, @ForAll long seed) {
        NDArray view = FunctionChecks.uniform(seed, -1, 1, 4, 2L * n, 6)
                .get("::-2, 1::2, ::3")
                .transpose(2, 0, 1);
        Variable a = new Variable(view);
        Variable b = new Variable(view.copy());
        expectSame(F.reshape(a, -1), F.reshape(b, -1));
        expectSame(F.tile(a, 2, 1, 2), F.tile(b, 2, 1, 2));
        expectSame(F.repeat(a, 2, 1), F.repeat(b, 2, 1));
        expectSame(F.pad(a, 1, "constant"), F.pad(b, 1, "constant"));
        expectSame(F.concat(0, a, b), F.concat(0, b, a));
        Variable positive = new Variable(view.apply(BinaryOp.GREATER, 0), false);
        expectSame(F.where(positive, a, b), b);
    }
}
