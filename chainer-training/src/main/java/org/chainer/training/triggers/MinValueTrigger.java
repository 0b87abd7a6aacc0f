package org.chainer.training.triggers;

import org.chainer.training.Trigger;

/** Fires when an observation's mean over an interval is less than all before. */
public final class MinValueTrigger extends BestValueTrigger {

    /** A trigger that compares once an epoch. */
    public MinValueTrigger(String key) {
        this(key, Trigger.epochs(1));
    }

    /** A trigger that compares at each interval. */
    public MinValueTrigger(String key, Trigger interval) {
        super(key, (best, value) -> value < best, interval);
    }
}
