package org.chainer.backend;

import org.chainer.array.DType;
import org.chainer.array.HalfFloat;

/**
 * Converts runs of elements at equal distances in a block, of at most {@link HostArray#TILE}, from and to Java arrays: floating-point numbers are seen as double or float, integers and
 * bools as long (bool as 0 and 1); what is written is rounded, to integers truncated.
 */
final class Elements {
    private Elements() {}

    static void read(HostBlock block, DType dtype, long position, long stride, double[] to, int at, int n) {
        switch (dtype) {
            case FLOAT64 -> StridedRuns.get(block, position, stride, to, at, n);
            case FLOAT32 -> {
                float[] floats = Scratch.floats();
                StridedRuns.get(block, position, stride, floats, 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = floats[i];
                }
            }
            case FLOAT16 -> {
                short[] shorts = Scratch.shorts();
                StridedRuns.get(block, position, stride, shorts, 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = HalfFloat.fromFloat16(shorts[i]);
                }
            }
            case BFLOAT16 -> {
                short[] shorts = Scratch.shorts();
                StridedRuns.get(block, position, stride, shorts, 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = HalfFloat.fromBfloat16(shorts[i]);
                }
            }
            default -> {
                long[] longs = Scratch.longs();
                read(block, dtype, position, stride, longs, 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = longs[i];
                }
            }
        }
    }

    static void read(HostBlock block, DType dtype, long position, long stride, float[] to, int at, int n) {
        if (dtype == DType.FLOAT32) {
            StridedRuns.get(block, position, stride, to, at, n);
        } else {
            double[] doubles = Scratch.doubles();
            read(block, dtype, position, stride, doubles, 0, n);
            for (int i = 0; i < n; i++) {
                to[at + i] = (float) doubles[i];
            }
        }
    }

    static void read(HostBlock block, DType dtype, long position, long stride, long[] to, int at, int n) {
        switch (dtype) {
            case INT64 -> StridedRuns.get(block, position, stride, to, at, n);
            case INT32 -> {
                int[] ints = Scratch.ints();
                StridedRuns.get(block, position, stride, ints, 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = ints[i];
                }
            }
            case INT16 -> {
                short[] shorts = Scratch.shorts();
                StridedRuns.get(block, position, stride, shorts, 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = shorts[i];
                }
            }
            case INT8, BOOL -> {
                byte[] bytes = Scratch.bytes();
                StridedRuns.get(block, position, stride, bytes, 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = bytes[i];
                }
            }
            case UINT8 -> {
                byte[] bytes = Scratch.bytes();
                StridedRuns.get(block, position, stride, bytes, 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = bytes[i] & 0xff;
                }
            }
            default -> {
                double[] doubles = Scratch.doubles();
                read(block, dtype, position, stride, doubles, 0, n);
                for (int i = 0; i < n; i++) {
                    to[at + i] = (long) doubles[i];
                }
            }
        }
    }

    static void write(HostBlock block, DType dtype, long position, long stride, double[] from, int at, int n) {
        switch (dtype) {
            case FLOAT64 -> StridedRuns.put(block, position, stride, from, at, n);
            case FLOAT32 -> {
                float[] floats = Scratch.floats();
                for (int i = 0; i < n; i++) {
                    floats[i] = (float) from[at + i];
                }
                StridedRuns.put(block, position, stride, floats, 0, n);
            }
            case FLOAT16 -> {
                short[] shorts = Scratch.shorts();
                for (int i = 0; i < n; i++) {
                    shorts[i] = HalfFloat.toFloat16((float) from[at + i]);
                }
                StridedRuns.put(block, position, stride, shorts, 0, n);
            }
            case BFLOAT16 -> {
                short[] shorts = Scratch.shorts();
                for (int i = 0; i < n; i++) {
                    shorts[i] = HalfFloat.toBfloat16((float) from[at + i]);
                }
                StridedRuns.put(block, position, stride, shorts, 0, n);
            }
            case BOOL -> {
                byte[] bytes = Scratch.bytes();
                for (int i = 0; i < n; i++) {
                    bytes[i] = (byte) (from[at + i] != 0 ? 1 : 0);
                }
                StridedRuns.put(block, position, stride, bytes, 0, n);
            }
            default -> {
                long[] longs = Scratch.longs();
                for (int i = 0; i < n; i++) {
                    longs[i] = (long) from[at + i];
                }
                write(block, dtype, position, stride, longs, 0, n);
            }
        }
    }

    static void write(HostBlock block, DType dtype, long position, long stride, float[] from, int at, int n) {
        if (dtype == DType.FLOAT32) {
            StridedRuns.put(block, position, stride, from, at, n);
        } else {
            double[] doubles = Scratch.doubles();
            for (int i = 0; i < n; i++) {
                doubles[i] = from[at + i];
            }
            write(block, dtype, position, stride, doubles, 0, n);
        }
    }

    static void write(HostBlock block, DType dtype, long position, long stride, long[] from, int at, int n) {
        switch (dtype) {
            case INT64 -> StridedRuns.put(block, position, stride, from, at, n);
            case INT32 -> {
                int[] ints = Scratch.ints();
                for (int i = 0; i < n; i++) {
                    ints[i] = (int) from[at + i];
                }
                StridedRuns.put(block, position, stride, ints, 0, n);
            }
            case INT16 -> {
                short[] shorts = Scratch.shorts();
                for (int i = 0; i < n; i++) {
                    shorts[i] = (short) from[at + i];
                }
                StridedRuns.put(block, position, stride, shorts, 0, n);
            }
            case INT8, UINT8 -> {
                byte[] bytes = Scratch.bytes();
                for (int i = 0; i < n; i++) {
                    bytes[i] = (byte) from[at + i];
                }
                StridedRuns.put(block, position, stride, bytes, 0, n);
            }
            case BOOL -> {
                byte[] bytes = Scratch.bytes();
                for (int i = 0; i < n; i++) {
                    bytes[i] = (byte) (from[at + i] != 0 ? 1 : 0);
                }
                StridedRuns.put(block, position, stride, bytes, 0, n);
            }
            default -> {
                double[] doubles = Scratch.doubles();
                for (int i = 0; i < n; i++) {
                    doubles[i] = from[at + i];
                }
                write(block, dtype, position, stride, doubles, 0, n);
            }
        }
    }
}
