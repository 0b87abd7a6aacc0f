package org.chainer.training.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.functions.F;
import org.chainer.iterators.SerialIterator;
import org.chainer.links.connection.Linear;
import org.chainer.optimizers.SGD;
import org.chainer.serializers.Serializers;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.training.testing.TrainerTesting;
import org.chainer.training.updaters.StandardUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules of hyperparameters: the value in each iteration, by their formulas. */
class ShiftsTest {
    private static final int ITERATIONS = 8;

    @TempDir
    Path out;

    private SGD optimizer;
    private final List<Double> rates = new ArrayList<>();

    private Trainer trainer(Extension shift, int iterations) {
        optimizer = new SGD(2);
        optimizer.setup(new Linear(1, 1));
        StandardUpdater updater = new StandardUpdater(
                new SerialIterator<>(Dataset.of(List.of(NDArray.of(1f))), 1),
                optimizer,
                new org.chainer.dataset.ConcatExamples(),
                null,
                batch -> {
                    rates.add(optimizer.hyperparameter().get("lr"));
                    return F.sum(optimizer.target().params().get(0).mul(0));
                });
        return new Trainer(updater, Trigger.iterations(iterations), out, List.of(shift));
    }

    /** The rate that each update sees; and that a resumed run sees the same. */
    private void assertRates(Supplier<Extension> shift, double... expected) {
        rates.clear();
        trainer(shift.get(), ITERATIONS).run();
        assertThat(rates).hasSize(ITERATIONS);
        for (int i = 0; i < ITERATIONS; i++) {
            assertThat(rates.get(i)).as("update " + i).isCloseTo(expected[i], within(1e-12));
        }
        for (int stop = 1; stop < ITERATIONS; stop++) {
            rates.clear();
            Trainer first = trainer(shift.get(), stop);
            first.run();
            Serializers.saveNpz(out.resolve("snapshot"), first);
            Trainer second = trainer(shift.get(), ITERATIONS);
            Serializers.loadNpz(out.resolve("snapshot"), second);
            second.run();
            for (int i = 0; i < ITERATIONS; i++) {
                assertThat(rates.get(i))
                        .as("stopped after " + stop + ", update " + i)
                        .isCloseTo(expected[i], within(1e-12));
            }
        }
    }

    @Test
    void exponential() {
        assertRates(() -> new ExponentialShift("lr", 0.5), 2, 1, .5, .25, .125, .0625, .03125, .015625);
        assertRates(() -> new ExponentialShift("lr", 0.5).init(8).target(1), 8, 4, 2, 1, 1, 1, 1, 1);
        assertRates(() -> new ExponentialShift("lr", 2).target(10), 2, 4, 8, 10, 10, 10, 10, 10);
        assertRates(() -> new ExponentialShift("lr", 0.5).init(-8).target(-1), -8, -4, -2, -1, -1, -1, -1, -1);
    }

    @Test
    void inverse() {
        assertRates(() -> new InverseShift("lr", 1, 1), 2, 1, 2 / 3.0, .5, .4, 2 / 6.0, 2 / 7.0, .25);
        assertRates(() -> new InverseShift("lr", 1, 1).init(3).target(1), 3, 1.5, 1, 1, 1, 1, 1, 1);
        assertRates(() -> new InverseShift("lr", 1, -1).target(5), 2, 4, 5, 5, 5, 5, 5, 5);
    }

    @Test
    void polynomial() {
        assertRates(() -> new PolynomialShift("lr", 1, 4), 2, 1.5, 1, .5, 0, 0, 0, 0);
        assertRates(() -> new PolynomialShift("lr", 2, 4).init(16).target(2), 16, 9, 4, 2, 2, 2, 2, 2);
        assertRates(() -> new PolynomialShift("lr", -1, 4).target(6), 2, 8 / 3.0, 4, 6, 6, 6, 6, 6);
    }

