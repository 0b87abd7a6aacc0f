package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.backend.MemoryPool;
import org.chainer.functions.F;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live bytes of the pool: memory is given back as the graph lets go. */
class GraphMemoryTest {
    private static final int LENGTH = 20;
    private final MemoryPool pool = Devices.current().pool();
    private Variable x;
    private long array;
    private long before;

    @BeforeEach
    void measure() {
        x = new Variable(NDArray.zeros(DType.FLOAT32, 64, 1024));
        array = x.size() * 4;
        pool.trim();
        before = pool.statistics().used();
    }

    /** Arrays of x's size that are alive beside x, after a collection. */
    private double live() {
        pool.trim();
        return (pool.statistics().used() - before) / (double) array;
    }

    /** The same without asking the collector: what came back by itself. */
    private double liveNow() {
        return (pool.statistics().used() - before) / (double) array;
    }

    /** Every function keeps its output. */
    private static Variable chain(Variable x) {
        Variable h = x;
        for (int i = 0; i < LENGTH; i++) {
            h = F.tanh(h);
        }
        return h;
    }

    @Test
    void aChainKeepsWhatItsGradientsNeed() {
        Variable y = chain(x);
        assertThat(live()).isBetween(LENGTH - 0.1, LENGTH + 0.1);
        assertThat(y.creator()).isNotNull();
    }

    @Test
    void withoutBackpropOnlyTheResultIsKept() {
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            Variable y = chain(x);
            assertThat(live()).isBetween(0.9, 1.1);
            assertThat(y.creator()).isNull();
        }
    }

    @Test
    void functionsThatNeedNothingKeepNothing() {
        Variable h = x;
        for (int i = 0; i < LENGTH; i++) {
            h = h.add(1);
        }
        assertThat(live()).isBetween(0.9, 1.1);
        assertThat(h.node().rank()).isEqualTo(LENGTH);
    }

    @Test
    void unchainBackwardLetsGo() {
        Variable y = chain(x);
        Variable loss = F.sum(y);
        loss.unchainBackward();
        assertThat(live()).isBetween(0.9, 1.1);
        assertThat(y.creator()).isNull();
    }

    @Test
    void aVariableThatIsDroppedInMidGraphGoesWithItsBranch() {
        Variable h = F.tanh(x);
        Variable branch = chain(h);
        assertThat(live()).isGreaterThan(LENGTH);
        branch = null;
        assertThat(live()).isBetween(0.9, 1.1);
        Variable y = F.sum(h);
        y.backward();
        assertThat(x.grad()).isNotNull();
    }

    @Test
    void droppingTheVariablesInBetweenDoesNotHurtTheGraph() {
        Variable y = F.sum(chain(x));
        assertThat(live()).isGreaterThan(LENGTH - 1);
        y.backward();
        assertThat(x.grad().getDouble(0, 0)).isEqualTo(1);
    }

    @Test
    void gradientsInBetweenComeBackDuringTheWalk() {
        Variable y = F.sum(chain(x));
        pool.trim();
        pool.resetPeak();
        long start = pool.statistics().used();
        y.backward();
        double peak = (pool.statistics().peak() - start) / (double) array;
        assertThat(peak).isBetween(1.9, 4.0);
        assertThat(liveNow()).isBetween(LENGTH - 0.1 + 1, LENGTH + 1.2);
        x.clearGrad();
        assertThat(liveNow()).isBetween(LENGTH - 0.1, LENGTH + 0.2);
    }

    @Test
    void retainedGradientsStayUntilTheyAreCleared() {
        Variable h = F.tanh(x);
        Variable y = F.sum(F.tanh(h));
        y.backward(true, false, 1);
        double with = live();
        h.clearGrad();
        assertThat(live()).isBetween(with - 1.1, with - 0.9);
    }

    @Test
    void backwardTwiceTakesNoMore() {
        Variable y = F.sum(chain(x));
        y.backward();
        double once = live();
        y.backward();
        assertThat(live()).isBetween(once - 0.1, once + 0.1);
    }

    @Test
    void anErrorDuringBackwardLeavesNothing() {
        Variable y = F.sum(new Failing().applySingle(chain(x)));
        double with = live();
        try {
            y.backward();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("on purpose");
        }
        assertThat(live()).isBetween(with - 0.1, with + 0.1);
        assertThat(x.grad()).isNull();
    }

    private static final class Failing extends FunctionNode {
        @Override
        protected NDArray[] forward(NDArray[] in) {
            return arrays(in[0].copy());
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] gy) {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void aRecurrentLoopRunsInFlatMemoryWithoutTheCollector() {
        Variable w = new Variable(NDArray.full(0.01, DType.FLOAT32, 1024, 1024));
        pool.trim();
        before = pool.statistics().used();
        Variable h = x;
        long first = 0;
        for (int window = 0; window < 4; window++) {
            Variable loss = Variable.scalar(0);
            for (int t = 0; t < 5; t++) {
                h = F.tanh(F.linear(h, w, null));
                loss = loss.add(F.sum(h));
            }
            w.clearGrad();
            loss.backward();
            loss.unchainBackward();
            pool.trim();
            long used = pool.statistics().used();
            first = window == 0 ? used : first;
            assertThat(used).isLessThanOrEqualTo(first + array / 10);
        }
    }
}
