package org.chainer.training.triggers;

import org.chainer.training.Trigger;

/** Fires when an observation's mean over an interval is greater than all before. */
public final class MaxValueTrigger extends BestValueTrigger {

    /** A trigger that compares once an epoch. */
    public MaxValueTrigger(String key) {
        this(key, Trigger.epochs(1));
    }

    /** A trigger that compares at each interval. */
    public MaxValueTrigger(String key, Trigger interval) {
        super(key, (best, value) -> value > best, interval);
    }
}
