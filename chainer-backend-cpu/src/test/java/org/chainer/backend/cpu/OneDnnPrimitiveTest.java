package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.cpu.OneDnnMatmul.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneDnnPrimitiveTest {

    @BeforeEach
    void oneDnnIsThere() {
        assumeThat(NativeLibraries.ONEDNN.unavailableReason()).isNull();
    }

    @Test
    void oneCachedPrimitiveRunsInFourThreadsAtOnce() throws Exception {
        int m = 20;
        int n = 64;
        int k = 48;
        OneDnnPrimitive product = product(m, n, k);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Random random = new Random(t);
            tasks.add(() -> {
                int wrong = 0;
                for (int i = 0; i < 250; i++) {
                    NDArray a = Samples.random(random, m, k);
                    NDArray b = Samples.random(random, k, n);
                    NDArray out = NDArray.empty(DType.FLOAT32, m, n);
                    product.run(a, b, out);
                    wrong += Samples.multiply(a, b).allClose(out, 1e-4, 1e-4) ? 0 : 1;
                }
                return wrong;
            });
        }
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Integer> wrong : threads.invokeAll(tasks)) {
                assertThat(wrong.get()).isZero();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theSameKeyGivesTheSamePrimitive() {
        assertThat(product(3, 4, 5)).isSameAs(product(3, 4, 5)).isNotSameAs(product(3, 5, 4));
    }

    @Test
    void theCacheForgetsTheLeastRecentlyUsed() {
        OneDnnPrimitive first = OneDnnEltwise.forward(OneDnnEltwise.Function.RELU, DType.FLOAT32, 1, 0, 0);
        for (int size = 2; size <= OneDnn.CACHE_CAPACITY + 1; size++) {
            OneDnnEltwise.forward(OneDnnEltwise.Function.RELU, DType.FLOAT32, size, 0, 0);
        }
        assertThat(OneDnn.cachedPrimitives()).isEqualTo(OneDnn.CACHE_CAPACITY);
        NDArray x = NDArray.of(-1f);
        first.run(x, x);
        assertThat(x.item()).as("a forgotten primitive still runs").isZero();
        assertThat(OneDnnEltwise.forward(OneDnnEltwise.Function.RELU, DType.FLOAT32, 1, 0, 0))
                .isNotSameAs(first);
    }

    @Test
    void operandsThatAreTooShortAreRefused() {
        OneDnnPrimitive product = product(3, 4, 5);
        NDArray a = NDArray.zeros(DType.FLOAT32, 3, 5);
        NDArray b = NDArray.zeros(DType.FLOAT32, 5, 4);
        NDArray out = NDArray.zeros(DType.FLOAT32, 3, 4);
        assertThatThrownBy(() -> product.run(a, NDArray.zeros(DType.FLOAT32, 5, 3), out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("operand 1 needs 80 bytes");
        assertThatThrownBy(() -> product.run(a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 operands for 3 slots");
        b.close();
        assertThatThrownBy(() -> product.run(a, b, out)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatOneDnnCannotDoFastIsRefused() {
        Layout neitherStrideIsOne = Layout.strided(DType.FLOAT32, new long[] {4, 4}, new long[] {64, 3});
        assertThat(OneDnnMatmul.product(
                        neitherStrideIsOne, neitherStrideIsOne, null, neitherStrideIsOne, false, Precision.FLOAT32))
                .isNull();
    }

    private static OneDnnPrimitive product(long m, long n, long k) {
        return OneDnnMatmul.product(
                Layout.contiguous(DType.FLOAT32, m, k),
                Layout.contiguous(DType.FLOAT32, k, n),
                null,
                Layout.contiguous(DType.FLOAT32, m, n),
                false,
                Precision.FLOAT32);
    }
}
