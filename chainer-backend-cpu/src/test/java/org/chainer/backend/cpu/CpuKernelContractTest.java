package org.chainer.backend.cpu;

import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.testing.contract.KernelContract;

/** Every kernel of the cpu device gives what the reference gives. */
class CpuKernelContractTest extends KernelContract {

    @Override
    protected Device device() {
        return Devices.get("cpu");
    }
}
