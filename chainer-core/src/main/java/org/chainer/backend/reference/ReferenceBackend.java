package org.chainer.backend.reference;

import org.chainer.backend.Backend;
import org.chainer.backend.Device;

/** The backend that is always there: plain Java on plain Java memory. */
public final class ReferenceBackend implements Backend {
    private final Device device = new ReferenceDevice(this);

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public String unavailableReason() {
        return null;
    }

    @Override
    public int deviceCount() {
        return 1;
    }

    @Override
    public Device device(int index) {
        if (index != 0) {
            throw new IllegalArgumentException("reference:" + index + ": there is one reference device, reference");
        }
        return device;
    }
}
