package org.chainer.backend;

import java.util.Arrays;

/** Copies elements at equal distances in a block from and to Java arrays. */
final class StridedRuns {
    private StridedRuns() {}

    static void get(HostBlock block, long position, long stride, double[] to, int at, int n) {
        if (stride == 1) {
            block.get(position, to, at, n);
        } else if (stride == 0) {
            Arrays.fill(to, at, at + n, block.getDouble(position));
        } else {
            for (int i = 0; i < n; i++) {
                to[at + i] = block.getDouble(position + i * stride);
            }
        }
    }

    static void get(HostBlock block, long position, long stride, float[] to, int at, int n) {
        if (stride == 1) {
            block.get(position, to, at, n);
        } else if (stride == 0) {
            Arrays.fill(to, at, at + n, block.getFloat(position));
        } else {
            for (int i = 0; i < n; i++) {
                to[at + i] = block.getFloat(position + i * stride);
            }
        }
    }

    static void get(HostBlock block, long position, long stride, long[] to, int at, int n) {
        if (stride == 1) {
            block.get(position, to, at, n);
        } else if (stride == 0) {
            Arrays.fill(to, at, at + n, block.getLong(position));
        } else {
            for (int i = 0; i < n; i++) {
                to[at + i] = block.getLong(position + i * stride);
            }
        }
    }

    static void get(HostBlock block, long position, long stride, int[] to, int at, int n) {
        if (stride == 1) {
            block.get(position, to, at, n);
        } else if (stride == 0) {
            Arrays.fill(to, at, at + n, block.getInt(position));
        } else {
            for (int i = 0; i < n; i++) {
                to[at + i] = block.getInt(position + i * stride);
            }
        }
    }

    static void get(HostBlock block, long position, long stride, short[] to, int at, int n) {
        if (stride == 1) {
            block.get(position, to, at, n);
        } else if (stride == 0) {
            Arrays.fill(to, at, at + n, block.getShort(position));
        } else {
            for (int i = 0; i < n; i++) {
                to[at + i] = block.getShort(position + i * stride);
            }
        }
    }

    static void get(HostBlock block, long position, long stride, byte[] to, int at, int n) {
        if (stride == 1) {
            block.get(position, to, at, n);
        } else if (stride == 0) {
            Arrays.fill(to, at, at + n, block.getByte(position));
        } else {
            for (int i = 0; i < n; i++) {
                to[at + i] = block.getByte(position + i * stride);
            }
        }
    }

    static void put(HostBlock block, long position, long stride, double[] from, int at, int n) {
        if (stride == 1) {
            block.put(position, from, at, n);
        } else {
            for (int i = 0; i < n; i++) {
                block.putDouble(position + i * stride, from[at + i]);
            }
        }
    }

    static void put(HostBlock block, long position, long stride, float[] from, int at, int n) {
        if (stride == 1) {
            block.put(position, from, at, n);
        } else {
            for (int i = 0; i < n; i++) {
                block.putFloat(position + i * stride, from[at + i]);
            }
        }
    }

    static void put(HostBlock block, long position, long stride, long[] from, int at, int n) {
        if (stride == 1) {
            block.put(position, from, at, n);
        } else {
            for (int i = 0; i < n; i++) {
                block.putLong(position + i * stride, from[at + i]);
            }
        }
    }

    static void put(HostBlock block, long position, long stride, int[] from, int at, int n) {
        if (stride == 1) {
            block.put(position, from, at, n);
        } else {
            for (int i = 0; i < n; i++) {
                block.putInt(position + i * stride, from[at + i]);
            }
        }
    }

    static void put(HostBlock block, long position, long stride, short[] from, int at, int n) {
        if (stride == 1) {
            block.put(position, from, at, n);
        } else {
            for (int i = 0; i < n; i++) {
                block.putShort(position + i * stride, from[at + i]);
            }
        }
    }

    static void put(HostBlock block, long position, long stride, byte[] from, int at, int n) {
        if (stride == 1) {
            block.put(position, from, at, n);
        } else {
            for (int i = 0; i < n; i++) {
                block.putByte(position + i * stride, from[at + i]);
            }
        }
    }
}
