package org.chainer;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Memory;

/** A float32 copy of a parameter of 16 bits, in which small updates add up that rounding would lose. */
final class WideCopy {
    private Parameter wide;
    private Memory source;
    private long version;

    /** The copy, with the parameter's gradient divided by its loss scale. It is taken anew if somebody else wrote to the parameter since. */
    Parameter of(Parameter parameter) {
        if (!isCopyOf(parameter)) {
            wide = new Parameter(parameter.array().astype(DType.FLOAT32));
            wide.setName(parameter.name());
        }
        NDArray grad = parameter.borrowGrad();
        if (grad == null) {
            wide.clearGrad();
        } else if (wide.borrowGrad() == null) {
            wide.setGrad(grad.astype(DType.FLOAT32));
        } else {
            wide.borrowGrad().copyFrom(grad);
        }
        if (grad != null && parameter.lossScale() != 1) {
            wide.borrowGrad().mulAssign(1 / parameter.lossScale());
        }
        return wide;
    }

    private boolean isCopyOf(Parameter parameter) {
        return wide != null
                && source == parameter.array().memory()
                && version == source.version()
                && wide.device() == parameter.device();
    }

    void roundInto(Parameter parameter) {
        parameter.array().copyFrom(wide.array());
        noteVersion(parameter);
    }

    private void noteVersion(Parameter parameter) {
        source = parameter.array().memory();
        version = source.version();
    }

    /** Hands the copy over, if it is one of the parameter as it is. */
    void serialize(Serializer serializer, Parameter parameter) {
        if (!serializer.isReader()) {
            if (parameter.isInitialized() && isCopyOf(parameter)) {
                serializer.array("fp32", wide.array());
            }
            return;
        }
        NDArray saved = serializer.newArray("fp32", null);
        if (saved != null && parameter.isInitialized()) {
            wide = new Parameter(saved.toDevice(parameter.device()));
            wide.setName(parameter.name());
            noteVersion(parameter);
        }
    }
}
