package org.chainer.functions.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.functions.FunctionChecks;

/** What holds for activations, and for evaluations of scores, whatever the shapes and numbers. */
class ActivationPropertiesTest {
    private static Variable random(long seed, double width, long... shape) {
        return new Variable(FunctionChecks.uniform(seed, -width, width, shape));
    }

    private static void expectClose(Variable a, Variable b) {
        assertThat(a.array().allClose(b.array(), 1e-9, 1e-10))
                .as("%s\nand\n%s", a.array(), b.array())
                .isTrue();
    }

    @Property(tries = 50)
    void functionsAreMadeOfEachOther(@ForAll @IntRange(min = 0, max = 4) int rows, @ForAll long seed) {
        Variable x = random(seed, 5, rows, 3);
        expectClose(F.relu(x).sub(F.relu(x.neg())), x);
        expectClose(F.crelu(x), F.concat(1, F.relu(x), F.relu(x.neg())));
        expectClose(
                F.sigmoid(x).add(F.sigmoid(x.neg())),
                new Variable(x.array().emptyLike().fill(1)));
        expectClose(F.tanh(x), F.sigmoid(x.mul(2)).mul(2).sub(1));
        expectClose(F.leakyRelu(x, 0.3), F.maximum(x, x.mul(0.3)));
        expectClose(F.clippedRelu(x, 6), F.relu6(x));
        expectClose(F.softplus(x).sub(F.softplus(x.neg())), x);
        expectClose(F.elu(x, 0), F.relu(x));
        expectClose(F.clip(x.mul(0.2).add(0.5), 0, 1), F.hardSigmoid(x));
    }

    @Property(tries = 50)
    void softmaxIsADistributionThatShiftsDoNotChange(
            @ForAll @IntRange(min = -3, max = 2) int axis,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll long seed) {
        Variable x = random(seed, 30, 2, n, 3);
        Variable y = F.softmax(x, axis);
        Variable sum = F.sum(y, axis);
        expectClose(sum, new Variable(sum.array().emptyLike().fill(1)));
        expectClose(F.softmax(x.add(1000), axis), y);
        expectClose(F.exp(F.logSoftmax(x, axis)), y);
        expectClose(F.logSoftmax(x, axis), x.sub(F.broadcastTo(F.expandDims(F.logsumexp(x, axis), axis), x.shape())));
    }

    @Property(tries = 30)
    void accuracyCountsTheGreatest(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 4) int classes,
            @ForAll long seed) {
        Variable y = random(seed, 1, rows, classes);
        Variable best = F.argmax(y, 1);
        assertThat(F.accuracy(y, best).item()).isEqualTo(1);
        Variable support = F.classificationSummary(y, best, classes, 1, -1).support();
        assertThat(support.array().sum().item()).isEqualTo(rows);
    }

    @Property(tries = 30)
    void elementsOfViewsAreThoseOfCopies(@ForAll @IntRange(min = 1, max = 5) int n, @ForAll long seed) {
        NDArray view = FunctionChecks.uniform(seed, -4, 4, 2L * n, 3, 4)
                .get("::-2, :, 1::2")
                .transpose(2, 1, 0);
        List<UnaryOperator<Variable>> functions = List.of(
                F::relu,
                F::sigmoid,
                F::tanh,
                F::softplus,
                F::elu,
                F::selu,
                F::leakyRelu,
                F::hardSigmoid,
                F::softmax,
                F::logSoftmax,
                F::crelu,
                F::relu6,
                x -> F.maxout(x, 3),
                x -> F.softmax(x, 2));
        for (UnaryOperator<Variable> function : functions) {
            Variable a = new Variable(view);
            Variable b = new Variable(view.copy());
            Variable y = function.apply(a);
            Variable z = function.apply(b);
            expectClose(y, z);
            F.sum(y.mul(y)).backward();
            F.sum(z.mul(z)).backward();
            assertThat(a.grad().allClose(b.grad(), 1e-12, 1e-12)).isTrue();
        }
    }
}
