package org.chainer.training.testing;

import java.nio.file.Path;
import java.util.List;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/** Trainers for tests: Chainer's {@code chainer.testing.get_trainer_with_mock_updater}. */
public final class TrainerTesting {
    private TrainerTesting() {}

    /** A trainer of 10 iterations, one epoch, that writes to a folder. */
    public static Trainer getTrainerWithMockUpdater(Path out, Extension... extensions) {
        return getTrainerWithMockUpdater(Trigger.iterations(10), 10, out, extensions);
    }

    /**
     * A trainer whose updater only counts; it is a {@link MockUpdater}.
     *
     * @param stopTrigger ends training
     * @param iterationsPerEpoch number of iterations in an epoch
     * @param out folder for what extensions write
     */
    public static Trainer getTrainerWithMockUpdater(
            Trigger stopTrigger, long iterationsPerEpoch, Path out, Extension... extensions) {
        return new Trainer(new MockUpdater(iterationsPerEpoch), stopTrigger, out, List.of(extensions));
    }
}
