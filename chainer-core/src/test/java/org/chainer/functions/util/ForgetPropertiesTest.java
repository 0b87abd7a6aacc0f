package org.chainer.functions.util;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** Whatever is forgotten and computed again, results and gradients are those of the function itself. */
class ForgetPropertiesTest {
    private static NDArray random(long seed, long... shape) {
        return FunctionChecks.uniform(seed, -1, 1, shape);
    }

    private static Variable[] chain(Variable[] in) {
        Variable sum = F.tanh(in[0].mul(in[1]));
        return new Variable[] {F.exp(sum).add(in[0]), sum.sub(in[1])};
    }

    private static NDArray[] gradients(boolean forgets, NDArray[] data, NDArray[] gy, int uses) {
        Variable[] in = {new Variable(data[0]), new Variable(data[1])};
        for (int use = 0; use < uses; use++) {
            Variable[] y = forgets ? F.forgetAll(ForgetPropertiesTest::chain, in) : chain(in);
            y[0].setGrad(gy[0]);
            y[1].setGrad(gy[1]);
            Chainer.backward(y);
        }
        return new NDArray[] {in[0].grad(), in[1].grad()};
    }

    @Property(tries = 40)
    void gradientsAddUpAsThoseOfTheFunctionItself(
            @ForAll @IntRange(min = 0, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll @IntRange(min = 1, max = 3) int uses,
            @ForAll long seed) {
        NDArray[] data = {random(seed, rows, columns), random(seed + 1, rows, columns)};
        NDArray[] gy = {random(seed + 2, rows, columns), random(seed + 3, rows, columns)};
        NDArray[] expected = gradients(false, data, gy, uses);
        NDArray[] actual = gradients(true, data, gy, uses);
        for (int i = 0; i < 2; i++) {
            assertThat(actual[i].allClose(expected[i], 1e-12, 0)).isTrue();
        }
    }

    @Property(tries = 40)
    void broadcastingAndViewsInsideAndOutside(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll long seed) {
        NDArray view = random(seed, columns, rows).transpose();
        NDArray row = random(seed + 1, columns);
        NDArray gy = random(seed + 2, rows, columns);
        NDArray[] expected = product(false, view.contiguous(), row, gy);
        NDArray[] actual = product(true, view, row, gy);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i].allClose(expected[i], 1e-12, 0)).isTrue();
        }
    }

    private static NDArray[] product(boolean forgets, NDArray matrix, NDArray row, NDArray gy) {
        Variable x = new Variable(matrix);
        Variable w = new Variable(row);
        Variable y = forgets ? F.forget(in -> F.sin(in[0].mul(in[1])), x, w) : F.sin(x.mul(w));
        y.setGrad(gy);
        y.backward();
        return new NDArray[] {y.array(), x.grad(), w.grad()};
    }
}
