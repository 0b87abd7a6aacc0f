package org.chainer.training.triggers;

import org.chainer.Serializer;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/** Fires at its first call only; if wished, at the first one of a resumed run too. */
public final class OnceTrigger implements Trigger {
    private boolean first = true;
    private boolean resumed;

    /** A trigger that does not fire again when training is resumed. */
    public OnceTrigger() {
        this(false);
    }

    /**
     * A trigger.
     *
     * @param callOnResume whether it fires again when training is resumed
     */
    public OnceTrigger(boolean callOnResume) {
        resumed = callOnResume;
    }

    @Override
    public boolean fire(Trainer trainer) {
        boolean fire = !isFinished();
        resumed = false;
        first = false;
        return fire;
    }

    @Override
    public boolean isFinished() {
        return !(first || resumed);
    }

    @Override
    public void serialize(Serializer serializer) {
        first = !(serializer.isReader() && !serializer.has("_flag_first")) && serializer.bool("_flag_first", first);
    }
}
