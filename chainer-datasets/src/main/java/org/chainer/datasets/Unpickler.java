package org.chainer.datasets;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.chainer.dataset.Tuple;

/**
 * Reads Python's pickles of data: None, booleans, numbers, strings, bytes, tuples, lists, dicts, sets, and NumPy's arrays and
 * scalars, of protocols 0 to 5. Nothing else: a pickle that names any other class or function is refused, so that, unlike in
 * Python, reading one runs nobody's code.
 */
final class Unpickler {

    private static final Object MARK = new Object();

    /** The functions and classes that a pickle of data may name. */
    private enum Global {
        RECONSTRUCT,
        NDARRAY,
        DTYPE,
        SCALAR,
        FROM_BUFFER,
        ENCODE,
        BYTES,
        SET;

        static Global of(String module, String name) {
            String place = module.replace("numpy._core", "numpy.core") + " " + name;
            return switch (place) {
                case "numpy.core.multiarray _reconstruct" -> RECONSTRUCT;
                case "numpy ndarray" -> NDARRAY;
                case "numpy dtype" -> DTYPE;
                case "numpy.core.multiarray scalar" -> SCALAR;
                case "numpy.core.numeric _frombuffer" -> FROM_BUFFER;
                case "_codecs encode" -> ENCODE;
                case "__builtin__ bytes", "builtins bytes", "builtins bytearray", "__builtin__ bytearray" -> BYTES;
                case "__builtin__ set", "builtins set", "__builtin__ frozenset", "builtins frozenset" -> SET;
                default ->
                    throw new IllegalArgumentException(
                            "it needs Python's " + module + "." + name + ", but only plain data and arrays are read");
            };
        }
    }

    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Unpickler(ByteBuffer in) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads one pickle.
     *
     * @throws IOException if it is damaged, or more than data; the message says where
     */
    static Object load(ByteBuffer pickle) throws IOException {
        Unpickler unpickler = new Unpickler(pickle);
        try {
            return unpickler.run();
        } catch (RuntimeException e) {
            // Damage shows itself as a missing byte, an empty stack or an object of the wrong kind.
            String reason = e instanceof IllegalArgumentException ? e.getMessage() : "it is damaged (" + e + ")";
            throw new IOException("at byte " + unpickler.in.position() + " of the pickle: " + reason, e);
        }
    }

    private Object run() {
        while (true) {
            int opcode = in.get() & 0xff;
            if (opcode == '.') {
                return pop();
            }
            if (!literal(opcode) && !container(opcode) && !memory(opcode)) {
                object(opcode);
            }
        }
    }

