package org.chainer.backend.cuda;

import static org.chainer.backend.cuda.AxisGroups.folded;
import static org.chainer.backend.cuda.AxisGroups.kept;
import static org.chainer.backend.cuda.CudaElementwiseKernels.number;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.backend.kernels.ReductionKernels;

/**
 * Folds in float for float32 and narrower, in double for float64, in int64 for the rest; in an order that depends on shapes alone, so that results are the same each
 * time. Kernels: reductions.cu.
 */
final class CudaReductionKernels implements ReductionKernels {
    private static final String TOPIC = "reductions";
    /** A device has room for about so many blocks at once. */
    private static final long BUSY_BLOCKS = 512;
    /** Elements of each lane below which a group is not split into parts. */
    private static final long LEAST_OF_PART = 16;
    /** Axes up to this length are scanned by one thread. */
    private static final long SHORT = 64;

    private final CudaContext context;

    CudaReductionKernels(CudaContext context) {
        this.context = context;
    }

    @Override
    public void reduce(ReduceOp op, NDArray x, int[] axes, @Out NDArray y) {
        if (y.size() == 0) {
            return;
        }
        if (x.size() == 0) {
            y.device().elementwise().fill(ofNothing(op, x), y);
            return;
        }
        boolean fraction = op == ReduceOp.MEAN || op == ReduceOp.LOG_SUM_EXP;
        String number = fraction && !x.dtype().isFloating() ? "double" : number(x.dtype());
        NDArray xKept = kept(x, axes);
        NDArray result = kept(y, axes);
        NDArray elements = folded(x, axes);
        Extent groups = Extent.of(xKept, result);
        Extent group = Extent.of(elements);
        Lanes lanes = Lanes.of(groups, group, 0);
        long parts = parts(lanes, groups.size(), group.size());
        NDArray partial =
                parts == 1 ? null : NDArray.empty(x.device(), stateOf(number), Shape.of(parts * groups.size(), 2));
        Arguments arguments = context.call(TOPIC, "reduce_" + number)
                .add(groups)
                .read(xKept, groups, 0)
                .write(result, groups, 1)
                .add(group)
                .read(elements, group, 0)
                .add(op.ordinal())
                .add(lanes.count())
                .add(lanes.along() ? 1 : 0)
                .add(parts);
        (partial == null ? arguments.add(0L) : arguments.write(partial))
                .launch(lanes.blocks(groups.size() * parts), Lanes.THREADS);
        if (partial != null) {
            context.call(TOPIC, "reduce_parts_" + number)
                    .add(groups)
                    .write(result, groups, 1)
                    .read(partial)
                    .add(parts)
                    .add(group.size())
                    .add(op.ordinal())
                    .launch((int) Math.min(groups.size(), Lanes.MOST_BLOCKS), Lanes.THREADS);
            partial.close();
        }
    }

    private static Number ofNothing(ReduceOp op, NDArray x) {
        return switch (op) {
            case SUM, SUM_OF_SQUARES, ANY -> 0;
            case PRODUCT, ALL -> 1;
            case MEAN -> Double.NaN;
            case LOG_SUM_EXP -> Double.NEGATIVE_INFINITY;
            case MAX, MIN -> throw new IllegalArgumentException(op + " of no elements: x has shape " + x.shape());
        };
    }

    /** Into how many parts a group is split, so that a few large groups keep the whole device busy. */
    private static long parts(Lanes lanes, long groups, long elements) {
        long wanted = BUSY_BLOCKS / lanes.blocks(groups);
        long possible = elements / (lanes.count() * LEAST_OF_PART);
        return Math.max(Math.min(wanted, possible), 1);
    }

    private static DType stateOf(String number) {
        return switch (number) {
            case "float" -> DType.FLOAT32;
            case "double" -> DType.FLOAT64;
            default -> DType.INT64;
        };
    }

    @Override
    public void argMax(NDArray x, int axis, @Out NDArray y) {
        arg(x, axis, true, y);
    }

    @Override
    public void argMin(NDArray x, int axis, @Out NDArray y) {
        arg(x, axis, false, y);
    }

    private void arg(NDArray x, int axis, boolean greatest, NDArray y) {
        if (y.size() == 0) {
            return;
        }
        if (x.size() == 0) {
            throw new IllegalArgumentException(
                    (greatest ? "argMax" : "argMin") + " of no elements: x has shape " + x.shape());
        }
        NDArray xKept = kept(x, axis);
        Extent groups = Extent.of(xKept, y);
        Lanes lanes = Lanes.of(groups, Extent.of(folded(x, axis)), 0);
        context.call(TOPIC, "arg_" + number(x.dtype()))
                .add(groups)
                .read(xKept, groups, 0)
                .write(y, groups, 1)
                .add(x.dim(axis))
                .add(x.stride(axis))
                .add(greatest ? 1 : 0)
                .add(lanes.count())
                .add(lanes.along() ? 1 : 0)
                .launch(lanes.blocks(groups.size()), Lanes.THREADS);
    }

    @Override
    public void cumulativeSum(NDArray x, int axis, @Out NDArray y) {
        scan(x, axis, false, y);
    }

    @Override
    public void cumulativeProduct(NDArray x, int axis, @Out NDArray y) {
        scan(x, axis, true, y);
    }

    private void scan(NDArray x, int axis, boolean product, NDArray y) {
        if (x.size() == 0) {
            return;
        }
        NDArray from = kept(x, axis);
        NDArray to = kept(y, axis);
        Extent groups = Extent.of(from, to);
        boolean byThreads = x.dim(axis) <= SHORT;
        Arguments arguments = context.call(TOPIC, "scan_by_" + (byThreads ? "threads_" : "blocks_") + number(x.dtype()))
                .add(groups)
                .read(from, groups, 0)
                .write(to, groups, 1)
                .add(x.dim(axis))
                .add(x.stride(axis))
                .add(y.stride(axis))
                .add(product ? 1 : 0);
        if (byThreads) {
            arguments.launch(groups.size());
        } else {
            arguments.launch((int) Math.min(groups.size(), Lanes.MOST_BLOCKS), Lanes.THREADS);
        }
    }

    @Override
    public void linearRecurrence(NDArray factor, NDArray term, int axis, @Out NDArray y) {
        if (y.size() == 0) {
            return;
        }
        NDArray factors = kept(factor, axis);
        NDArray terms = kept(term, axis);
        NDArray to = kept(y, axis);
        Extent groups = Extent.of(factors, terms, to);
        context.call(TOPIC, "recurrence_" + number(y.dtype()))
                .add(groups)
                .read(factors, groups, 0)
                .read(terms, groups, 1)
                .write(to, groups, 2)
                .add(y.dim(axis))
                .add(factor.stride(axis))
                .add(term.stride(axis))
                .add(y.stride(axis))
                .launch(groups.size());
    }
}
