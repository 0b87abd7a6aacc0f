package org.chainer.training.triggers;

import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/** Fires when at least one of several triggers does. All of them are asked each time, since each keeps its own count. */
public final class AnyTrigger extends CompositeTrigger {

    /**
     * A trigger made of others.
     *
     * @throws IllegalArgumentException if there is none
     */
    public AnyTrigger(Trigger... parts) {
        super(parts);
    }

    @Override
    public boolean fire(Trainer trainer) {
        boolean any = false;
        for (Trigger part : parts()) {
            any |= part.fire(trainer);
        }
        return any;
    }

    /** The first part's length that is known. */
    @Override
    public TrainingLength trainingLength() {
        return parts().stream()
                .map(Trigger::trainingLength)
                .filter(length -> length != null)
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean isFinished() {
        return parts().stream().allMatch(Trigger::isFinished);
    }
}
