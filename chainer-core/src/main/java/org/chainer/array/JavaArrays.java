package org.chainer.array;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainer.backend.Devices;
import org.chainer.backend.HostArray;

/** Conversion from and to Java arrays: always copies. */
final class JavaArrays {
    private JavaArrays() {}

    /** The array itself if Java can read its memory, else a copy on the host. */
    static NDArray onHost(NDArray x) {
        return x.device().isHost() ? x : x.toDevice(Devices.reference());
    }

    static float[] floats(NDArray x) {
        return HostArray.floats(onHost(x));
    }

    static double[] doubles(NDArray x) {
        return HostArray.doubles(onHost(x));
    }

    static long[] longs(NDArray x) {
        return HostArray.longs(onHost(x));
    }

    static int[] ints(NDArray x) {
        long[] wide = longs(x);
        int[] result = new int[wide.length];
        for (int i = 0; i < wide.length; i++) {
            result[i] = (int) wide[i];
            if (result[i] != wide[i]) {
                throw new IllegalArgumentException("element " + i + " of an array of shape " + x.shape() + " is "
                        + wide[i] + ", which is no int; use toLongArray()");
            }
        }
        return result;
    }

    static boolean[] booleans(NDArray x) {
        double[] values = doubles(x);
        boolean[] result = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] != 0;
        }
        return result;
    }

    /** A one-dimensional array from a Java array of primitives. */
    static NDArray toNDArray(Object values, DType dtype) {
        return fill(values, dtype, Shape.of(Array.getLength(values)));
    }

    private static NDArray fill(Object flat, DType dtype, Shape shape) {
        NDArray host =
                NDArray.empty(Devices.current().isHost() ? Devices.current() : Devices.reference(), dtype, shape);
        if (flat instanceof float[] floats) {
            HostArray.store(floats, host);
        } else if (flat instanceof double[] doubles) {
            HostArray.store(doubles, host);
        } else {
            HostArray.store(asLongs(flat), host);
        }
        return host.toDevice(Devices.current());
    }

    private static long[] asLongs(Object flat) {
        if (flat instanceof long[] longs) {
            return longs;
        }
        long[] result = new long[Array.getLength(flat)];
        if (flat instanceof int[] ints) {
            Arrays.setAll(result, i -> ints[i]);
        } else if (flat instanceof short[] shorts) {
            Arrays.setAll(result, i -> shorts[i]);
        } else if (flat instanceof byte[] bytes) {
            Arrays.setAll(result, i -> bytes[i]);
        } else {
            boolean[] bools = (boolean[]) flat;
            Arrays.setAll(result, i -> bools[i] ? 1 : 0);
        }
        return result;
    }

    static NDArray fromNested(Object nested) {
        if (nested instanceof Number number) {
            return NDArray.scalar(number, dtypeOf(unboxed(number)));
        }
        if (nested instanceof Boolean bool) {
            return NDArray.scalar(bool ? 1 : 0, DType.BOOL);
        }
        List<Long> dims = new ArrayList<>();
        Class<?> type = nested.getClass();
        Object level = nested;
        while (type.isArray()) {
            long length = level == null ? 0 : Array.getLength(level);
            dims.add(length);
            level = length == 0 ? null : Array.get(level, 0);
            type = type.getComponentType();
        }
        DType dtype = dtypeOf(type);
        Shape shape = Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
        Object flat = Array.newInstance(type, Math.toIntExact(shape.size()));
        flatten(nested, shape, 0, flat, 0);
        return fill(flat, dtype, shape);
    }

    private static int flatten(Object level, Shape shape, int axis, Object flat, int at) {
        int length = level == null ? -1 : Array.getLength(level);
        if (length != shape.dim(axis)) {
            throw new IllegalArgumentException("nested array: rows along axis " + axis + " have lengths "
                    + shape.dim(axis) + " and " + (length < 0 ? "null" : length) + "; all must be equal");
        }
        if (axis == shape.rank() - 1) {
            System.arraycopy(level, 0, flat, at, length);
            return at + length;
        }
        int next = at;
        for (int i = 0; i < length; i++) {
            next = flatten(Array.get(level, i), shape, axis + 1, flat, next);
        }
        return next;
    }

    private static Class<?> unboxed(Number number) {
        if (number instanceof Double) {
            return double.class;
        } else if (number instanceof Float) {
            return float.class;
        } else if (number instanceof Long) {
            return long.class;
        } else if (number instanceof Integer) {
            return int.class;
        } else if (number instanceof Short) {
            return short.class;
        }
        return number instanceof Byte ? byte.class : number.getClass();
    }

    private static DType dtypeOf(Class<?> type) {
        if (type == float.class) {
            return DType.FLOAT32;
        } else if (type == double.class) {
            return DType.FLOAT64;
        } else if (type == int.class) {
            return DType.INT32;
        } else if (type == long.class) {
            return DType.INT64;
        } else if (type == short.class) {
            return DType.INT16;
        } else if (type == byte.class) {
            return DType.INT8;
        } else if (type == boolean.class) {
            return DType.BOOL;
        }
        throw new IllegalArgumentException("an array cannot be made from elements of type " + type.getName()
                + ": expected float, double, int, long, short, byte or boolean");
    }

    static Object toNested(NDArray x) {
        NDArray host = onHost(x).contiguous();
        Object flat = flat(host);
        if (x.rank() == 0) {
            return Array.get(flat, 0);
        }
        return nest(flat, x.shape(), 0, new int[1]);
    }

    private static Object flat(NDArray x) {
        return switch (x.dtype()) {
            case FLOAT64 -> doubles(x);
            case FLOAT32, FLOAT16, BFLOAT16 -> floats(x);
            case INT64 -> longs(x);
            case INT32, UINT8 -> ints(x);
            case BOOL -> booleans(x);
            case INT16 -> {
                int[] wide = ints(x);
                short[] result = new short[wide.length];
                for (int i = 0; i < wide.length; i++) {
                    result[i] = (short) wide[i];
                }
                yield result;
            }
            case INT8 -> {
                int[] wide = ints(x);
                byte[] result = new byte[wide.length];
                for (int i = 0; i < wide.length; i++) {
                    result[i] = (byte) wide[i];
                }
                yield result;
            }
        };
    }

    private static Object nest(Object flat, Shape shape, int axis, int[] at) {
        int length = Math.toIntExact(shape.dim(axis));
        if (axis == shape.rank() - 1) {
            Object row = Array.newInstance(flat.getClass().getComponentType(), length);
            System.arraycopy(flat, at[0], row, 0, length);
            at[0] += length;
            return row;
        }
        int[] dims = new int[shape.rank() - axis];
        dims[0] = length;
        Object rows = Array.newInstance(flat.getClass().getComponentType(), dims);
        for (int i = 0; i < length; i++) {
            Array.set(rows, i, nest(flat, shape, axis + 1, at));
        }
        return rows;
    }
}
