package org.chainer.dataset;

import java.util.List;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/**
 * Stacks examples as {@link ConcatExamples} does, and leaves their way to the device to the device: it does not wait until the arrays have arrived. What computes with them on the device
 * waits by itself.
 *
 * <p>The stacked arrays are kept until the next batch, so that a device may still read them. One converter serves one device. On devices that share the host's memory there is nothing to
 * transfer. Chainer: {@code ConcatWithAsyncTransfer}, whose streams are the device's own affair here.
 */
public final class ConcatWithAsyncTransfer implements Converter {
    private final ConcatExamples concat;
    private Device device;
    private Batch onItsWay;

    /** Examples of equal shapes. */
    public ConcatWithAsyncTransfer() {
        this(new ConcatExamples());
    }

    /** Examples that are stacked in another way: with padding, for example. */
    public ConcatWithAsyncTransfer(ConcatExamples concat) {
        this.concat = concat;
    }

    /**
     * Converts a batch.
     *
     * @throws IllegalArgumentException if the device is another one than that of the first batch
     */
    @Override
    public Batch convert(List<?> examples, Device where) {
        Device target = where == null ? Devices.current() : where;
        if (device == null) {
            device = target;
        } else if (device != target) {
            throw new IllegalArgumentException("ConcatWithAsyncTransfer: the batch is to go to " + target
                    + ", but the first one went to " + device + "; use one converter for each device");
        }
        if (target.isHost()) {
            return concat.convert(examples, target);
        }
        onItsWay = concat.convert(examples, Devices.get("cpu"));
        return onItsWay.toDevice(target);
    }
}
