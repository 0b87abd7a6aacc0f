package org.chainer.backend.cuda;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Memory;

/**
 * What the host knows of an integer array because it came from there, kept with its memory: so IDs and labels are checked, counted and read again without waiting for
 * the device. It holds until the memory is written again.
 */
final class KnownValues {
    /** Larger arrays are data, not indices. */
    static final long MOST = 1 << 16;

    private final long[] values;
    private final DType dtype;
    private final long version;

    private KnownValues(long[] values, DType dtype, long version) {
        this.values = values;
        this.dtype = dtype;
        this.version = version;
    }

    /** Remembers what was copied to the device, if it is a small array of int32 or int64 and fills its memory. */
    static void remember(NDArray host, NDArray device) {
        DType dtype = device.dtype();
        Memory memory = device.memory();
        if ((dtype == DType.INT32 || dtype == DType.INT64)
                && device.size() <= MOST
                && device.offset() == 0
                && device.isContiguous()
                && device.size() * dtype.bytes() == memory.bytes()) {
            memory.attach(new KnownValues(HostArray.longs(host), dtype, memory.version()));
        }
    }

    /** The elements in C order, or null if the host does not know them. */
    static long[] of(NDArray array) {
        Memory memory = array.memory();
        if (!(memory.attachment() instanceof KnownValues known)
                || known.version != memory.version()
                || known.dtype != array.dtype()) {
            return null;
        }
        long[] result = new long[Math.toIntExact(array.size())];
        long[] at = new long[array.rank()];
        long place = array.offset();
        for (int i = 0; i < result.length; i++) {
            result[i] = known.values[(int) place];
            for (int axis = at.length - 1; axis >= 0; axis--) {
                place += array.stride(axis);
                if (++at[axis] < array.dim(axis)) {
                    break;
                }
                place -= array.stride(axis) * array.dim(axis);
                at[axis] = 0;
            }
        }
        return result;
    }
}
