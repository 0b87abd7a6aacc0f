package org.chainer.backend.cuda;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** Values of planes at points between their elements. Kernels: indexing.cu. */
final class BilinearSampling {
    private static final String TOPIC = "indexing";

    private final CudaContext context;
    private final Sorting sorting;

    BilinearSampling(CudaContext context, Sorting sorting) {
        this.context = context;
        this.sorting = sorting;
    }

    void forward(NDArray x, NDArray positions, NDArray y) {
        if (y.size() == 0) {
            return;
        }
        if (x.size() == 0) {
            y.device().elementwise().fill(0, y);
            return;
        }
        try (Dense in = Dense.reading(x);
                Dense places = Dense.reading(positions);
                Dense out = Dense.writing(y)) {
            sizes(
                    context.call(TOPIC, "sample_" + number(x, positions))
                            .view(in.array(), false)
                            .view(places.array(), false)
                            .view(out.array(), true)
                            .add(y.size()),
                    x,
                    positions,
                    y.size());
        }
    }

    void backward(NDArray x, NDArray positions, NDArray gy, NDArray gx, NDArray gpositions) {
        try (Dense places = Dense.reading(positions);
                Dense upstream = Dense.reading(gy)) {
            if (gpositions != null && gpositions.size() > 0) {
                toPositions(x, places.array(), upstream.array(), gpositions);
            }
            if (gx != null && gx.size() > 0) {
                toPlanes(places.array(), upstream.array(), gx);
            }
        }
    }

    private void toPositions(NDArray x, NDArray positions, NDArray gy, NDArray gpositions) {
        if (x.size() == 0) {
            gpositions.device().elementwise().fill(0, gpositions);
            return;
        }
        long count = x.dim(0) * points(positions);
        try (Dense in = Dense.reading(x);
                Dense out = Dense.writing(gpositions)) {
            sizes(
                    context.call(TOPIC, "sample_grad_positions_" + number(x, positions))
                            .view(in.array(), false)
                            .view(positions, false)
                            .view(gy, false)
                            .view(out.array(), true)
                            .add(count),
                    x,
                    positions,
                    count);
        }
    }

    /** Points are sorted by the square of elements that they are in, so that each element finds those that concern it. */
    private void toPlanes(NDArray positions, NDArray gy, NDArray gx) {
        long points = points(positions);
        if (points == 0) {
            gx.device().elementwise().fill(0, gx);
            return;
        }
        NDArray squares = NDArray.empty(gx.device(), DType.INT64, Shape.of(gx.dim(0), points));
        context.call(TOPIC, "sample_squares_" + number(gx, positions))
                .view(positions, false)
                .write(squares)
                .add(squares.size())
                .add(points)
                .add(gx.dim(2))
                .add(gx.dim(3))
                .launch(squares.size());
        try (Sorting.Sorted sorted = sorting.sort(squares, 1, false);
                Dense out = Dense.writing(gx)) {
            sizes(
                    context.call(TOPIC, "sample_grad_" + number(gx, positions))
                            .view(positions, false)
                            .view(gy, false)
                            .view(out.array(), true)
                            .read(sorted.keys())
                            .read(sorted.order())
                            .add(gx.size()),
                    gx,
                    positions,
                    gx.size());
        }
        squares.close();
    }

    private static void sizes(Arguments arguments, NDArray x, NDArray positions, long count) {
        arguments
                .add(x.dim(1))
                .add(points(positions))
                .add(x.dim(2))
                .add(x.dim(3))
                .launch(count);
    }

    private static long points(NDArray positions) {
        return positions.shape().subShape(2, positions.rank()).size();
    }

    private static String number(NDArray x, NDArray positions) {
        return x.dtype() == DType.FLOAT64 || positions.dtype() == DType.FLOAT64 ? "double" : "float";
    }
}
