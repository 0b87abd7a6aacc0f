package org.chainer.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Indexing by NumPy's rules: {@link BasicIndex} makes views, {@link AdvancedIndex} gathers and scatters. */
final class ArrayIndexing {
    private ArrayIndexing() {}

    static NDArray get(NDArray x, Slice... index) {
        BasicIndex basic = BasicIndex.of(x, index);
        return basic.advanced() == null ? basic.view() : basic.advanced().get();
    }

    static void set(NDArray x, NDArray values, Slice... index) {
        BasicIndex basic = BasicIndex.of(x, index);
        if (basic.advanced() == null) {
            basic.view().copyFrom(withoutLeadingUnits(values, basic.view().rank()));
        } else {
            basic.advanced().set(values);
        }
    }

    static void set(NDArray x, Number value, Slice... index) {
        BasicIndex basic = BasicIndex.of(x, index);
        if (basic.advanced() == null) {
            basic.view().fill(value);
        } else {
            basic.advanced()
                    .set(NDArray.empty(x.device(), x.dtype(), Shape.of()).fill(value));
        }
    }

    static void addAt(NDArray x, NDArray values, Slice... index) {
        BasicIndex basic = BasicIndex.of(x, index);
        if (basic.advanced() == null) {
            basic.view().addAssign(withoutLeadingUnits(values, basic.view().rank()));
        } else {
            basic.advanced().add(values);
        }
    }

    /** An assigned array may have more axes than its place has, if they are of length 1, as in NumPy. */
    static NDArray withoutLeadingUnits(NDArray values, int rank) {
        NDArray result = values;
        while (result.rank() > rank && result.dim(0) == 1) {
            result = result.squeeze(0);
        }
        return result;
    }

    static NDArray element(NDArray x, long... index) {
        if (index.length != x.rank()) {
            throw new IndexOutOfBoundsException("index " + Arrays.toString(index) + " has " + index.length
                    + " numbers, the array of shape " + x.shape() + " has " + x.rank() + " axes");
        }
        long offset = x.offset();
        for (int i = 0; i < index.length; i++) {
            offset += BasicIndex.inRange(index[i], i, x.shape()) * x.stride(i);
        }
        return x.view(Shape.of(), new long[0], offset);
    }

    static NDArray take(NDArray x, NDArray indices, int axis) {
        if (!indices.dtype().isInteger()) {
            throw new IllegalArgumentException(
                    "take: indices have dtype " + indices.dtype() + ", expected an integer dtype");
        }
        Slice[] index = new Slice[x.shape().axis(axis) + 1];
        Arrays.fill(index, Slice.all());
        index[index.length - 1] = Slice.indices(indices);
        return get(x, index);
    }

    /** The indices, one array for each axis, of the elements that are not 0, in C order. */
    static NDArray[] nonZero(NDArray x) {
        long[][] places = places(x);
        NDArray[] result = new NDArray[x.rank()];
        for (int i = 0; i < result.length; i++) {
            result[i] = NDArray.of(places[i]).toDevice(x.device());
        }
        return result;
    }

    /** For each axis, and after them for a further one, the indices of the elements that are not 0, in C order. */
    static long[][] places(NDArray x) {
        boolean[] mask = x.toBooleanArray();
        int count = 0;
        for (boolean b : mask) {
            count += b ? 1 : 0;
        }
        int rank = x.rank();
        long[][] result = new long[rank][count];
        long[] index = new long[rank];
        int at = 0;
        for (boolean b : mask) {
            if (b) {
                for (int i = 0; i < rank; i++) {
                    result[i][at] = index[i];
                }
                at++;
            }
            for (int i = rank - 1; i >= 0 && ++index[i] == x.dim(i); i--) {
                index[i] = 0;
            }
        }
        return result;
    }

    /** The basic half of an index: the view that its slices, single indices, new axes and ellipsis make. */
    private record BasicIndex(NDArray view, AdvancedIndex advanced) {

        static BasicIndex of(NDArray x, Slice... index) {
            boolean anyAdvanced = Arrays.stream(index).anyMatch(BasicIndex::isAdvanced);
            Slice[] full = expand(x, index);
            List<Long> dims = new ArrayList<>();
            List<Long> strides = new ArrayList<>();
            AdvancedIndex.Builder advanced = new AdvancedIndex.Builder(x, index);
            long offset = x.offset();
            int axis = 0;
            for (Slice item : full) {
                switch (item.kind()) {
                    case RANGE -> {
                        long count = item.count(x.dim(axis));
                        offset += count > 0 ? item.first(x.dim(axis)) * x.stride(axis) : 0;
                        dims.add(count);
                        strides.add(count > 1 ? item.step() * x.stride(axis) : x.stride(axis));
                        axis++;
                    }
                    case POSITION -> {
                        long at = inRange(item.position(), axis, x.shape());
                        offset += x.size() > 0 ? at * x.stride(axis) : 0;
                        if (anyAdvanced) {
                            advanced.position(dims.size());
                        }
                        axis++;
                    }
                    case ELLIPSIS -> advanced.separate();
                    case NEW_AXIS -> {
                        dims.add(1L);
                        strides.add(0L);
                    }
                    default -> {
                        int covered =
                                item.kind() == Slice.Kind.MASK ? item.array().rank() : 1;
                        advanced.array(item, axis, dims.size());
                        for (int i = 0; i < covered; i++) {
                            dims.add(x.dim(axis));
                            strides.add(x.stride(axis));
                            axis++;
                        }
                    }
                }
            }
            NDArray view = x.view(Shape.of(unboxed(dims)), unboxed(strides), offset);
            return new BasicIndex(view, anyAdvanced ? advanced.build(view) : null);
        }

        private static boolean isAdvanced(Slice item) {
            return item.kind() == Slice.Kind.INDICES || item.kind() == Slice.Kind.MASK;
        }

        /** The index with an item for each axis: whole axes before the ellipsis, or after the end. */
        private static Slice[] expand(NDArray x, Slice[] index) {
            int covered = 0;
            int ellipsis = -1;
            for (int i = 0; i < index.length; i++) {
                switch (index[i].kind()) {
                    case RANGE, POSITION, INDICES -> covered++;
                    case MASK -> covered += index[i].array().rank();
                    case ELLIPSIS -> {
                        if (ellipsis >= 0) {
                            throw new IndexOutOfBoundsException(
                                    "index " + Slice.toString(index) + " has more than one ellipsis (...)");
                        }
                        ellipsis = i;
                    }
                    default -> {}
                }
            }
            if (covered > x.rank()) {
                throw new IndexOutOfBoundsException("index " + Slice.toString(index) + " has items for " + covered
                        + " axes, the array of shape " + x.shape() + " has " + x.rank());
            }
            List<Slice> full = new ArrayList<>(Arrays.asList(index));
            int at = ellipsis >= 0 ? ellipsis : full.size();
            for (int i = covered; i < x.rank(); i++) {
                full.add(at, Slice.all());
            }
            return full.toArray(Slice[]::new);
        }

        static long inRange(long index, int axis, Shape shape) {
            long length = shape.dim(axis);
            if (index < -length || index >= length) {
                throw new IndexOutOfBoundsException(
                        "index " + index + " is out of range for axis " + axis + " of an array of shape " + shape);
            }
            return index < 0 ? index + length : index;
        }

        private static long[] unboxed(List<Long> values) {
            return values.stream().mapToLong(Long::longValue).toArray();
        }
    }
}
