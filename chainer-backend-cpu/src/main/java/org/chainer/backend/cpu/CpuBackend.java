package org.chainer.backend.cpu;

import org.chainer.backend.Backend;
import org.chainer.backend.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host's processor, on OpenBLAS and oneDNN. Available where JavaCPP's native library can be loaded; each of the other two may be missing, which is
 * said once: without oneDNN everything works on OpenBLAS, without OpenBLAS on Java loops.
 */
public final class CpuBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(CpuBackend.class);

    private CpuDevice device;

    /** Made by {@link java.util.ServiceLoader}. */
    public CpuBackend() {}

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public String unavailableReason() {
        return NativeLibraries.MEMORY.unavailableReason();
    }

    @Override
    public int deviceCount() {
        return unavailableReason() == null ? 1 : 0;
    }

    @Override
    public synchronized Device device(int index) {
        String reason = unavailableReason();
        if (reason != null) {
            throw new IllegalArgumentException("cpu: " + reason);
        }
        if (index != 0) {
            throw new IllegalArgumentException("cpu:" + index + ": there is one CPU device, cpu");
        }
        if (device == null) {
            CpuThreads.count();
            warn(NativeLibraries.ONEDNN, "OpenBLAS");
            warn(NativeLibraries.OPENBLAS, "slow Java loops");
            device = new CpuDevice(this);
        }
        return device;
    }

    private static void warn(NativeLibraries.Library library, String substitute) {
        String reason = library.unavailableReason();
        if (reason != null) {
            LOG.warn("{} It is replaced by {}.", reason, substitute);
        }
    }
}
