package org.chainer.iterators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.array.DType;
import org.chainer.array.RandomState;
import org.chainer.backend.Devices;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Iterator;
import org.chainer.serializers.Serializers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all iterators over data sets have in common, and what those that read ahead have to keep. */
class IteratorsTest {
    @TempDir
    Path folder;

    /** The iterators that visit a data set by index. */
    enum Kind {
        SERIAL,
        MULTITHREAD,
        MULTIPROCESS;

        <T> Iterator<T> make(Dataset<T> dataset, int batchSize, boolean repeat, OrderSampler sampler) {
            return switch (this) {
                case SERIAL -> new SerialIterator<>(dataset, batchSize, repeat, sampler);
                case MULTITHREAD -> new MultithreadIterator<>(dataset, batchSize, repeat, sampler, 3);
                case MULTIPROCESS -> new MultiprocessIterator<>(dataset, batchSize, repeat, sampler, 3, 4);
            };
        }
    }

    private static Dataset<Integer> numbers(int n) {
        return Dataset.of(IntStream.range(0, n).boxed().toList());
    }

    @ParameterizedTest
    @EnumSource
    void batchesInOrderReachOverTheEndOfAnEpoch(Kind kind) {
        try (Iterator<Integer> iterator = kind.make(numbers(5), 2, true, null)) {
            assertThat(iterator.previousEpochDetail()).isEmpty();
            assertThat(iterator.next()).containsExactly(0, 1);
            assertThat(iterator.isNewEpoch()).isFalse();
            assertThat(iterator.epochDetail()).isEqualTo(0.4);
            assertThat(iterator.previousEpochDetail()).hasValue(0);
            assertThat(iterator.next()).containsExactly(2, 3);
            assertThat(iterator.next()).containsExactly(4, 0);
            assertThat(iterator.isNewEpoch()).isTrue();
            assertThat(iterator.epoch()).isEqualTo(1);
            assertThat(iterator.epochDetail()).isEqualTo(1.2);
            assertThat(iterator.previousEpochDetail()).hasValue(0.8);
            iterator.reset();
            assertThat(iterator.next()).containsExactly(0, 1);
            assertThat(iterator.epoch()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutRepeatTheLastBatchIsShorter(Kind kind) {
        try (Iterator<Integer> iterator = kind.make(numbers(5), 3, false, null)) {
            assertThat(iterator.next()).containsExactly(0, 1, 2);
            assertThat(iterator.next()).containsExactly(3, 4);
            assertThat(iterator.hasNext()).isFalse();
            assertThat(iterator.isNewEpoch()).isTrue();
            assertThat(iterator.epochDetail()).isEqualTo(1);
            assertThatThrownBy(iterator::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("does not repeat");
            iterator.reset();
            assertThat(iterator.next()).containsExactly(0, 1, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBatchMayBeLargerThanTheDataSet(Kind kind) {
        try (Iterator<Integer> iterator = kind.make(numbers(3), 7, true, null)) {
            assertThat(iterator.next()).containsExactly(0, 1, 2, 0, 1, 2, 0);
            assertThat(iterator.epoch()).isEqualTo(2);
        }
        try (Iterator<Integer> iterator = kind.make(numbers(3), 7, false, null)) {
            assertThat(iterator.next()).containsExactly(0, 1, 2);
            assertThat(iterator.hasNext()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachEpochIsAnotherShuffle(Kind kind) {
        try (Iterator<Integer> iterator =
                kind.make(numbers(20), 20, true, new ShuffleOrderSampler(new RandomState(5)))) {
            List<Integer> first = List.copyOf(iterator.next());
            List<Integer> second = List.copyOf(iterator.next());
            assertThat(first).containsExactlyInAnyOrderElementsOf(numbers(20).asList());
            assertThat(second).containsExactlyInAnyOrderElementsOf(numbers(20).asList());
            assertThat(second).isNotEqualTo(first);
        }
    }

    /** Draws a few numbers between batches, as dropout would. */
    private static List<Object> take(Iterator<?> iterator, int batches) {
        List<Object> taken = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            taken.add(List.copyOf(iterator.next()));
            taken.add(RandomState.shared().nextDouble());
            taken.add(iterator.epochDetail());
            taken.add(iterator.isNewEpoch());
        }
        return taken;
    }

    /** An iterator together with the process's random numbers, as a trainer saves them. */
    private record Saved(Iterator<?> iterator) implements Serializer.Serializable {
        @Override
        public void serialize(Serializer serializer) {
            iterator.serialize(serializer);
            ((Stateful) iterator).serializeState(serializer.child("_jvm"));
            long seed = serializer.integer("seed", RandomState.shared().getSeed());
            long offset = serializer.integer("offset", RandomState.shared().getOffset());
            RandomState.shared().setState(seed, offset);
        }
    }

    @ParameterizedTest
    @EnumSource
    void resumedAtAnyPlaceItGoesOnTheSame(Kind kind) {
        for (int own = 0; own < 2; own++) {
            for (int stop = 0; stop < 12; stop++) {
                RandomState ownRandom = own == 1 ? new RandomState(7) : null;
                RandomState.seed(3);
                List<Object> whole;
                Path file = folder.resolve("iterator");
                try (Iterator<Integer> iterator = kind.make(numbers(5), 2, true, new ShuffleOrderSampler(ownRandom))) {
                    whole = take(iterator, stop);
                    Serializers.saveNpz(file, new Saved(iterator));
                    whole = take(iterator, 12);
                }
                RandomState.seed(99);
                RandomState otherRandom = own == 1 ? new RandomState(8) : null;
                try (Iterator<Integer> iterator =
                        kind.make(numbers(5), 2, true, new ShuffleOrderSampler(otherRandom))) {
                    take(iterator, 3);
                    Serializers.loadNpz(file, new Saved(iterator));
                    assertThat(take(iterator, 12)).as("stopped after " + stop).isEqualTo(whole);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameBatches(Kind kind) {
        List<List<Object>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            RandomState.seed(11);
            try (Iterator<Integer> iterator = kind.make(numbers(7), 3, true, new ShuffleOrderSampler())) {
                runs.add(take(iterator, 20));
            }
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }

    @ParameterizedTest
    @EnumSource
    void keysAreChainers(Kind kind) {
        try (Iterator<Integer> iterator = kind.make(numbers(4), 2, true, new ShuffleOrderSampler())) {
            iterator.next();
            assertThat(Serializers.serialize(iterator).keySet())
                    .containsExactly(
                            "current_position",
                            "epoch",
                            "is_new_epoch",
                            kind == Kind.MULTITHREAD ? "_order" : "order",
                            "previous_epoch_detail");
        }
    }

    @Test
    void oneIteratorsSnapshotServesAnother() {
        Path file = folder.resolve("iterator");
        Iterator<Integer> serial = new SerialIterator<>(numbers(10), 3, true, true);
        serial.next();
        Serializers.saveNpz(file, serial);
        try (Iterator<Integer> other = new MultithreadIterator<>(numbers(10), 3, true, true, 2)) {
            Serializers.loadNpz(file, other);
            assertThat(other.next()).isEqualTo(serial.next());
            assertThat(other.next()).isEqualTo(serial.next());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherDataSetsSnapshotIsRefusedAndChangesNothing(Kind kind) {
        Path file = folder.resolve("iterator");
        try (Iterator<Integer> large = kind.make(numbers(10), 4, true, new ShuffleOrderSampler());
                Iterator<Integer> small = kind.make(numbers(5), 2, true, new ShuffleOrderSampler());
                Iterator<Integer> plain = kind.make(numbers(5), 2, true, null);
                Iterator<Integer> plainLarge = kind.make(numbers(10), 4, true, null)) {
            large.next();
            large.next();
            small.next();
            Serializers.saveNpz(file, large);
            assertThatThrownBy(() -> Serializers.loadNpz(file, small)).hasMessageContaining("(10,)");
            assertThat(small.epochDetail()).isEqualTo(0.4);

            plainLarge.next();
            plainLarge.next();
            Serializers.saveNpz(file, plainLarge);
            assertThatThrownBy(() -> Serializers.loadNpz(file, plain))
                    .hasMessageContaining("position 8")
                    .hasMessageContaining("5 examples");
            assertThat(plain.next()).containsExactly(0, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrongArgumentsAreRefused(Kind kind) {
        assertThatThrownBy(() -> kind.make(numbers(5), 0, true, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch size is 0");
        assertThatThrownBy(() -> kind.make(numbers(0), 1, true, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> kind.make(numbers(3), 1, true, (order, position) -> new int[] {0, 3}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("index 3")
                .hasMessageContaining("3 examples");
        assertThatThrownBy(() -> kind.make(numbers(3), 1, true, (order, position) -> new int[0]))
                .hasMessageContaining("no index");
        assertThatThrownBy(() -> {
                    try (Iterator<Integer> iterator =
                            kind.make(numbers(3), 2, true, (order, position) -> new int[position == 0 ? 2 : 3])) {
                        iterator.next();
                    }
                })
                .hasMessageContaining("3 indices after 2");
        assertThatThrownBy(() -> new MultithreadIterator<>(numbers(3), 1, true, true, 0))
                .hasMessageContaining("0 threads");
        assertThatThrownBy(() -> new MultiprocessIterator<>(numbers(3), 1, true, true, 1, 0))
                .hasMessageContaining("0 batches");
    }

    @Test
    void aSamplerMayChooseSomeOfTheExamples() {
        OrderSampler odd = (order, position) -> new int[] {1, 3};
        try (Iterator<Integer> iterator = new MultiprocessIterator<>(numbers(5), 3, true, odd, 2, 2)) {
            assertThat(iterator.next()).containsExactly(1, 3, 1);
            assertThat(iterator.epochDetail()).isEqualTo(1.5);
        }
    }

    // --- reading ahead
    // ---------------------------------------------------------------------------------------------------------------------

    private static Dataset<Integer> dataset(int size, java.util.function.IntUnaryOperator get) {
        return new Dataset<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Integer get(int index) {
                return get.applyAsInt(index);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(names = "SERIAL", mode = EnumSource.Mode.EXCLUDE)
    void orderIsKeptThoughExamplesTakeUnequalTime(Kind kind) {
        Dataset<Integer> uneven = dataset(30, i -> {
            pause(i % 3 == 0 ? 5 : 0);
            return i;
        });
        try (Iterator<Integer> iterator = kind.make(uneven, 7, true, null)) {
            List<Integer> taken = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                taken.addAll(iterator.next());
            }
            assertThat(taken)
                    .isEqualTo(IntStream.range(0, 70).map(i -> i % 30).boxed().toList());
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SERIAL", mode = EnumSource.Mode.EXCLUDE)
    void theNextBatchIsReadWhileTheCurrentOneIsInUse(Kind kind) throws InterruptedException {
        CountDownLatch secondBatch = new CountDownLatch(2);
        Dataset<Integer> watched = dataset(100, i -> {
            if (i == 2 || i == 3) {
                secondBatch.countDown();
            }
            return i;
        });
        try (Iterator<Integer> iterator = kind.make(watched, 2, true, null)) {
            iterator.next();
            assertThat(secondBatch.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SERIAL", mode = EnumSource.Mode.EXCLUDE)
    void severalThreadsRead(Kind kind) throws InterruptedException {
        CountDownLatch all = new CountDownLatch(3);
        Dataset<Integer> meeting = dataset(3, i -> {
            all.countDown();
            try {
                assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return i;
        });
        try (Iterator<Integer> iterator = kind.make(meeting, 3, false, null)) {
            assertThat(iterator.next()).containsExactly(0, 1, 2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SERIAL", mode = EnumSource.Mode.EXCLUDE)
    void anErrorComesWithItsCauseAndTheBatchCanBeTriedAgain(Kind kind) {
        AtomicBoolean broken = new AtomicBoolean(true);
        Dataset<Integer> failing = dataset(6, i -> {
            if (i == 3 && broken.get()) {
                throw new java.io.UncheckedIOException(new IOException("the disk is gone"));
            }
            return i;
        });
        try (Iterator<Integer> iterator = kind.make(failing, 2, true, null)) {
            assertThat(iterator.next()).containsExactly(0, 1);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(iterator::next)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("example 3")
                        .hasMessageContaining("the disk is gone")
                        .cause()
                        .isInstanceOf(java.io.UncheckedIOException.class)
                        .satisfies(cause -> assertThat(cause.getStackTrace())
                                .anySatisfy(frame ->
                                        assertThat(frame.getMethodName()).contains("anErrorComesWithItsCause")));
                assertThat(iterator.epochDetail()).isEqualTo(2 / 6.0);
            }
            broken.set(false);
            assertThat(iterator.next()).containsExactly(2, 3);
            assertThat(iterator.next()).containsExactly(4, 5);
        }
    }

    private static Stream<Thread> readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("Mult") && t.isAlive());
    }

    @ParameterizedTest
    @EnumSource(names = "SERIAL", mode = EnumSource.Mode.EXCLUDE)
    void threadsEndWhenTheIteratorIsClosed(Kind kind) throws InterruptedException {
        Iterator<Integer> iterator = kind.make(numbers(50), 5, true, new ShuffleOrderSampler());
        iterator.next();
        List<Thread> threads = readers().toList();
        assertThat(threads).isNotEmpty();
        assertThat(threads).allMatch(Thread::isDaemon);
        iterator.close();
        for (Thread thread : threads) {
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        }
        iterator.close();
        assertThat(iterator.next()).hasSize(5);
        iterator.close();
    }

    @ParameterizedTest
    @EnumSource(names = "SERIAL", mode = EnumSource.Mode.EXCLUDE)
    void closingDoesNotChangeWhatComesNext(Kind kind) {
        List<List<Object>> runs = new ArrayList<>();
        for (boolean close : new boolean[] {false, true}) {
            RandomState.seed(5);
            try (Iterator<Integer> iterator = kind.make(numbers(5), 2, true, new ShuffleOrderSampler())) {
                take(iterator, 3);
                if (close) {
                    iterator.close();
                }
                runs.add(take(iterator, 10));
            }
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }

    @Test
    void readersHaveTheConfigurationAndDeviceOfWhoeverTakesTheBatches() {
        AtomicInteger right = new AtomicInteger();
        Dataset<Integer> dataset = dataset(4, i -> {
            boolean same = !Chainer.config().train()
                    && Chainer.config().dtype() == DType.FLOAT64
                    && Devices.current() == Devices.reference();
            right.addAndGet(same ? 1 : 0);
            return i;
        });
        try (var device = Devices.reference().use();
                var test = Chainer.usingConfig(Config.TRAIN, false);
                var wide = Chainer.usingConfig(Config.DTYPE, DType.FLOAT64);
                Iterator<Integer> iterator = new MultithreadIterator<>(dataset, 4, false, false, 2)) {
            iterator.next();
        }
        assertThat(right.get()).isEqualTo(4);
    }

    @Test
    void aStalledDataSetIsWaitedFor() {
        Dataset<Integer> slow = dataset(2, i -> {
            pause(100);
            return i;
        });
        try (Iterator<Integer> iterator =
                new MultiprocessIterator<>(slow, 2, true, false, 1, 1).datasetTimeout(Duration.ofMillis(10))) {
            assertThat(iterator.next()).containsExactly(0, 1);
        }
    }

    @Test
    void anInterruptedWaitIsAnError() {
        CountDownLatch never = new CountDownLatch(1);
        Dataset<Integer> stuck = dataset(2, i -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return i;
        });
        try (Iterator<Integer> iterator = new MultithreadIterator<>(stuck, 1, true, false, 1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(iterator::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
