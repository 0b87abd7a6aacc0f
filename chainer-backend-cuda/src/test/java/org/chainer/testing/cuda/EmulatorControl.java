package org.chainer.testing.cuda;

import com.sun.jna.NativeLibrary;

/** Asks the emulator for its accounts, and makes calls of CUDA fail. */
public final class EmulatorControl {
    private static final NativeLibrary LIBRARY = NativeLibrary.getInstance(
            CudaEmulator.folder().resolve("libcudart.so.13").toString());

    private EmulatorControl() {}

    /** The next call of a function returns an error. */
    public static void fail(String call, int error) {
        LIBRARY.getFunction("emulatorFail").invokeVoid(new Object[] {call, error, 0L});
    }

    /** Forgets errors that were asked for or have happened. */
    public static void reset() {
        LIBRARY.getFunction("emulatorReset").invokeVoid(new Object[0]);
    }

    /** How often something has happened: a call, or "synchronisations", "launches", "double frees", "overruns". */
    public static long count(String what) {
        return LIBRARY.getFunction("emulatorCount").invokeLong(new Object[] {what});
    }

    /** Bytes of a device's memory that are allocated now. */
    public static long liveBytes(int device) {
        return LIBRARY.getFunction("emulatorLiveBytes").invokeLong(new Object[] {device});
    }

    /** Number of allocations on all devices and of pinned memory. */
    public static long liveAllocations() {
        return LIBRARY.getFunction("emulatorLiveAllocations").invokeLong(new Object[0]);
    }

    /** What the emulator found wrong last. */
    public static String complaint() {
        return LIBRARY.getFunction("emulatorComplaint").invokeString(new Object[0], false);
    }
}
