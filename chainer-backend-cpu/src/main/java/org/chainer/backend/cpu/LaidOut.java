package org.chainer.backend.cpu;

import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Block;
import org.chainer.backend.Memory;

/**
 * The elements of an array in a layout that oneDNN chose, kept in place of the block in C order: what one kernel wrote, the next reads without a
 * copy. Between layers of convolutions, copies from layout to layout would take a sixth of the time.
 */
final class LaidOut implements Memory.Content, AutoCloseable {
    private final NDArray elements;
    private final ChosenLayout layout;
    private final DType dtype;
    private final Shape shape;
    private final Object origin;

    private LaidOut(NDArray elements, ChosenLayout layout, DType dtype, Shape shape, Object origin) {
        this.origin = origin;
        this.elements = elements;
        this.layout = layout;
        this.dtype = dtype;
        this.shape = shape;
    }

    /** An array's elements as they are laid out, to be closed after use; null if they are in C order, or the array is a view of others. */
    static LaidOut of(NDArray array) {
        if (!array.memory().isDeferred() || !(array.memory().retainContent() instanceof LaidOut found)) {
            return null;
        }
        if (isWhole(array) && found.dtype == array.dtype() && found.shape.equals(array.shape())) {
            return found;
        }
        found.close();
        return null;
    }

    /** Whether an array may be given its elements in a layout: it is all of its memory, and nobody has forbidden it. */
    static boolean mayReplace(NDArray array, ChosenLayout layout) {
        return layout.bytes() <= array.memory().bytes() && isWhole(array) && isEnabled();
    }

    static boolean isEnabled() {
        return Chainer.config().get(Config.KEEP_ONE_DNN_LAYOUTS);
    }

    private static boolean isWhole(NDArray array) {
        return array.offset() == 0
                && array.isContiguous()
                && array.size() * array.dtype().bytes() == array.memory().bytes();
    }

    /** Room for all elements of an array in a layout, in place of the array's block. */
    static NDArray room(NDArray array, DType dtype, ChosenLayout layout) {
        array.memory().vacate();
        return NDArray.empty(array.device(), dtype, Shape.of(layout.bytes() / dtype.bytes()));
    }

    /**
     * Makes elements in a layout the content of an array.
     *
     * @param origin what the elements have a meaning for (see {@link #origin}), or null
     */
    static void replace(NDArray array, NDArray elements, ChosenLayout layout, Object origin) {
        array.memory().defer(new LaidOut(elements, layout, array.dtype(), array.shape(), origin));
    }

    /** The operation that alone may read the elements natively, because it does not check them: indices of a pooling; null for any. */
    Object origin() {
        return origin;
    }

    /** The elements, one after the other as they are laid out. */
    NDArray elements() {
        return elements;
    }

    /**
     * The elements of another array of this shape and dtype, laid out like these.
     *
     * @param known how the array is laid out, or null if it is in C order
     */
    NDArray likewise(NDArray array, LaidOut known) {
        if (known != null && known.layout == layout) {
            return known.elements;
        }
        NDArray result = elements.emptyLike();
        OneDnnReorder.copy(Layout.contiguous(dtype, shape.toArray()), Layout.of(layout))
                .run(array.contiguous(), result);
        return result;
    }

    ChosenLayout layout() {
        return layout;
    }

    /** Whether an array is the only one with these elements, and the caller, who holds them, may therefore overwrite them for it. */
    boolean belongsTo(NDArray array) {
        return array.memory().isDeferred() && elements.memory().isOwnedBy(2);
    }

    /** Whether there is nothing but the array's elements: no padding, whose values might spoil sums or be spoilt. */
    boolean isDense() {
        return elements.dtype() == dtype && elements.size() == shape.size();
    }

    @Override
    public void writeTo(Block block) {
        OneDnnReorder.copy(Layout.of(layout), Layout.contiguous(dtype, shape.toArray()))
                .run(elements, (NativeBlock) block);
    }

    @Override
    public void retain() {
        elements.memory().retain();
    }

    @Override
    public void release() {
        elements.memory().release();
    }

    @Override
    public void close() {
        release();
    }
}
