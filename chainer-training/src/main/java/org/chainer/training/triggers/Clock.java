package org.chainer.training.triggers;

import org.chainer.Serializer;
import org.chainer.training.Updater;

/** Where training was when a trigger was last asked, and where it is now, in epochs or iterations. */
final class Clock {
    private final boolean byEpoch;
    private long previousIteration;
    private double previousEpochDetail;

    /**
     * A clock that counts one of two units.
     *
     * @param owner name of the trigger, for messages
     */
    Clock(String owner, String unit) {
        if (!"epoch".equals(unit) && !"iteration".equals(unit)) {
            throw new IllegalArgumentException(owner + ": the unit is '" + unit + "', expected 'epoch' or 'iteration'");
        }
        byEpoch = unit.equals("epoch");
    }

    String unit() {
        return byEpoch ? "epoch" : "iteration";
    }

    double now(Updater updater) {
        return byEpoch ? updater.epochDetail() : updater.iteration();
    }

    /** Where training was at the call before; guessed from the updater where a snapshot did not tell. */
    double before(Updater updater) {
        if (byEpoch) {
            return previousEpochDetail >= 0
                    ? previousEpochDetail
                    : updater.previousEpochDetail().orElse(0);
        }
        return previousIteration >= 0 ? previousIteration : updater.iteration() - 1;
    }

    void advance(Updater updater) {
        previousIteration = updater.iteration();
        previousEpochDetail = updater.epochDetail();
    }

    void serialize(Serializer serializer) {
        previousIteration = serializer.isReader() && !serializer.has("previous_iteration")
                ? -1
                : serializer.integer("previous_iteration", previousIteration);
        previousEpochDetail = serializer.isReader() && !serializer.has("previous_epoch_detail")
                ? -1
                : serializer.number("previous_epoch_detail", previousEpochDetail);
    }
}
