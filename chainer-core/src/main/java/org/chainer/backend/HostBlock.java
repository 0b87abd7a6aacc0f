package org.chainer.backend;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * Host memory seen through direct buffers ("windows") of 1 GiB, so that blocks above 2 GiB can be addressed.
 *
 * <p>All indices are counted in elements of the accessed type from the block's start. Runs that cross a window's border are handled here.
 */
public class HostBlock extends Block {
    /** Base-two logarithm of a window's size in bytes. */
    public static final int WINDOW_BITS = 30;

    private final ByteBuffer[] bytes;
    private final ShortBuffer[] shorts;
    private final IntBuffer[] ints;
    private final LongBuffer[] longs;
    private final FloatBuffer[] floats;
    private final DoubleBuffer[] doubles;

    /**
     * A block over direct buffers, each but the last of exactly 2^{@value #WINDOW_BITS} bytes.
     *
     * @param windows buffers whose remaining bytes, one after the other, are the block
     */
    public HostBlock(ByteBuffer... windows) {
        super(total(windows));
        int n = windows.length;
        bytes = new ByteBuffer[n];
        shorts = new ShortBuffer[n];
        ints = new IntBuffer[n];
        longs = new LongBuffer[n];
        floats = new FloatBuffer[n];
        doubles = new DoubleBuffer[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = windows[i].slice().order(ByteOrder.nativeOrder());
            shorts[i] = bytes[i].asShortBuffer();
            ints[i] = bytes[i].asIntBuffer();
            longs[i] = bytes[i].asLongBuffer();
            floats[i] = bytes[i].asFloatBuffer();
            doubles[i] = bytes[i].asDoubleBuffer();
        }
    }

    private static long total(ByteBuffer[] windows) {
        long total = 0;
        for (int i = 0; i < windows.length; i++) {
            if (i < windows.length - 1 && windows[i].remaining() != 1 << WINDOW_BITS) {
                throw new IllegalArgumentException("window " + i + " has " + windows[i].remaining()
                        + " bytes, expected " + (1 << WINDOW_BITS) + " in every window but the last");
            }
            total += windows[i].remaining();
        }
        return total;
    }

    /** The window that holds the byte at this offset. */
    public final ByteBuffer window(long byteOffset) {
        return bytes[(int) (byteOffset >>> WINDOW_BITS)];
    }

    /** The int8, uint8 or bool at an index. */
    public final byte getByte(long index) {
        return bytes[(int) (index >>> WINDOW_BITS)].get(offset(index, 0));
    }

    /** The 16-bit pattern at an index. */
    public final short getShort(long index) {
        return shorts[window(index, 1)].get(offset(index, 1));
    }

    /** The int32 at an index. */
    public final int getInt(long index) {
        return ints[window(index, 2)].get(offset(index, 2));
    }

    /** The int64 at an index. */
    public final long getLong(long index) {
        return longs[window(index, 3)].get(offset(index, 3));
    }

    /** The float32 at an index. */
    public final float getFloat(long index) {
        return floats[window(index, 2)].get(offset(index, 2));
    }

    /** The float64 at an index. */
    public final double getDouble(long index) {
        return doubles[window(index, 3)].get(offset(index, 3));
    }

    /** Writes the int8, uint8 or bool at an index. */
    public final void putByte(long index, byte value) {
        bytes[(int) (index >>> WINDOW_BITS)].put(offset(index, 0), value);
    }

    /** Writes the 16-bit pattern at an index. */
    public final void putShort(long index, short value) {
        shorts[window(index, 1)].put(offset(index, 1), value);
    }

    /** Writes the int32 at an index. */
    public final void putInt(long index, int value) {
        ints[window(index, 2)].put(offset(index, 2), value);
    }

    /** Writes the int64 at an index. */
    public final void putLong(long index, long value) {
        longs[window(index, 3)].put(offset(index, 3), value);
    }

    /** Writes the float32 at an index. */
    public final void putFloat(long index, float value) {
        floats[window(index, 2)].put(offset(index, 2), value);
    }

    /** Writes the float64 at an index. */
    public final void putDouble(long index, double value) {
        doubles[window(index, 3)].put(offset(index, 3), value);
    }

    /** Reads a run of bytes. */
    public final void get(long index, byte[] to, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 0);
            bytes[window(index + done, 0)].get(offset(index + done, 0), to, at + done, n);
            done += n;
        }
    }

    /** Reads a run of 16-bit patterns. */
    public final void get(long index, short[] to, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 1);
            shorts[window(index + done, 1)].get(offset(index + done, 1), to, at + done, n);
            done += n;
        }
    }

    /** Reads a run of int32. */
    public final void get(long index, int[] to, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 2);
            ints[window(index + done, 2)].get(offset(index + done, 2), to, at + done, n);
            done += n;
        }
    }

    /** Reads a run of int64. */
    public final void get(long index, long[] to, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 3);
            longs[window(index + done, 3)].get(offset(index + done, 3), to, at + done, n);
            done += n;
        }
    }

    /** Reads a run of float32. */
    public final void get(long index, float[] to, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 2);
            floats[window(index + done, 2)].get(offset(index + done, 2), to, at + done, n);
            done += n;
        }
    }

    /** Reads a run of float64. */
    public final void get(long index, double[] to, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 3);
            doubles[window(index + done, 3)].get(offset(index + done, 3), to, at + done, n);
            done += n;
        }
    }

    /** Writes a run of bytes. */
    public final void put(long index, byte[] from, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 0);
            bytes[window(index + done, 0)].put(offset(index + done, 0), from, at + done, n);
            done += n;
        }
    }

    /** Writes a run of 16-bit patterns. */
    public final void put(long index, short[] from, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 1);
            shorts[window(index + done, 1)].put(offset(index + done, 1), from, at + done, n);
            done += n;
        }
    }

    /** Writes a run of int32. */
    public final void put(long index, int[] from, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 2);
            ints[window(index + done, 2)].put(offset(index + done, 2), from, at + done, n);
            done += n;
        }
    }

    /** Writes a run of int64. */
    public final void put(long index, long[] from, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 3);
            longs[window(index + done, 3)].put(offset(index + done, 3), from, at + done, n);
            done += n;
        }
    }

    /** Writes a run of float32. */
    public final void put(long index, float[] from, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 2);
            floats[window(index + done, 2)].put(offset(index + done, 2), from, at + done, n);
            done += n;
        }
    }

    /** Writes a run of float64. */
    public final void put(long index, double[] from, int at, int count) {
        for (int done = 0; done < count; ) {
            int n = run(index + done, count - done, 3);
            doubles[window(index + done, 3)].put(offset(index + done, 3), from, at + done, n);
            done += n;
        }
    }

    private static int window(long index, int elementBits) {
        return (int) (index >>> (WINDOW_BITS - elementBits));
    }

    private static int offset(long index, int elementBits) {
        return (int) (index & ((1L << (WINDOW_BITS - elementBits)) - 1));
    }

    private static int run(long index, int wanted, int elementBits) {
        return (int) Math.min(wanted, (1L << (WINDOW_BITS - elementBits)) - offset(index, elementBits));
    }
}