    private boolean literal(int opcode) {
        switch (opcode) {
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'I' -> push(integerOrBoolean(line()));
            case 'L' -> push(narrow(new BigInteger(line().replace("L", ""))));
            case 'J' -> push(in.getInt());
            case 'K' -> push(in.get() & 0xff);
            case 'M' -> push(in.getShort() & 0xffff);
            case 0x8a -> push(integer(take(in.get() & 0xff)));
            case 0x8b -> push(integer(take(in.getInt())));
            case 'F' -> push(PickleText.decimal(line()));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'S' -> push(PickleText.quoted(line()));
            case 'T' -> push(new String(take(in.getInt()), StandardCharsets.ISO_8859_1));
            case 'U' -> push(new String(take(in.get() & 0xff), StandardCharsets.ISO_8859_1));
            case 'V' -> push(PickleText.unicodeEscaped(line()));
            case 'X' -> push(new String(take(in.getInt()), StandardCharsets.UTF_8));
            case 0x8c -> push(new String(take(in.get() & 0xff), StandardCharsets.UTF_8));
            case 0x8d -> push(new String(take(in.getLong()), StandardCharsets.UTF_8));
            case 'B' -> push(take(in.getInt()));
            case 'C' -> push(take(in.get() & 0xff));
            case 0x8e, 0x96 -> push(take(in.getLong()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int opcode) {
        switch (opcode) {
            case '(' -> push(MARK);
            case ')' -> push(Tuple.of());
            case 't' -> push(Tuple.of(popMark().toArray()));
            case 0x85 -> push(Tuple.of(pop(1).toArray()));
            case 0x86 -> push(Tuple.of(pop(2).toArray()));
            case 0x87 -> push(Tuple.of(pop(3).toArray()));
            case ']' -> push(new ArrayList<>());
            case 'l' -> push(popMark());
            case 'a' -> addAll(pop(1));
            case 'e', 0x90 -> addAll(popMark());
            case '}' -> push(new LinkedHashMap<>());
            case 'd' -> {
                List<Object> items = popMark();
                push(new LinkedHashMap<>());
                putAll(items);
            }
            case 's' -> putAll(pop(2));
            case 'u' -> putAll(popMark());
            case 0x8f -> push(new LinkedHashSet<>());
            case 0x91 -> push(new LinkedHashSet<>(popMark()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memory(int opcode) {
        switch (opcode) {
            case '0' -> pop();
            case '1' -> popMark();
            case '2' -> push(top());
            case 'p' -> remember(Integer.parseInt(line()));
            case 'q' -> remember(in.get() & 0xff);
            case 'r' -> remember(in.getInt());
            case 0x94 -> remember(memo.size());
            case 'g' -> recall(Integer.parseInt(line()));
            case 'h' -> recall(in.get() & 0xff);
            case 'j' -> recall(in.getInt());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void object(int opcode) {
        switch (opcode) {
            case 0x80 -> in.get();
            case 0x95 -> in.getLong();
            case 'c' -> push(Global.of(line(), line()));
            case 0x93 -> {
                List<Object> names = pop(2);
                push(Global.of((String) names.get(0), (String) names.get(1)));
            }
            case 'R' -> {
                List<Object> call = pop(2);
                push(call((Global) call.get(0), ((Tuple) call.get(1)).toList()));
            }
            case 'b' -> build(((Tuple) pop()).toList());
            default ->
                throw new IllegalArgumentException(String.format("opcode 0x%02x is not one of plain data", opcode));
        }
    }

    private static Object call(Global function, List<Object> arguments) {
        return switch (function) {
            case RECONSTRUCT -> new PickleArrays.Pending();
            case DTYPE -> new PickleArrays.Dtype((String) arguments.get(0));
            case SCALAR ->
                ((PickleArrays.Dtype) arguments.get(0)).array(PickleArrays.bytes(arguments.get(1)), new long[0], false);
            case FROM_BUFFER ->
                ((PickleArrays.Dtype) arguments.get(1))
                        .array(
                                PickleArrays.bytes(arguments.get(0)),
                                PickleArrays.shape(arguments.get(2)),
                                "F".equals(arguments.get(3)));
            case ENCODE, BYTES -> arguments.isEmpty() ? new byte[0] : PickleArrays.bytes(arguments.get(0));
            case SET -> new LinkedHashSet<>(arguments.isEmpty() ? List.of() : (Collection<?>) arguments.get(0));
            case NDARRAY -> throw new IllegalArgumentException("an array is made in an unknown way");
        };
    }

    private void build(List<Object> state) {
        if (top() instanceof PickleArrays.Dtype dtype) {
            dtype.setState(state);
        } else {
            PickleArrays.Pending pending = (PickleArrays.Pending) pop();
            push(pending.array(state));
            // What was remembered before is the array from now on.
            pending.keys().forEach(key -> memo.put(key, top()));
        }
    }

    private void remember(int key) {
        memo.put(key, top());
        if (top() instanceof PickleArrays.Pending pending) {
            pending.keys().add(key);
        }
    }

    private void recall(int key) {
        if (!memo.containsKey(key)) {
            throw new IllegalArgumentException("it refers to object " + key + ", which it does not hold");
        }
        push(memo.get(key));
    }

    @SuppressWarnings("unchecked")
    private void addAll(List<Object> items) {
        ((Collection<Object>) top()).addAll(items);
    }

    @SuppressWarnings("unchecked")
    private void putAll(List<Object> items) {
        for (int i = 0; i < items.size(); i += 2) {
            ((Map<Object, Object>) top()).put(items.get(i), items.get(i + 1));
        }
    }

    private void push(Object object) {
        stack.add(object);
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    /** The topmost objects, the topmost last. */
    private List<Object> pop(int count) {
        List<Object> part = stack.subList(stack.size() - count, stack.size());
        List<Object> items = new ArrayList<>(part);
        part.clear();
        return items;
    }

    private List<Object> popMark() {
        List<Object> items = pop(stack.size() - 1 - stack.lastIndexOf(MARK));
        pop();
        return items;
    }

    private String line() {
        int start = in.position();
        while (in.get() != '\n') {
            continue;
        }
        return new String(in.array(), in.arrayOffset() + start, in.position() - 1 - start, StandardCharsets.ISO_8859_1);
    }

    private byte[] take(long count) {
        if (count < 0 || count > in.remaining()) {
            throw new IllegalArgumentException("it is truncated");
        }
        byte[] bytes = new byte[(int) count];
        in.get(bytes);
        return bytes;
    }

    private static Object integerOrBoolean(String text) {
        return switch (text) {
            case "00" -> false;
            case "01" -> true;
            default -> narrow(new BigInteger(text));
        };
    }

    private static Number integer(byte[] littleEndian) {
        byte[] bytes = new byte[littleEndian.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = littleEndian[bytes.length - 1 - i];
        }
        return bytes.length == 0 ? 0 : narrow(new BigInteger(bytes));
    }

    /** Python's integers have any size: the smallest of Integer, Long and BigInteger that holds it. */
    private static Number narrow(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }
}
