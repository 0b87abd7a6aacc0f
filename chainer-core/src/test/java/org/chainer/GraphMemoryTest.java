package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
        before = PoolProbe.settledBytes(pool);
    }

    /** So many arrays of x's size are alive beside x. */
    private void expectLive(double expected) {
        double live = (PoolProbe.settledBytes(pool) - before) / (double) array;
        assertThat(live).isCloseTo(expected, within(0.1));
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
        expectLive(LENGTH);
        assertThat(y.creator()).isNotNull();
    }

    @Test
    void withoutBackpropOnlyTheResultIsKept() {
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            Variable y = chain(x);
            expectLive(1);
            assertThat(y.creator()).isNull();
        }
    }

    @Test
    void functionsThatNeedNothingKeepNothing() {
        Variable h = x;
        for (int i = 0; i < LENGTH; i++) {
            h = h.add(1);
        }
        expectLive(1);
        assertThat(h.node().rank()).isEqualTo(LENGTH);
    }

    @Test
    void unchainBackwardLetsGo() {
        Variable y = chain(x);
        Variable loss = F.sum(y);
        loss.unchainBackward();
        expectLive(1);
        assertThat(y.creator()).isNull();
    }

    @Test
    void aVariableThatIsDroppedInMidGraphGoesWithItsBranch() {
        Variable h = F.tanh(x);
        Variable branch = chain(h);
        expectLive(LENGTH + 1);
        branch = null;
        expectLive(1);
        Variable y = F.sum(h);
        y.backward();
        assertThat(x.grad()).isNotNull();
    }

    @Test
    void droppingTheVariablesInBetweenDoesNotHurtTheGraph() {
        Variable y = F.sum(chain(x));
        expectLive(LENGTH);
        y.backward();
        assertThat(x.grad().getDouble(0, 0)).isEqualTo(1);
    }

    @Test
    void gradientsInBetweenComeBackDuringTheWalk() {
        Variable y = F.sum(chain(x));
        long start = PoolProbe.settledBytes(pool);
        pool.resetPeak();
        y.backward();
        double peak = (pool.statistics().peak() - start) / (double) array;
        assertThat(peak).isBetween(1.9, 4.0);
        // Without the collector: only the gradient to x is left, until it is cleared.
        assertThat(pool.statistics().used() - start).isBetween(array, array + array / 10);
        x.clearGrad();
        assertThat(pool.statistics().used() - start).isBetween(0L, array / 10);
    }

    @Test
    void retainedGradientsStayUntilTheyAreCleared() {
        Variable h = F.tanh(x);
        Variable y = F.sum(F.tanh(h));
        y.backward(true, false, 1);
        expectLive(4);
        h.clearGrad();
        expectLive(3);
    }

    @Test
    void backwardTwiceTakesNoMore() {
        Variable y = F.sum(chain(x));
        y.backward();
        expectLive(LENGTH + 1);
        y.backward();
        expectLive(LENGTH + 1);
    }

    @Test
    void anErrorDuringBackwardLeavesNothing() {
        Variable y = F.sum(new Failing().applySingle(chain(x)));
        expectLive(LENGTH);
        assertThatThrownBy(y::backward).hasMessage("on purpose");
        expectLive(LENGTH);
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
    void aRecurrentLoopRunsInFlatMemory() {
        Variable w = new Variable(NDArray.full(0.01, DType.FLOAT32, 1024, 1024));
        w.zeroGrad();
        Variable h = x;
        for (int window = 0; window < 4; window++) {
            Variable loss = Variable.scalar(0);
            for (int t = 0; t < 5; t++) {
                h = F.tanh(F.linear(h, w, null));
                loss = loss.add(F.sum(h));
            }
            w.clearGrad();
            loss.backward();
            loss.unchainBackward();
            // w (16 times x) and its gradient, h, and the gradient to x
            expectLive(16 + 16 + 2);
        }
    }
}
