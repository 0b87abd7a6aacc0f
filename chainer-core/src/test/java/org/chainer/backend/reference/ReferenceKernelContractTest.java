package org.chainer.backend.reference;

import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.testing.contract.KernelContract;

/** The reference keeps its own contract on views, in place and from several threads. */
class ReferenceKernelContractTest extends KernelContract {

    @Override
    protected Device device() {
        return Devices.reference();
    }
}
