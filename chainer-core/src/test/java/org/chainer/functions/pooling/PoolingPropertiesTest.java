package org.chainer.functions.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** What holds for pooling with windows of any size. */
class PoolingPropertiesTest {
    private static Variable random(long seed, long... shape) {
        return new Variable(FunctionChecks.uniform(seed, -1, 1, shape));
    }

    @Property(tries = 60)
    void unpoolingIsTheTransposeOfSummingWindows(
            @ForAll @IntRange(min = 3, max = 8) int height,
            @ForAll @IntRange(min = 3, max = 8) int width,
            @ForAll @IntRange(min = 1, max = 3) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 1) int pad,
            @ForAll long seed) {
        PoolingOptions options = new PoolingOptions(kernel).stride(stride).pad(pad);
        Variable x = random(seed, 2, 3, height, width);
        Variable sums = F.averagePooling2d(x, options).mul(kernel * kernel);
        Variable g = random(seed + 1, sums.shape().toArray());
        Variable back = F.unpooling2d(g, options.coverAll(false).outsize(height, width));
        assertThat(F.sum(x.mul(back)).item()).isCloseTo(F.sum(sums.mul(g)).item(), within(1e-9));
    }

    @Property(tries = 60)
    void theGreatestIsNotBelowTheMeanAndIndicesPointToIt(
            @ForAll @IntRange(min = 2, max = 7) int height,
            @ForAll @IntRange(min = 2, max = 7) int width,
            @ForAll @IntRange(min = 1, max = 2) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll long seed) {
        PoolingOptions options = new PoolingOptions(kernel).stride(stride);
        Variable x = random(seed, 2, 2, height, width);
        MaxPooling.WithIndices max = F.maxPoolingReturnIndices(x, options.coverAll(false));
        NDArray mean = F.averagePooling2d(x, options).array();
        assertThat(max.y()
                        .array()
                        .apply(BinaryOp.GREATER_EQUAL, mean.sub(1e-12))
                        .toBooleanArray())
                .doesNotContain(false);
        max.y().setGrad(max.y().array().emptyLike().fill(1));
        max.y().backward();
        Variable ones = F.upsampling2d(
                new Variable(max.y().array().emptyLike().fill(1)),
                max.indices(),
                options.coverAll(false).outsize(height, width));
        assertThat(ones.array().contentEquals(x.grad())).isTrue();
    }

    @Property(tries = 30)
    void poolingAxisByAxisIsPoolingAtOnce(
            @ForAll @IntRange(min = 2, max = 8) int height,
            @ForAll @IntRange(min = 2, max = 8) int width,
            @ForAll long seed) {
        Variable x = random(seed, 2, 2, height, width);
        Variable once = F.maxPooling2d(x, new PoolingOptions(2, 3));
        Variable rows = F.maxPooling2d(x, new PoolingOptions(2, 1));
        Variable both = F.maxPooling2d(rows, new PoolingOptions(1, 3));
        assertThat(both.array().contentEquals(once.array())).isTrue();
    }

    @Property(tries = 30)
    void viewsGiveWhatCopiesGive(@ForAll @IntRange(min = 2, max = 6) int size, @ForAll long seed) {
        NDArray view = FunctionChecks.uniform(seed, -1, 1, 4, 6, size, size)
                .get("::2, 1::2, ::-1")
                .transpose(0, 1, 3, 2);
        assertThat(F.maxPooling2d(new Variable(view), 2)
                        .array()
                        .contentEquals(
                                F.maxPooling2d(new Variable(view.copy()), 2).array()))
                .isTrue();
        assertThat(F.averagePooling2d(new Variable(view), 2)
                        .array()
                        .contentEquals(
                                F.averagePooling2d(new Variable(view.copy()), 2).array()))
                .isTrue();
    }
}
