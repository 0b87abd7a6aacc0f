package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomStateTest {
    private final RandomState random = new RandomState(42);

    @Test
    void theSameSeedGivesTheSameNumbersHoweverTheyAreAskedFor() {
        NDArray whole = new RandomState(42).normal(0, 1, DType.FLOAT64, 7);
        NDArray first = random.normal(0, 1, DType.FLOAT64, 3);
        NDArray rest = random.normal(0, 1, DType.FLOAT64, 2, 2);
        assertThat(NDArrays.concatenate(0, first, rest.flatten()).contentEquals(whole))
                .isTrue();
        NDArray strided = NDArray.zeros(DType.FLOAT64, 14);
        new RandomState(42).fillNormal(0, 1, strided.get("::2"));
        assertThat(strided.get("::2").contentEquals(whole)).isTrue();
        assertThat(strided.get("1::2").sum().item()).isZero();
        assertThat(new RandomState(43).normal(0, 1, DType.FLOAT64, 7).contentEquals(whole))
                .isFalse();
    }

    @Test
    void stateCanBeSavedAndRestored() {
        random.uniform(0, 1, DType.FLOAT32, 5);
        assertThat(random.getOffset()).isEqualTo(5);
        assertThat(random.getSeed()).isEqualTo(42);
        RandomState restored = new RandomState(0);
        restored.setState(random.getSeed(), random.getOffset());
        assertThat(restored.uniform(0, 1, DType.FLOAT32, 9).contentEquals(random.uniform(0, 1, DType.FLOAT32, 9)))
                .isTrue();
    }

    @Test
    void theSharedSourceIsReset() {
        RandomState.seed(7);
        NDArray first = RandomState.shared().uniform(0, 1, DType.FLOAT32, 3);
        RandomState.seed(7);
        assertThat(RandomState.shared().uniform(0, 1, DType.FLOAT32, 3).contentEquals(first))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void uniformNumbersFillTheRange(DType dtype) {
        NDArray x = random.uniform(0, 1, dtype, 40_000);
        assertThat(x.min().item()).isBetween(0.0, 0.01);
        assertThat(x.max().item()).isLessThan(1).isGreaterThan(0.98);
        NDArray wide = x.astype(DType.FLOAT64);
        assertThat(wide.mean().item()).isEqualTo(0.5, within(0.01));
        assertThat(wide.mul(wide).mean().item()).isEqualTo(1.0 / 3, within(0.01));
        NDArray shifted = new RandomState(42).uniform(-2, 3, DType.FLOAT64, 1000);
        assertThat(shifted.min().item()).isBetween(-2.0, -1.9);
        assertThat(shifted.max().item()).isBetween(2.9, 3.0);
    }

    @Test
    void uniformFloat32IsFloat64CutOff() {
        NDArray narrow = new RandomState(5).uniform(0, 1, DType.FLOAT32, 100);
        NDArray wide = new RandomState(5).uniform(0, 1, DType.FLOAT64, 100);
        assertThat(narrow.astype(DType.FLOAT64).allClose(wide, 0, 0x1p-24)).isTrue();
    }

    @Test
    void normalNumbersHaveTheirMoments() {
        NDArray x = random.normal(2, 3, DType.FLOAT64, 100_000);
        NDArray standard = x.sub(2).div(3);
        NDArray square = standard.mul(standard);
        assertThat(standard.mean().item()).isEqualTo(0, within(0.02));
        assertThat(square.mean().item()).isEqualTo(1, within(0.02));
        assertThat(square.mul(standard).mean().item()).isEqualTo(0, within(0.05));
        assertThat(square.mul(square).mean().item()).isEqualTo(3, within(0.1));
        NDArray neighbours = standard.get(":-1").mul(standard.get("1:"));
        assertThat(neighbours.mean().item()).isEqualTo(0, within(0.02));
        Expect.values(random.normal(5, 0, DType.FLOAT32, 2), new float[] {5, 5});
    }

    @Test
    void bernoulliNumbers() {
        NDArray x = random.bernoulli(0.3, DType.FLOAT32, 50_000);
        assertThat(x.mean().item()).isEqualTo(0.3, within(0.01));
        NDArray mask = random.fillBernoulli(0.5, 2, NDArray.zeros(DType.FLOAT32, 1000));
        assertThat(Arrays.stream(mask.toDoubleArray()).boxed().collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(0.0, 2.0);
        assertThat(random.bernoulli(0, DType.BOOL, 1000).sum().item()).isZero();
        assertThat(random.bernoulli(1, DType.BOOL, 1000).sum().item()).isEqualTo(1000);
    }

    @Test
    void integersAreSpreadEvenly() {
        NDArray x = random.integers(-2, 3, DType.INT8, 50_000);
        for (int value = -2; value < 3; value++) {
            long count = (long) x.apply(org.chainer.backend.kernels.BinaryOp.EQUAL, value)
                    .sum()
                    .item();
            assertThat(count).as("count of %s", value).isBetween(9_600L, 10_400L);
        }
        assertThat(x.min().item()).isEqualTo(-2);
        NDArray wide = random.integers(Long.MIN_VALUE, Long.MAX_VALUE, DType.INT64, 1000);
        assertThat(Arrays.stream(wide.toLongArray()).filter(v -> v < 0).count()).isBetween(400L, 600L);
        assertThat(random.integers(0, 256, DType.UINT8, 1000).max().item()).isGreaterThan(240);
        assertThat(random.integers(7, 8, DType.INT32, 3).toIntArray()).containsOnly(7);
    }

    @Test
    void distributionsDoNotRepeatEachOther() {
        NDArray a = new RandomState(1).integers(0, 1000, DType.INT64, 1000);
        NDArray b = new RandomState(1).uniform(0, 1000, DType.FLOAT64, 1000).astype(DType.INT64);
        long equal = (long)
                a.apply(org.chainer.backend.kernels.BinaryOp.EQUAL, b).sum().item();
        assertThat(equal).isLessThan(20);
    }

    @Test
    void permutationsAreEquallyLikely() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 6000; i++) {
            counts.merge(Arrays.toString(random.permutation(3)), 1, Integer::sum);
        }
        assertThat(counts).hasSize(6);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
        int[] large = random.permutation(10_000);
        assertThat(Arrays.stream(large).sorted().toArray())
                .containsExactly(IntStream.range(0, 10_000).toArray());
        assertThat(random.permutation(0)).isEmpty();
    }

    @Test
    void shufflingKeepsTheElements() {
        List<String> letters = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g", "h"));
        random.shuffle(letters);
        assertThat(letters)
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h")
                .isNotEqualTo(List.of("a", "b", "c", "d", "e", "f", "g", "h"));
    }

    @Test
    void choices() {
        assertThat(random.choice(5, 5, false)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(Arrays.stream(random.choice(5, 5000, true))
                        .filter(i -> i == 2)
                        .count())
                .isBetween(850L, 1150L);
        int[] weighted = random.choice(new double[] {0, 0.25, 0, 0.75, 0}, 4000);
        assertThat(Arrays.stream(weighted).distinct().sorted().toArray()).containsExactly(1, 3);
        assertThat(Arrays.stream(weighted).filter(i -> i == 3).count()).isBetween(2850L, 3150L);
        assertThatThrownBy(() -> random.choice(3, 4, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 of 3");
        assertThatThrownBy(() -> random.choice(new double[] {0.5, 0.4}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.9");
        assertThatThrownBy(() -> random.choice(new double[] {1.5, -0.5}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-0.5");
    }

    @Test
    void singleNumbers() {
        assertThat(random.nextDouble()).isBetween(0.0, 1.0);
        assertThat(random.nextLong(1)).isZero();
        assertThat(random.getOffset()).isEqualTo(2);
        assertThatThrownBy(() -> random.nextLong(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void threadsGetDifferentNumbers() throws InterruptedException {
        ConcurrentLinkedQueue<Double> drawn = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 250; i++) {
                    for (double value : random.uniform(0, 1, DType.FLOAT64, 2).toDoubleArray()) {
                        drawn.add(value);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double[] together =
                new RandomState(42).uniform(0, 1, DType.FLOAT64, 2000).toDoubleArray();
        assertThat(drawn.stream().sorted().toList())
                .containsExactlyElementsOf(
                        Arrays.stream(together).sorted().boxed().toList());
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> random.uniform(0, 1, DType.INT32, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("int32");
        assertThatThrownBy(() -> random.normal(0, -1, DType.FLOAT32, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> random.bernoulli(1.5, DType.FLOAT32, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> random.integers(3, 3, DType.INT32, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> random.integers(0, 300, DType.UINT8, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("uint8");
        assertThatThrownBy(() -> random.integers(0, 2, DType.FLOAT32, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float32");
        assertThat(random.getOffset()).isZero();
    }
}
