package org.chainer.functions.connection;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** What holds for convolutions of any size. */
class ConvolutionPropertiesTest {
    private static Variable random(long seed, long... shape) {
        return new Variable(FunctionChecks.uniform(seed, -1, 1, shape));
    }

    private static void expectClose(Variable actual, Variable expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.array().allClose(expected.array(), 1e-9, 1e-9))
                .as("%s\nand\n%s", actual, expected)
                .isTrue();
    }

    @Property(tries = 60)
    void deconvolutionIsTheTransposeOfConvolution(
            @ForAll @IntRange(min = 1, max = 7) int height,
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @IntRange(min = 1, max = 3) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 2) int pad,
            @ForAll @IntRange(min = 1, max = 2) int dilate,
            @ForAll @IntRange(min = 1, max = 2) int groups,
            @ForAll boolean coverAll,
            @ForAll long seed) {
        int span = dilate * (kernel - 1) + 1;
        if (height + 2 * pad < span || width + 2 * pad < span) {
            return;
        }
        ConvolutionOptions options =
                new ConvolutionOptions().stride(stride).pad(pad).dilate(dilate).groups(groups);
        Variable x = random(seed, 2, 2 * groups, height, width);
        Variable w = random(seed + 1, 3 * groups, 2, kernel, kernel);
        Variable y = F.convolution2d(x, w, null, options.coverAll(coverAll));
        Variable g = random(seed + 2, y.shape().toArray());
        Variable back = F.deconvolution2d(g, w, null, options.outsize(height, width));
        double forth = F.sum(y.mul(g)).item();
        assertThat(F.sum(x.mul(back)).item())
                .isCloseTo(forth, org.assertj.core.api.Assertions.within(1e-9 * Math.max(1, Math.abs(forth)) + 1e-9));
        y.setGrad(g.array());
        y.backward();
        expectClose(new Variable(x.grad()), back);
    }

    @Property(tries = 30)
    void groupsAreConvolutionsOfTheirOwn(
            @ForAll @IntRange(min = 1, max = 3) int groups,
            @ForAll @IntRange(min = 3, max = 6) int size,
            @ForAll long seed) {
        Variable x = random(seed, 2, 2 * groups, size, size);
        Variable w = random(seed + 1, 3 * groups, 2, 2, 3);
        Variable[] parts = new Variable[groups];
        for (int g = 0; g < groups; g++) {
            parts[g] = F.convolution2d(
                    x.get(Slice.all(), Slice.of(2L * g, 2L * g + 2)), w.get(Slice.of(3L * g, 3L * g + 3)), null, 2, 1);
        }
        ConvolutionOptions options = new ConvolutionOptions().stride(2).pad(1).groups(groups);
        expectClose(F.convolution2d(x, w, null, options), F.concat(parts));
    }

    @Property(tries = 30)
    void aKernelOfOneElementIsALinearLayer(
            @ForAll @IntRange(min = 1, max = 5) int height,
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll long seed) {
        Variable x = random(seed, 2, 3, height, width);
        Variable w = random(seed + 1, 4, 3);
        Variable b = random(seed + 2, 4);
        Variable linear = F.linear(F.transpose(x, 0, 2, 3, 1), w, b, 3);
        expectClose(F.convolution2d(x, w.reshape(4, 3, 1, 1), b), F.transpose(linear, 0, 3, 1, 2));
    }

    @Property(tries = 30)
    void oneAxisIsTwoAxesOfWhichOneHasLengthOne(
            @ForAll @IntRange(min = 3, max = 9) int length,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll long seed) {
        Variable x = random(seed, 2, 3, length);
        Variable w = random(seed + 1, 2, 3, 3);
        Variable line = F.convolution1d(
                x, w, null, new ConvolutionOptions().stride(stride).pad(1));
        Variable plane = F.convolution2d(
                F.expandDims(x, 2),
                F.expandDims(w, 2),
                null,
                new ConvolutionOptions().stride(1, stride).pad(0, 1));
        expectClose(line, F.squeeze(plane, 2));
    }

    @Property(tries = 30)
    void viewsGiveWhatCopiesGive(@ForAll @IntRange(min = 2, max = 6) int size, @ForAll long seed) {
        NDArray wide = FunctionChecks.uniform(seed, -1, 1, 4, 6, size, size);
        NDArray view = wide.get("::2, 1::2, ::-1").transpose(0, 1, 3, 2);
        NDArray w = FunctionChecks.uniform(seed + 1, -1, 1, 2, 2, 3, 2).transpose(3, 2, 1, 0);
        expectClose(
                F.convolution2d(new Variable(view), new Variable(w), null),
                F.convolution2d(new Variable(view.copy()), new Variable(w.copy()), null));
        assertThat(view.shape()).isEqualTo(Shape.of(2, 3, size, size));
    }
}
