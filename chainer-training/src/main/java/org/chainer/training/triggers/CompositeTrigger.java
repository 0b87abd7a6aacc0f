package org.chainer.training.triggers;

import java.util.List;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.training.Trigger;

/** A trigger made of others; the state of each is saved under its position. */
abstract class CompositeTrigger implements Trigger, Stateful {
    private final List<Trigger> parts;

    CompositeTrigger(Trigger... parts) {
        this.parts = List.of(parts);
        if (parts.length == 0) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": no trigger was given, expected at least one");
        }
    }

    final List<Trigger> parts() {
        return parts;
    }

    @Override
    public final void serialize(Serializer serializer) {
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).serialize(serializer.child(Integer.toString(i)));
        }
    }

    @Override
    public final void serializeState(Serializer serializer) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Stateful stateful) {
                stateful.serializeState(serializer.child(Integer.toString(i)));
            }
        }
    }
}
