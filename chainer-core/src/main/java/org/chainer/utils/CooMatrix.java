package org.chainer.utils;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.backend.kernels.BinaryOp;

/**
 * A sparse matrix, or a batch of them of one shape, as coordinates and values of elements, in any order; elements that occur several times add up. For {@link
 * org.chainer.functions.math.SparseMatMul}. Chainer: {@code chainer.utils.CooMatrix}.
 */
public final class CooMatrix {
    private final Variable data;
    private final NDArray row;
    private final NDArray col;
    private final Shape shape;

    /** A matrix whose values get no gradient. */
    public CooMatrix(NDArray data, NDArray row, NDArray col, Shape shape) {
        this(new Variable(data, false), row, col, shape);
    }

    /**
     * A matrix.
     *
     * @param data values (elements), or (batch, elements)
     * @param row the elements' rows, integers of data's shape; negative for padding
     * @param col the elements' columns; negative for padding
     * @param shape numbers of rows and columns
     * @throws IllegalArgumentException if ranks, shapes or dtypes do not fit, or an element is outside the matrix
     */
    public CooMatrix(Variable data, NDArray row, NDArray col, Shape shape) {
        if (data.rank() < 1 || data.rank() > 2) {
            throw error("data has shape " + data.shape() + ", expected one or two axes");
        }
        if (!row.shape().equals(data.shape()) || !col.shape().equals(data.shape())) {
            throw error("data, row and col must have one shape, not " + data.shape() + ", " + row.shape() + " and "
                    + col.shape());
        }
        if (!row.dtype().isInteger() || !col.dtype().isInteger()) {
            throw error("row and col are " + row.dtype() + " and " + col.dtype() + ", expected an integer dtype");
        }
        if (shape.rank() != 2 || shape.size() == 0) {
            throw error("shape is " + shape + ", expected two positive numbers");
        }
        if (row.device() != data.device() || col.device() != data.device()) {
            throw error("data, row and col are on " + data.device() + ", " + row.device() + " and " + col.device()
                    + ", expected one device");
        }
        long[] rows = row.toLongArray();
        long[] columns = col.toLongArray();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 != columns[i] < 0 || rows[i] >= shape.dim(0) || columns[i] >= shape.dim(1)) {
                throw error("element " + i + " is at row " + rows[i] + ", column " + columns[i] + " of shape " + shape);
            }
        }
        this.data = data;
        this.row = row;
        this.col = col;
        this.shape = shape;
    }

    private static IllegalArgumentException error(String message) {
        return new IllegalArgumentException("CooMatrix: " + message);
    }

    /** The elements of a dense matrix, or of a batch of matrices, that are not 0; their values get no gradient. */
    public static CooMatrix toCoo(NDArray x) {
        return toCoo(x, 0, false);
    }

    /**
     * The elements of a dense matrix (rows, columns), or of a batch (batch, rows, columns), that are not 0, in C order. Matrices with fewer of them than
     * others are padded with zeros at row and column −1.
     *
     * @param ldnz at least so many elements are made for each matrix
     * @param requiresGrad whether the values get a gradient
     * @throws IllegalArgumentException if x has neither two nor three axes
     */
    public static CooMatrix toCoo(NDArray x, long ldnz, boolean requiresGrad) {
        if (x.rank() != 2 && x.rank() != 3) {
            throw new IllegalArgumentException("to_coo: x has shape " + x.shape() + ", expected two or three axes");
        }
        NDArray batch = x.rank() == 2 ? x.expandDims(0) : x;
        int n = Math.toIntExact(batch.dim(0));
        NDArray[][] places = new NDArray[n][];
        long length = ldnz;
        for (int i = 0; i < n; i++) {
            places[i] = NDArrays.nonZero(batch.select(0, i));
            length = Math.max(length, places[i][0].size());
        }
        Shape shape = Shape.of(n, length);
        NDArray data = x.emptyLike(shape).fill(0);
        NDArray row = x.emptyLike(DType.INT32, shape).fill(-1);
        NDArray col = x.emptyLike(DType.INT32, shape).fill(-1);
        for (int i = 0; i < n; i++) {
            Slice count = Slice.until(places[i][0].size());
            Slice[] index = {Slice.at(i), count};
            data.set(batch.select(0, i).get(Slice.indices(places[i][0]), Slice.indices(places[i][1])), index);
            row.set(places[i][0], index);
            col.set(places[i][1], index);
        }
        Shape matrix = x.shape().subShape(x.rank() - 2, x.rank());
        return x.rank() == 2
                ? new CooMatrix(
                        new Variable(data.select(0, 0), requiresGrad), row.select(0, 0), col.select(0, 0), matrix)
                : new CooMatrix(new Variable(data, requiresGrad), row, col, matrix);
    }

    /** The values. */
    public Variable data() {
        return data;
    }

    /** The elements' rows. */
    public NDArray row() {
        return row;
    }

    /** The elements' columns. */
    public NDArray col() {
        return col;
    }

    /** Numbers of rows and columns. */
    public Shape shape() {
        return shape;
    }

    /** How the elements are ordered: {@code C} by rows, {@code F} by columns, {@code other}. */
    public String order() {
        return isSorted(row, col) ? "C" : isSorted(col, row) ? "F" : "other";
    }

    private static boolean isSorted(NDArray first, NDArray second) {
        long n = first.dim(-1);
        long[] major = first.toLongArray();
        long[] minor = second.toLongArray();
        for (int i = 1; i < major.length; i++) {
            boolean sameMatrix = i % n != 0 && major[i] >= 0;
            if (sameMatrix && (major[i] < major[i - 1] || major[i] == major[i - 1] && minor[i] < minor[i - 1])) {
                return false;
            }
        }
        return true;
    }

    /** The dense matrix, or batch of matrices. */
    public NDArray toDense() {
        NDArray values = data.array();
        NDArray x =
                values.emptyLike(values.shape().withoutAxes(-1).concat(shape)).fill(0);
        long batch = values.size() / Math.max(values.dim(-1), 1);
        for (long i = 0; i < batch; i++) {
            NDArray rows = values.rank() == 1 ? row : row.select(0, i);
            NDArray columns = values.rank() == 1 ? col : col.select(0, i);
            NDArray own = values.rank() == 1 ? values : values.select(0, i);
            Slice real = Slice.mask(rows.apply(BinaryOp.GREATER_EQUAL, 0));
            NDArray matrix = values.rank() == 1 ? x : x.select(0, i);
            matrix.addAt(own.get(real), Slice.indices(rows.get(real)), Slice.indices(columns.get(real)));
        }
        return x;
    }
}
