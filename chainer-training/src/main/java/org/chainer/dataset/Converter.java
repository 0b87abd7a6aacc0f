package org.chainer.dataset;

import java.util.List;
import org.chainer.backend.Device;

/** Makes arrays of the examples of a batch. A lambda will do; {@link ConcatExamples} is the one that fits most. */
@FunctionalInterface
public interface Converter {

    /**
     * Converts a batch.
     *
     * @param examples at least one
     * @param device where the arrays go; null for the current device
     */
    Batch convert(List<?> examples, Device device);
}
