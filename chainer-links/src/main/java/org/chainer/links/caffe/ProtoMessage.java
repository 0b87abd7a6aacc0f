package org.chainer.links.caffe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A message in Protocol Buffers' wire format, its fields by number. Only this level is read; messages inside it when they are asked for.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, encoding</a>
 */
final class ProtoMessage {
    private static final ProtoMessage EMPTY = new ProtoMessage(ByteBuffer.allocate(0));
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final Map<Integer, List<Value>> fields = new HashMap<>();

    /** A value: a number's bits, or bytes. */
    private record Value(long bits, ByteBuffer bytes) {}

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    ProtoMessage(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            if (number < 1 || tag >>> 32 != 0) {
                throw new IllegalArgumentException("a field has the number " + (tag >>> 3));
            }
            fields.computeIfAbsent(number, n -> new ArrayList<>(1)).add(value(in, (int) (tag & 7)));
        }
    }

    private static Value value(ByteBuffer in, int wireType) {
        return switch (wireType) {
            case VARINT -> new Value(varint(in), null);
            case FIXED64 -> new Value(require(in, Long.BYTES).getLong(), null);
            case FIXED32 -> new Value(require(in, Integer.BYTES).getInt(), null);
            case BYTES -> {
                long length = varint(in);
                require(in, length);
                ByteBuffer bytes = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
                in.position(in.position() + (int) length);
                yield new Value(length, bytes);
            }
            default -> throw new IllegalArgumentException("a field has the wire type " + wireType);
        };
    }

    private static ByteBuffer require(ByteBuffer in, long bytes) {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new IllegalArgumentException("a field of " + bytes + " bytes has only " + in.remaining() + " left");
        }
        return in;
    }

    private static long varint(ByteBuffer in) {
        long result = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = require(in, 1).get();
            result |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw new IllegalArgumentException("a number has more than 64 bits");
    }

    private List<Value> values(int number) {
        return fields.getOrDefault(number, List.of());
    }

    boolean has(int number) {
        return fields.containsKey(number);
    }

    private Value last(int number) {
        List<Value> all = values(number);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    int integer(int number, int otherwise) {
        Value value = last(number);
        return value == null ? otherwise : (int) value.bits();
    }

    boolean flag(int number, boolean otherwise) {
        Value value = last(number);
        return value == null ? otherwise : value.bits() != 0;
    }

    float number(int number, float otherwise) {
        Value value = last(number);
        return value == null ? otherwise : Float.intBitsToFloat((int) value.bits());
    }

    String text(int number) {
        Value value = last(number);
        return value == null ? "" : text(value);
    }

    private static String text(Value value) {
        return StandardCharsets.UTF_8.decode(bytes(value)).toString();
    }

    private static ByteBuffer bytes(Value value) {
        if (value.bytes() == null) {
            throw new IllegalArgumentException("a text or message is a number");
        }
        return value.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    List<String> texts(int number) {
        return values(number).stream().map(ProtoMessage::text).toList();
    }

    /** A message; an empty one if it is not there. */
    ProtoMessage message(int number) {
        Value value = last(number);
        return value == null ? EMPTY : new ProtoMessage(bytes(value));
    }

    List<ProtoMessage> messages(int number) {
        return values(number).stream()
                .map(value -> new ProtoMessage(bytes(value)))
                .toList();
    }

    /** Integers, packed or one by one. */
    long[] integers(int number) {
        List<Long> all = new ArrayList<>();
        for (Value value : values(number)) {
            if (value.bytes() == null) {
                all.add(value.bits());
            } else {
                ByteBuffer packed = bytes(value);
                while (packed.hasRemaining()) {
                    all.add(varint(packed));
                }
            }
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    /** Floats, packed or one by one. */
    float[] floats(int number) {
        List<Value> all = values(number);
        int count = 0;
        for (Value value : all) {
            count += value.bytes() == null ? 1 : value.bytes().remaining() / Float.BYTES;
        }
        FloatBuffer result = FloatBuffer.allocate(count);
        for (Value value : all) {
            if (value.bytes() == null) {
                result.put(Float.intBitsToFloat((int) value.bits()));
            } else {
                result.put(bytes(value).asFloatBuffer());
            }
        }
        return result.array();
    }

    /** Doubles, packed or one by one, as floats. */
    float[] doubles(int number) {
        List<Float> all = new ArrayList<>();
        for (Value value : values(number)) {
            if (value.bytes() == null) {
                all.add((float) Double.longBitsToDouble(value.bits()));
            } else {
                ByteBuffer packed = bytes(value);
                while (packed.remaining() >= Double.BYTES) {
                    all.add((float) packed.getDouble());
                }
            }
        }
        float[] result = new float[all.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = all.get(i);
        }
        return result;
    }
}
