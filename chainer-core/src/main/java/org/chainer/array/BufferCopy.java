package org.chainer.array;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.chainer.backend.Devices;
import org.chainer.backend.HostArray;

/** Copies between arrays and NIO buffers. A buffer's position, limit and mark stay as they are. */
final class BufferCopy {
    private BufferCopy() {}

    /** Overwrites an array with a buffer's remaining elements. */
    static void read(Buffer from, NDArray to) {
        Buffer source = typed(from, to, "copyFrom");
        if (source.remaining() != to.size()) {
            throw new IllegalArgumentException("copyFrom: the buffer has " + source.remaining()
                    + " elements between position and limit, the array of" + " shape " + to.shape() + " has "
                    + to.size());
        }
        NDArray host = to.device().isHost() ? to : NDArray.empty(Devices.reference(), to.dtype(), to.shape());
        HostArray out = HostArray.writing(host);
        int size = (int) to.size();
        for (int start = 0; start < size; start += HostArray.TILE) {
            int n = Math.min(HostArray.TILE, size - start);
            if (source instanceof FloatBuffer floats) {
                float[] tile = new float[n];
                floats.get(floats.position() + start, tile);
                out.put(start, tile, 0, n);
            } else if (source instanceof DoubleBuffer doubles) {
                double[] tile = new double[n];
                doubles.get(doubles.position() + start, tile);
                out.put(start, tile, 0, n);
            } else if (source instanceof ShortBuffer shorts && to.dtype().isFloating()) {
                float[] tile = new float[n];
                for (int i = 0; i < n; i++) {
                    short bits = shorts.get(shorts.position() + start + i);
                    tile[i] = to.dtype() == DType.FLOAT16 ? HalfFloat.fromFloat16(bits) : HalfFloat.fromBfloat16(bits);
                }
                out.put(start, tile, 0, n);
            } else {
                long[] tile = new long[n];
                for (int i = 0; i < n; i++) {
                    tile[i] = getLong(source, source.position() + start + i);
                }
                out.put(start, tile, 0, n);
            }
        }
        if (host != to) {
            to.copyFrom(host);
        }
    }

    /** Writes an array's elements, in C order, into a buffer from its position on. */
    static void write(NDArray from, Buffer to) {
        if (to.isReadOnly()) {
            throw new IllegalArgumentException("copyTo: the buffer is read-only");
        }
        Buffer target = typed(to, from, "copyTo");
        if (target.remaining() < from.size()) {
            throw new IllegalArgumentException("copyTo: the buffer has room for " + target.remaining()
                    + " elements between position and limit, the array of shape " + from.shape() + " has "
                    + from.size());
        }
        HostArray in = HostArray.reading(JavaArrays.onHost(from));
        int size = (int) from.size();
        for (int start = 0; start < size; start += HostArray.TILE) {
            int n = Math.min(HostArray.TILE, size - start);
            if (target instanceof FloatBuffer floats) {
                float[] tile = new float[n];
                in.get(start, tile, 0, n);
                floats.put(floats.position() + start, tile);
            } else if (target instanceof DoubleBuffer doubles) {
                double[] tile = new double[n];
                in.get(start, tile, 0, n);
                doubles.put(doubles.position() + start, tile);
            } else if (target instanceof ShortBuffer shorts && from.dtype().isFloating()) {
                float[] tile = new float[n];
                in.get(start, tile, 0, n);
                for (int i = 0; i < n; i++) {
                    short bits = from.dtype() == DType.FLOAT16
                            ? HalfFloat.toFloat16(tile[i])
                            : HalfFloat.toBfloat16(tile[i]);
                    shorts.put(shorts.position() + start + i, bits);
                }
            } else {
                long[] tile = new long[n];
                in.get(start, tile, 0, n);
                for (int i = 0; i < n; i++) {
                    putLong(target, target.position() + start + i, tile[i]);
                }
            }
        }
    }

    private static long getLong(Buffer buffer, int index) {
        if (buffer instanceof LongBuffer longs) {
            return longs.get(index);
        } else if (buffer instanceof IntBuffer ints) {
            return ints.get(index);
        } else if (buffer instanceof ShortBuffer shorts) {
            return shorts.get(index);
        }
        return ((ByteBuffer) buffer).get(index);
    }

    private static void putLong(Buffer buffer, int index, long value) {
        if (buffer instanceof LongBuffer longs) {
            longs.put(index, value);
        } else if (buffer instanceof IntBuffer ints) {
            ints.put(index, (int) value);
        } else if (buffer instanceof ShortBuffer shorts) {
            shorts.put(index, (short) value);
        } else {
            ((ByteBuffer) buffer).put(index, (byte) value);
        }
    }

    /** The buffer as one of the dtype's elements: itself, or a view of bytes in their byte order. */
    private static Buffer typed(Buffer buffer, NDArray array, String operation) {
        Buffer candidate = buffer;
        if (buffer instanceof ByteBuffer bytes && array.dtype().bytes() > 1) {
            ByteBuffer view = bytes.duplicate().order(bytes.order());
            if (view.remaining() % array.dtype().bytes() != 0) {
                throw new IllegalArgumentException(operation + ": the buffer has " + view.remaining()
                        + " bytes between position and limit, which is no multiple of the "
                        + array.dtype().bytes() + " bytes of a "
                        + array.dtype());
            }
            candidate = switch (array.dtype()) {
                case FLOAT32 -> view.asFloatBuffer();
                case FLOAT64 -> view.asDoubleBuffer();
                case INT64 -> view.asLongBuffer();
                case INT32 -> view.asIntBuffer();
                default -> view.asShortBuffer();
            };
        }
        boolean fits = switch (array.dtype()) {
            case FLOAT32 -> candidate instanceof FloatBuffer;
            case FLOAT64 -> candidate instanceof DoubleBuffer;
            case INT64 -> candidate instanceof LongBuffer;
            case INT32 -> candidate instanceof IntBuffer;
            case INT16, FLOAT16, BFLOAT16 -> candidate instanceof ShortBuffer;
            case INT8, UINT8, BOOL -> candidate instanceof ByteBuffer;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    operation + ": a " + buffer.getClass().getSimpleName() + " does not hold elements of a "
                            + array.dtype() + " array; convert the array with astype() first");
        }
        return candidate;
    }
}
