package org.chainer.backend.cuda;

import org.chainer.backend.Backend;
import org.chainer.backend.Device;

/** NVIDIA's devices. Available where the driver, CUDA's runtime, NVRTC, cuBLAS and cuDNN are installed and there is a device. */
public final class CudaBackend implements Backend {
    private CudaDevice[] devices;

    /** Made by {@link java.util.ServiceLoader}. */
    public CudaBackend() {}

    @Override
    public String name() {
        return "cuda";
    }

    @Override
    public String unavailableReason() {
        return CudaLibraries.unavailableReason();
    }

    @Override
    public int deviceCount() {
        return unavailableReason() == null ? CudaLibraries.deviceCount() : 0;
    }

    @Override
    public synchronized Device device(int index) {
        String reason = unavailableReason();
        if (reason != null) {
            throw new IllegalArgumentException("cuda: " + reason);
        }
        if (devices == null) {
            devices = new CudaDevice[CudaLibraries.deviceCount()];
        }
        if (index < 0 || index >= devices.length) {
            throw new IllegalArgumentException(
                    "cuda:" + index + ": there are " + devices.length + " CUDA devices, numbered from 0");
        }
        if (devices[index] == null) {
            devices[index] = new CudaDevice(this, new CudaContext(index));
        }
        return devices[index];
    }
}
