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
        NDArray array = parameter.array();
        boolean same = wide != null
                && source == array.memory()
                && version == source.version()
                && wide.device() == parameter.device();
        if (!same) {
            wide = new Parameter(array.astype(DType.FLOAT32));
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

    void roundInto(Parameter parameter) {
        parameter.array().copyFrom(wide.array());
        source = parameter.array().memory();
        version = source.version();
    }
}
