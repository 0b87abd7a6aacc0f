package org.chainer.backend;

/** A thread's Java arrays of one tile each, through which {@link HostArray} converts elements. Nobody keeps one beyond a call. */
final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private byte[] bytes;
    private short[] shorts;
    private int[] ints;
    private long[] longs;
    private float[] floats;
    private double[] doubles;

    private Scratch() {}

    static byte[] bytes() {
        Scratch scratch = OF_THREAD.get();
        if (scratch.bytes == null) {
            scratch.bytes = new byte[HostArray.TILE];
        }
        return scratch.bytes;
    }

    static short[] shorts() {
        Scratch scratch = OF_THREAD.get();
        if (scratch.shorts == null) {
            scratch.shorts = new short[HostArray.TILE];
        }
        return scratch.shorts;
    }

    static int[] ints() {
        Scratch scratch = OF_THREAD.get();
        if (scratch.ints == null) {
            scratch.ints = new int[HostArray.TILE];
        }
        return scratch.ints;
    }

    static long[] longs() {
        Scratch scratch = OF_THREAD.get();
        if (scratch.longs == null) {
            scratch.longs = new long[HostArray.TILE];
        }
        return scratch.longs;
    }

    static float[] floats() {
        Scratch scratch = OF_THREAD.get();
        if (scratch.floats == null) {
            scratch.floats = new float[HostArray.TILE];
        }
        return scratch.floats;
    }

    static double[] doubles() {
        Scratch scratch = OF_THREAD.get();
        if (scratch.doubles == null) {
            scratch.doubles = new double[HostArray.TILE];
        }
        return scratch.doubles;
    }
}
