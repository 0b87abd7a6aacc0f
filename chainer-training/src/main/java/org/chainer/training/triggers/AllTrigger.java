package org.chainer.training.triggers;

import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/** Fires when several triggers do at once. All of them are asked each time, since each keeps its own count. */
public final class AllTrigger extends CompositeTrigger {

    /**
     * A trigger made of others.
     *
     * @throws IllegalArgumentException if there is none
     */
    public AllTrigger(Trigger... parts) {
        super(parts);
    }

    @Override
    public boolean fire(Trainer trainer) {
        boolean all = true;
        for (Trigger part : parts()) {
            all &= part.fire(trainer);
        }
        return all;
    }

    @Override
    public boolean isFinished() {
        return parts().stream().anyMatch(Trigger::isFinished);
    }
}
