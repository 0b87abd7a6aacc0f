package org.chainer.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.LossFunction;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;

/** Arrays made of the examples of one batch: by position, if the examples are arrays or tuples, or by name, if they are maps. */
public final class Batch {
    private final List<NDArray> arrays;
    private final Map<String, NDArray> named;

    private Batch(List<NDArray> arrays, Map<String, NDArray> named) {
        this.arrays = arrays;
        this.named = named;
    }

    /** A batch by position. */
    public static Batch of(NDArray... arrays) {
        return new Batch(List.of(arrays), null);
    }

    /** A batch by name. */
    public static Batch of(Map<String, NDArray> named) {
        return new Batch(List.copyOf(named.values()), new LinkedHashMap<>(named));
    }

    /** Whether the arrays have names. */
    public boolean isNamed() {
        return named != null;
    }

    /** The arrays in order. */
    public List<NDArray> arrays() {
        return arrays;
    }

    /**
     * The arrays by name.
     *
     * @throws IllegalStateException if they have none
     */
    public Map<String, NDArray> named() {
        if (named == null) {
            throw new IllegalStateException("the arrays of this batch have no names: its examples were no maps");
        }
        return named;
    }

    /** The array at a position. */
    public NDArray get(int index) {
        return arrays.get(index);
    }

    /** Number of arrays. */
    public int size() {
        return arrays.size();
    }

    /** The same batch on a device; arrays that are there already are taken as they are. */
    public Batch toDevice(Device device) {
        if (named == null) {
            return of(arrays.stream().map(a -> a.toDevice(device)).toArray(NDArray[]::new));
        }
        Map<String, NDArray> moved = new LinkedHashMap<>();
        named.forEach((name, array) -> moved.put(name, array.toDevice(device)));
        return of(moved);
    }

    /** The loss of this batch: the arrays, as variables that need no gradient, are given to the function. */
    public Variable lossOf(LossFunction loss) {
        if (named == null) {
            return loss.apply(arrays.stream().map(a -> new Variable(a, false)).toArray(Variable[]::new));
        }
        Map<String, Variable> variables = new LinkedHashMap<>();
        named.forEach((name, array) -> variables.put(name, new Variable(array, false)));
        return loss.apply(variables);
    }
}
