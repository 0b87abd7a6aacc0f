package org.chainer.backend.cpu;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Memory;

/**
 * Copies of matrices in the layout that products read fastest. A matrix that is a product's second factor again, while nobody has written to
 * its memory, is packed; packs go with the memory, which they are attached to.
 *
 * <p>A pack costs about as much time as a product with some ten rows, so matrices that are used once for each version are left alone; one that
 * was used more often in its last version is packed at the first use of the next.
 */
final class WeightPack {
    /** Products with more rows gain too little. */
    static final long MOST_ROWS = 512;

    private static final long LEAST_ELEMENTS = 1 << 12;
    private static final int MOST_VIEWS = 8;

    private View[] views = new View[0];

    private WeightPack() {}

    /** A packed matrix, held while a product reads it. */
    record Held(NDArray packed, ChosenLayout layout, AtomicInteger readers) implements AutoCloseable {
        @Override
        public void close() {
            readers.decrementAndGet();
        }
    }

    /** One matrix within the memory. */
    private static final class View {
        final long[] geometry;
        long version = -1;
        int uses;
        boolean reused;
        ChosenLayout layout;
        NDArray packed;
        long packedVersion = -1;
        AtomicInteger readers = new AtomicInteger();

        View(long[] geometry) {
            this.geometry = geometry;
        }

        static long[] geometry(Matrix matrix, OneDnnMatmul.Precision precision) {
            return new long[] {
                matrix.array().offset(),
                matrix.rows(),
                matrix.columns(),
                matrix.leading(),
                matrix.transposed() ? 1 : 0,
                matrix.array().dtype().ordinal(),
                precision.ordinal()
            };
        }
    }

    /**
     * Counts a use of a matrix as the second factor, and gives its packed copy if there is one or one is worth making.
     *
     * @param rows rows of the first factor
     * @return null if the product should read the matrix itself
     */
    static Held use(Matrix matrix, long rows, OneDnnMatmul.Precision precision) {
        if (rows > MOST_ROWS || matrix.rows() * matrix.columns() < LEAST_ELEMENTS) {
            return null;
        }
        Memory memory = matrix.array().memory();
        WeightPack packs = memory.attachment() instanceof WeightPack known ? known : attach(memory);
        return packs.use(matrix, rows, memory.version(), precision);
    }

    private static WeightPack attach(Memory memory) {
        WeightPack packs = new WeightPack();
        memory.attach(packs);
        return packs;
    }

    private synchronized Held use(Matrix matrix, long rows, long version, OneDnnMatmul.Precision precision) {
        View view = view(View.geometry(matrix, precision));
        if (view.version != version) {
            view.reused = view.uses > 1;
            view.uses = 0;
            view.version = version;
        }
        view.uses++;
        if (view.packedVersion != version) {
            if (view.uses < 2 && !view.reused || !pack(view, matrix, rows, precision)) {
                return null;
            }
        }
        view.readers.incrementAndGet();
        return new Held(view.packed, view.layout, view.readers);
    }

    private View view(long[] geometry) {
        for (View view : views) {
            if (Arrays.equals(view.geometry, geometry)) {
                return view;
            }
        }
        View added = new View(geometry);
        if (views.length == MOST_VIEWS) {
            System.arraycopy(views, 1, views, 0, MOST_VIEWS - 1);
        } else {
            views = Arrays.copyOf(views, views.length + 1);
        }
        views[views.length - 1] = added;
        return added;
    }

    private boolean pack(View view, Matrix matrix, long rows, OneDnnMatmul.Precision precision) {
        if (view.layout == null) {
            view.layout = bestLayout(matrix, rows, precision);
            if (view.layout == null) {
                return false;
            }
        }
        OneDnnPrimitive reorder = OneDnnReorder.copy(matrix.layout(), Layout.of(view.layout));
        if (reorder == null) {
            return false;
        }
        if (view.packed == null || view.readers.get() > 0) {
            view.packed = NDArray.empty(matrix.array().device(), DType.UINT8, Shape.of(view.layout.bytes()));
            view.packed.memory().retain();
            view.readers = new AtomicInteger();
        }
        reorder.run(matrix.array(), view.packed);
        view.packedVersion = view.version;
        return true;
    }

    private static ChosenLayout bestLayout(Matrix matrix, long rows, OneDnnMatmul.Precision precision) {
        DType dtype = matrix.array().dtype();
        OneDnnPrimitive product = OneDnnMatmul.product(
                Layout.contiguous(dtype, rows, matrix.rows()),
                Layout.any(dtype, matrix.rows(), matrix.columns()),
                null,
                Layout.contiguous(dtype, rows, matrix.columns()),
                false,
                precision);
        return product == null ? null : OneDnnMatmul.bestLayout(product);
    }

    /** Whether a packed copy of this very version is there; for tests. */
    static boolean isPacked(NDArray array) {
        if (!(array.memory().attachment() instanceof WeightPack packs)) {
            return false;
        }
        synchronized (packs) {
            for (View view : packs.views) {
                if (view.packedVersion == array.memory().version()) {
                    return true;
                }
            }
        }
        return false;
    }
}
