package org.chainer.functions.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Slice;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** What holds for arithmetic, reductions and products, whatever the shapes and numbers. */
class MathPropertiesTest {
    private static Variable random(long seed, long... shape) {
        return new Variable(FunctionChecks.uniform(seed, -1, 1, shape));
    }

    private static void expectClose(Variable a, Variable b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        assertThat(a.array().allClose(b.array(), 1e-10, 1e-11))
                .as("%s\nand\n%s", a.array(), b.array())
                .isTrue();
    }

    @Property(tries = 50)
    void operandsAreBroadcastAsCopiesWouldBe(
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 1, max = 3) int columns,
            @ForAll long seed) {
        Variable a = random(seed, 2, 1, columns);
        Variable b = random(seed + 1, rows, 1).add(3);
        Variable[] wide = F.broadcast(a, b);
        expectClose(a.add(b), wide[0].add(wide[1]));
        expectClose(a.sub(b), wide[0].sub(wide[1]));
        expectClose(a.mul(b), wide[0].mul(wide[1]));
        expectClose(a.div(b), wide[0].div(wide[1]));
        expectClose(b.pow(a), wide[1].pow(wide[0]));
        expectClose(F.maximum(a, b), F.maximum(wide[0], wide[1]));
        expectClose(F.arctan2(a, b), F.arctan2(wide[0], wide[1]));
        expectClose(F.add(a, b, a), wide[0].add(wide[1]).add(wide[0]));
    }

    @Property(tries = 50)
    void gradientsAddUp(@ForAll @IntRange(min = 1, max = 4) int uses, @ForAll long seed) {
        Variable x = random(seed, 3, 2);
        Variable sum = x.mul(x);
        for (int i = 1; i < uses; i++) {
            sum = sum.add(F.sin(x).mul(i));
        }
        F.sum(sum).backward();
        Variable alone = x.mul(2).add(F.cos(x).mul(uses * (uses - 1) / 2.0));
        assertThat(x.grad().allClose(alone.array(), 1e-12, 1e-12)).isTrue();
    }

    @Property(tries = 50)
    void productsAreAssociativeAndTransposed(
            @ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 1, max = 4) int k,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll long seed) {
        Variable a = random(seed, 2, m, k);
        Variable b = random(seed + 1, k, n);
        Variable c = random(seed + 2, n, 3);
        expectClose(F.matmul(F.matmul(a, b), c), F.matmul(a, F.matmul(b, c)));
        expectClose(F.transpose(F.matmul(a, b), 0, 2, 1), F.matmul(b, a, true, true));
        expectClose(F.einsum("bmk,kn->bmn", a, b), F.matmul(a, b));
        expectClose(F.tensordot(a, b, 1), F.matmul(a, b));
    }

    @Property(tries = 50)
    void sumsOfSumsAreSums(
            @ForAll @IntRange(min = 0, max = 4) int rows,
            @ForAll @IntRange(min = 1, max = 4) int columns,
            @ForAll long seed) {
        Variable x = random(seed, rows, 2, columns);
        expectClose(F.sum(F.sum(x, 1), 0), F.sum(x, 0, 1));
        expectClose(F.sum(F.sum(x, true, 2), 0, 2), F.sum(x, 0, 2));
        expectClose(F.prod(F.prod(x, 2), 0), F.prod(x, -1, 0));
        if (rows > 0) {
            expectClose(F.max(F.max(x, 0), 0), F.max(x, 0, 1));
            expectClose(F.logsumexp(F.logsumexp(x, 0), 0), F.logsumexp(x, 0, 1));
            expectClose(F.mean(x, 1).mul(2), F.sum(x, 1));
            Variable last = F.getItem(F.cumsum(x, 2), Slice.parse("..., -1"));
            expectClose(last, F.sum(x, 2));
        }
    }

    @Property(tries = 30)
    void inversesUndo(@ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        Variable noise = random(seed, 2, n, n);
        Variable a = noise.add(new Variable(NDArrays.eye(n, noise.dtype()).mul(3.0 * n), false));
        Variable eye = new Variable(NDArrays.eye(n, noise.dtype()).broadcastTo(noise.shape()), false);
        expectClose(F.matmul(a, F.batchInv(a)), eye);
        expectClose(
                F.batchDet(F.batchInv(a)).mul(F.batchDet(a)),
                new Variable(F.batchDet(a).array().emptyLike().fill(1)));
        Variable x = random(seed, 3, n).mul(0.9);
        expectClose(F.erf(F.erfinv(x)), x);
        expectClose(F.log(F.exp(x)), x);
        expectClose(F.ndtri(F.ndtr(x)), x);
        expectClose(F.sin(F.arcsin(x)), x);
        Variable[] there = F.fft(x, x.mul(2));
        Variable[] back = F.ifft(there[0], there[1]);
        expectClose(back[0], x);
        expectClose(back[1], x.mul(2));
    }

    @Property(tries = 30)
    void elementsOfViewsAreThoseOfCopies(@ForAll @IntRange(min = 1, max = 5) int n, @ForAll long seed) {
        NDArray view = FunctionChecks.uniform(seed, 0.1, 0.9, 2L * n, 3, 4)
                .get("::-2, :, 1::2")
                .transpose(1, 2, 0);
        List<UnaryOperator<Variable>> functions = List.of(
                F::exp,
                F::log,
                F::sin,
                F::tan,
                F::erf,
                F::lgamma,
                F::digamma,
                F::sqrt,
                F::rsqrt,
                F::square,
                F::arctanh,
                F::ndtri,
                F::erfcx,
                F::absolute,
                F::ceil,
                F::expm1,
                F::logNdtr,
                F::cumsum,
                F::cumprod,
                F::argmax);
        for (UnaryOperator<Variable> function : functions) {
            expectClose(function.apply(new Variable(view)), function.apply(new Variable(view.copy())));
        }
        assertThat(F.sum(new Variable(view)).item())
                .isCloseTo(F.sum(new Variable(view.copy())).item(), within(1e-12));
    }
}
