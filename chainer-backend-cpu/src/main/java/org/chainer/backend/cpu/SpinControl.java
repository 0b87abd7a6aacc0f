package org.chainer.backend.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.chainer.array.DType;

/**
 * Carries out {@link SpinPolicy} for oneDNN's OpenMP, on Linux, where the kernel tells how long threads wait for a processor.
 *
 * <p>libgomp has no call for it, but spins shortly while it counts more threads than there are processors. So to shorten the spinning, a
 * thread of ours calls a small primitive, which grows a team for it, and stays; and ends to lengthen it again. Measured with one of two cores
 * busy, for an LSTM step's product and tanh: 8 to 14 ms with long spinning, 0.65 with short; without other load 0.32 and 0.40 to 0.65.
 */
final class SpinControl implements Runnable {
    private static final Path PRESSURE = Path.of("/proc/pressure/cpu");
    private static final long PERIOD = 20_000_000;
    private static final long REST_AFTER = 1_000_000_000;
    private static final int ELEMENTS = 1 << 16;

    private static volatile boolean started;
    private static volatile boolean resting;
    private static Thread thread;

    private final OneDnnPrimitive primitive;
    private Thread crowd;

    private SpinControl(OneDnnPrimitive primitive) {
        this.primitive = primitive;
    }

    /** Says that a team is computing. */
    static void inUse() {
        if (resting || !started) {
            start();
        }
    }

    private static synchronized void start() {
        if (!started) {
            started = true;
            OneDnnPrimitive primitive = waitedMicros() < 0
                    ? null
                    : OneDnnEltwise.forward(OneDnnEltwise.Function.SQUARE, DType.FLOAT32, ELEMENTS, 0, 0);
            if (primitive != null) {
                thread = new Thread(new SpinControl(primitive), "chainer-spin-control");
                thread.setDaemon(true);
                thread.start();
            }
        }
        if (resting) {
            resting = false;
            LockSupport.unpark(thread);
        }
    }

    private static long waitedMicros() {
        try {
            String text = Files.readString(PRESSURE);
            int at = text.indexOf("total=") + "total=".length();
            return Long.parseLong(text.substring(at, text.indexOf('\n', at)));
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }

    @Override
    public void run() {
        SpinPolicy policy = new SpinPolicy(System.nanoTime());
        long waited = waitedMicros();
        long then = System.nanoTime();
        while (waited >= 0) {
            LockSupport.parkNanos(PERIOD);
            if (System.nanoTime() - ComputeThreads.lastUse() > REST_AFTER) {
                crowd(false);
                rest();
                waited = waitedMicros();
                then = System.nanoTime();
                continue;
            }
            long waitedNow = waitedMicros();
            long now = System.nanoTime();
            crowd(policy.sample((waitedNow - waited) * 1000.0 / Math.max(now - then, 1), now));
            waited = waitedNow;
            then = now;
        }
        crowd(false);
    }

    private static void rest() {
        resting = true;
        while (resting) {
            LockSupport.park();
        }
    }

    /** Starts or ends the thread whose team makes libgomp count too many. */
    private void crowd(boolean wanted) {
        if (wanted && crowd == null) {
            crowd = new Thread(this::stay, "chainer-spin-crowd");
            crowd.setDaemon(true);
            crowd.start();
        } else if (!wanted && crowd != null) {
            crowd.interrupt();
            crowd = null;
        }
    }

    private void stay() {
        NativeBlock block = NativeBlock.allocate(ELEMENTS * 4L);
        try {
            primitive.runOn(block);
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
        } finally {
            block.free();
        }
    }
}
