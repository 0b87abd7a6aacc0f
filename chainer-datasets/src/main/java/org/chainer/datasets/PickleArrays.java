package org.chainer.datasets;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.Tuple;

/** How NumPy's arrays look inside a pickle. */
final class PickleArrays {

    private PickleArrays() {}

    /** NumPy's dtype, as a pickle builds it: a code such as {@code u1}, then a byte order. */
    static final class Dtype {

        private final String code;
        private ByteOrder order = ByteOrder.nativeOrder();

        Dtype(String code) {
            this.code = code.matches("[<>|=].*") ? code.substring(1) : code;
            if (code.startsWith(">")) {
                order = ByteOrder.BIG_ENDIAN;
            } else if (code.startsWith("<")) {
                order = ByteOrder.LITTLE_ENDIAN;
            }
        }

        void setState(List<?> state) {
            if (">".equals(state.get(1))) {
                order = ByteOrder.BIG_ENDIAN;
            } else if ("<".equals(state.get(1))) {
                order = ByteOrder.LITTLE_ENDIAN;
            }
        }

        NDArray array(byte[] data, long[] shape, boolean fortran) {
            DType dtype = dtype();
            double bytes = dtype.bytes();
            for (long length : shape) {
                bytes *= length;
            }
            if (bytes != data.length) {
                throw new IllegalArgumentException("an array of shape " + Arrays.toString(shape) + " and dtype " + dtype
                        + " has " + data.length + " bytes");
            }
            ByteBuffer values = ByteBuffer.wrap(data).order(order);
            if (!fortran) {
                return HostArrays.of(values, dtype, shape);
            }
            long[] reversed = new long[shape.length];
            for (int i = 0; i < shape.length; i++) {
                reversed[i] = shape[shape.length - 1 - i];
            }
            return HostArrays.of(values, dtype, reversed).transpose();
        }

        private DType dtype() {
            return switch (code) {
                case "b1" -> DType.BOOL;
                case "i1" -> DType.INT8;
                case "i2" -> DType.INT16;
                case "i4" -> DType.INT32;
                case "i8" -> DType.INT64;
                case "u1" -> DType.UINT8;
                case "f2" -> DType.FLOAT16;
                case "f4" -> DType.FLOAT32;
                case "f8" -> DType.FLOAT64;
                default -> throw new IllegalArgumentException("arrays of NumPy's dtype '" + code + "' cannot be read");
            };
        }
    }

    /** An array whose content is still to come. */
    static final class Pending {

        private final List<Integer> keys = new ArrayList<>();

        /** Under which numbers the pickle refers to it. */
        List<Integer> keys() {
            return keys;
        }

        NDArray array(List<?> state) {
            if (state.size() != 5 || !(state.get(2) instanceof Dtype dtype)) {
                throw new IllegalArgumentException(
                        "the content of an array was expected to be version, shape, dtype, order and data");
            }
            return dtype.array(bytes(state.get(4)), shape(state.get(1)), Boolean.TRUE.equals(state.get(3)));
        }
    }

    static long[] shape(Object tuple) {
        return ((Tuple) tuple)
                .toList().stream()
                        .mapToLong(length -> ((Number) length).longValue())
                        .toArray();
    }

    static byte[] bytes(Object data) {
        // Python 2 has its bytes in strings.
        return data instanceof String text ? text.getBytes(StandardCharsets.ISO_8859_1) : (byte[]) data;
    }

    /** The code of a dtype, in little-endian order. */
    static String code(DType dtype) {
        return switch (dtype) {
            case BOOL -> "b1";
            case INT8 -> "i1";
            case INT16 -> "i2";
            case INT32 -> "i4";
            case INT64 -> "i8";
            case UINT8 -> "u1";
            case FLOAT16 -> "f2";
            case FLOAT32 -> "f4";
            case FLOAT64 -> "f8";
            default ->
                throw new IllegalArgumentException("NumPy has no dtype " + dtype + "; convert with astype first");
        };
    }
}
