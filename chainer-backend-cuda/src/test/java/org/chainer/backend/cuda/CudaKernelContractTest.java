package org.chainer.backend.cuda;

import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.testing.contract.KernelContract;

/** Every kernel of a CUDA device gives what the reference gives. */
class CudaKernelContractTest extends KernelContract {

    @Override
    protected Device device() {
        return Devices.get("cuda:0");
    }
}