    @Test
    void step() {
        assertRates(() -> new StepShift("lr", 0.5, 3), 2, 2, 2, 1, 1, 1, .5, .5);
        assertRates(() -> new StepShift("lr", 0.1, 2).init(1).target(0.05), 1, 1, .1, .1, .05, .05, .05, .05);
        assertRates(() -> new StepShift("lr", 3, 2).target(7), 2, 2, 6, 6, 7, 7, 7, 7);
    }

    @Test
    void multistep() {
        assertRates(() -> new MultistepShift("lr", 0.5, new long[] {2, 3, 6}, null), 2, 2, 1, .5, .5, .5, .25, .25);
        assertRates(() -> new MultistepShift("lr", 0.5, new long[] {1}, 6.0), 6, 3, 3, 3, 3, 3, 3, 3);
    }

    @Test
    void linear() {
        assertRates(() -> new LinearShift("lr", 1, 5, 2, 6), 1, 1, 1, 2, 3, 4, 5, 5);
        assertRates(() -> new LinearShift("lr", 1, 0, 0, 1), 1, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void warmup() {
        assertRates(() -> new WarmupShift("lr", 0.0, 4, 8), 0, 2, 4, 6, 8, 8, 8, 8);
        assertRates(() -> new WarmupShift("lr", null, 2, 8), 2, 5, 8, 8, 8, 8, 8, 8);
    }

    @Test
    void cosine() {
        double h = Math.sqrt(0.5);
        assertRates(() -> new CosineShift("lr", 0, 4), 2, 1 + h, 1, 1 - h, 0, 0, 0, 0);
        assertRates(() -> new CosineShift("lr", 1, 2).init(3).restart(1), 3, 2, 3, 2, 3, 2, 3, 2);
        assertRates(
                () -> new CosineShift("lr", 0, 2).restart(2), 2, 1, 2, 1 + h, 1, 1 - h, 2, 1 + Math.cos(Math.PI / 8));
    }

    @Test
    void aWarmupLeavesTheRateToOthersAfterwards() {
        rates.clear();
        Trainer trainer = trainer(new WarmupShift("lr", 1.0, 2, 4), 6);
        trainer.extend(
                "halve",
                t -> optimizer
                        .hyperparameter()
                        .set("lr", optimizer.hyperparameter().get("lr") / 2),
                Trigger.iterations(4));
        trainer.run();

        assertThat(rates).containsExactly(1.0, 2.5, 4.0, 4.0, 2.0, 2.0);
    }

    @Test
    void aScheduleOfOnesOwn() {
        class Square extends Shift<Square> {
            Square() {
                super("lr");
            }

            @Override
            protected double value(long t) {
                return init() + t * t;
            }
        }
        assertRates(Square::new, 2, 3, 6, 11, 18, 27, 38, 51);
    }

    @Test
    void anotherOptimizerThanTheMainOne() {
        SGD other = new SGD(16);
        other.setup(new Linear(1, 1));
        trainer(new ExponentialShift("lr", 0.5).optimizer(other), 3).run();

        assertThat(other.hyperparameter().get("lr")).isEqualTo(2);
        assertThat(optimizer.hyperparameter().get("lr")).isEqualTo(2);
    }

    @Test
    void aHyperparameterThatDoesNotExistIsAnError() {
        assertThatThrownBy(() ->
                        trainer(new ExponentialShift("alpha", 0.5).init(1), 3).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'alpha'")
                .hasMessageContaining("lr");
        assertThatThrownBy(() -> TrainerTesting.getTrainerWithMockUpdater(out, new StepShift("lr", 0.5, 1))
                        .run())
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'main'");
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> new ExponentialShift("lr", -1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> new ExponentialShift(null, 1)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new InverseShift("lr", -1, 1)).hasMessageContaining("gamma is -1.0");
        assertThatThrownBy(() -> new PolynomialShift("lr", 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StepShift("lr", 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MultistepShift("lr", 1, new long[] {3, 2}, null))
                .hasMessageContaining("step 2 follows step 3");
        assertThatThrownBy(() -> new LinearShift("lr", 1, 2, 5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WarmupShift("lr", null, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CosineShift("lr", 1, -2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CosineShift("lr", 1, 2).restart(0.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
