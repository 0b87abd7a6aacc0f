package org.chainer.backend.cpu;

/**
 * Decides how long idle workers should spin. Long, while processors are free: a worker that sleeps is woken late, and often onto the very core
 * of the thread that wakes it. Hardly at all, while threads wait for a processor: a worker that spins then keeps its core from the thread that
 * it waits for. As the second state hides whether the first would be better again, it is left now and then to see.
 */
final class SpinPolicy {
    /** Share of the time in which some thread waits; a quiet machine shows 1 to 3 %, a contended one 90 to 100. */
    static final double CONTENDED = 0.25;

    static final long FIRST_PAUSE = 250_000_000;
    static final long LONGEST_PAUSE = 4_000_000_000L;

    private boolean shortened;
    private long since;
    private long pause = FIRST_PAUSE;

    SpinPolicy(long now) {
        since = now;
    }

    /**
     * Takes a sample.
     *
     * @param waiting share of the time since the last sample in which some thread waited for a processor
     * @param now in nanoseconds
     * @return whether workers should spin but shortly
     */
    boolean sample(double waiting, long now) {
        if (shortened) {
            if (now - since > pause) {
                shortened = false;
                since = now;
            }
        } else if (waiting > CONTENDED) {
            pause = now - since < pause ? Math.min(2 * pause, LONGEST_PAUSE) : FIRST_PAUSE;
            shortened = true;
            since = now;
        }
        return shortened;
    }
}
