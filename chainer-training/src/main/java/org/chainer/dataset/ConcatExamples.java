package org.chainer.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/**
 * Stacks examples along a new first axis: Chainer's {@code concat_examples}.
 *
 * <p>An example is an array ({@link NDArray} or a nested Java array), a number, a {@link Tuple} of these (one result for each part) or a map of them (one for each
 * key). Numbers of type {@code Integer} become int32, {@code Long} int64, {@code Float} float32, {@code Double} float64. Arrays of unequal shapes need {@link #padding}.
 */
public final class ConcatExamples implements Converter {
    private final Number padding;
    private final List<? extends Number> partPaddings;

    /** Examples of equal shapes. */
    public ConcatExamples() {
        this(null, null);
    }

    private ConcatExamples(Number padding, List<? extends Number> partPaddings) {
        this.padding = padding;
        this.partPaddings = partPaddings;
    }

    /** Examples of unequal lengths: shorter ones are filled up at the end of each axis with a value. */
    public static ConcatExamples padding(Number value) {
        return new ConcatExamples(value, null);
    }

    /** Tuples with a padding value for each part, null for none. */
    public static ConcatExamples padding(List<? extends Number> values) {
        return new ConcatExamples(null, values);
    }

    /** Stacks examples on the current device. */
    public static Batch concatExamples(List<?> examples) {
        return new ConcatExamples().convert(examples, null);
    }

    @Override
    public Batch convert(List<?> examples, Device device) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("concat_examples: the batch is empty");
        }
        Device target = device == null ? Devices.current() : device;
        Object first = examples.get(0);
        if (first instanceof Tuple tuple) {
            NDArray[] arrays = new NDArray[tuple.size()];
            for (int part = 0; part < arrays.length; part++) {
                arrays[part] = stack(
                        parts(examples, part, arrays.length), paddingOf(part, arrays.length), target, "part " + part);
            }
            return Batch.of(arrays);
        } else if (first instanceof Map<?, ?> map) {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            for (Object key : map.keySet()) {
                arrays.put(key.toString(), stack(values(examples, key), padding, target, "key '" + key + "'"));
            }
            return Batch.of(arrays);
        }
        return Batch.of(stack(examples, padding, target, "the example"));
    }

    private Number paddingOf(int part, int count) {
        if (partPaddings == null) {
            return padding;
        }
        if (partPaddings.size() != count) {
            throw new IllegalArgumentException(
                    "concat_examples: " + partPaddings.size() + " padding values for examples of " + count + " parts");
        }
        return partPaddings.get(part);
    }

    private static List<Object> parts(List<?> examples, int part, int count) {
        List<Object> result = new ArrayList<>(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            if (!(examples.get(i) instanceof Tuple tuple) || tuple.size() != count) {
                throw new IllegalArgumentException("concat_examples: example 0 is a tuple of " + count
                        + " parts, but example " + i + " is " + examples.get(i));
            }
            result.add(tuple.get(part));
        }
        return result;
    }

    private static List<Object> values(List<?> examples, Object key) {
        List<Object> result = new ArrayList<>(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            if (!(examples.get(i) instanceof Map<?, ?> map) || !map.containsKey(key)) {
                throw new IllegalArgumentException(
                        "concat_examples: example 0 has key '" + key + "', but example " + i + " has not");
            }
            result.add(map.get(key));
        }
        return result;
    }

    private static NDArray stack(List<?> values, Number padding, Device device, String what) {
        Object first = values.get(0);
        if (first instanceof Integer) {
            return NDArray.of(values.stream()
                            .mapToInt(v -> number(v, what).intValue())
                            .toArray())
                    .toDevice(device);
        } else if (first instanceof Long) {
            return NDArray.of(values.stream()
                            .mapToLong(v -> number(v, what).longValue())
                            .toArray())
                    .toDevice(device);
        } else if (first instanceof Double) {
            return NDArray.of(values.stream()
                            .mapToDouble(v -> number(v, what).doubleValue())
                            .toArray())
                    .toDevice(device);
        } else if (first instanceof Float) {
            float[] floats = new float[values.size()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = number(values.get(i), what).floatValue();
            }
            return NDArray.of(floats).toDevice(device);
        }
        // All go to the first one's device and from there to theirs at once, not each for itself.
        Device meeting = first instanceof NDArray array ? array.device() : Devices.current();
        List<NDArray> arrays = new ArrayList<>(values.size());
        for (Object value : values) {
            arrays.add((value instanceof NDArray array ? array : NDArray.from(value)).toDevice(meeting));
        }
        NDArray stacked = padding == null ? stackEqual(arrays, what) : stackPadded(arrays, padding);
        return stacked.toDevice(device);
    }

    private static Number number(Object value, String what) {
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException(
                "concat_examples: " + what + " is a number in example 0, but in another one it is " + value);
    }

    private static NDArray stackEqual(List<NDArray> arrays, String what) {
        Shape shape = arrays.get(0).shape();
        for (int i = 0; i < arrays.size(); i++) {
            if (!arrays.get(i).shape().equals(shape)) {
                throw new IllegalArgumentException("concat_examples: " + what + " has shape " + shape
                        + " in example 0 and " + arrays.get(i).shape() + " in example " + i
                        + "; use ConcatExamples.padding(value) for unequal shapes");
            }
        }
        return NDArrays.stack(arrays, 0);
    }

    private static NDArray stackPadded(List<NDArray> arrays, Number padding) {
        long[] longest = arrays.get(0).shape().toArray();
        DType dtype = arrays.get(0).dtype();
        for (NDArray array : arrays) {
            for (int axis = 0; axis < longest.length; axis++) {
                longest[axis] = Math.max(longest[axis], array.dim(axis));
            }
        }
        Shape shape = Shape.of(arrays.size()).concat(Shape.of(longest));
        NDArray result = NDArray.empty(arrays.get(0).device(), dtype, shape).fill(padding);
        for (int i = 0; i < arrays.size(); i++) {
            Slice[] place = new Slice[longest.length + 1];
            place[0] = Slice.at(i);
            for (int axis = 0; axis < longest.length; axis++) {
                place[axis + 1] = Slice.of(0L, arrays.get(i).dim(axis));
            }
            result.set(arrays.get(i), place);
        }
        return result;
    }
}
