package org.chainer.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.MemoryScope;

/**
 * The arrays that one run of a primitive reads and writes, each brought to the layout that the primitive chose for its slot, and results brought back
 * after the run: to C order, or, where an array can keep it, as they are.
 */
final class Operands implements AutoCloseable {
    private final OneDnnPrimitive primitive;
    private final MemoryScope temporaries = MemoryScope.open();
    private final NDArray[] arrays;
    private final List<LaidOut> held = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private int slot;

    /** Operands are given in the order of the primitive's slots. */
    Operands(OneDnnPrimitive primitive) {
        this.primitive = primitive;
        arrays = new NDArray[primitive.slots()];
    }

    /**
     * The next slot reads an array.
     *
     * @param dims the array's shape, as the primitive sees it
     */
    void read(NDArray array, long... dims) {
        arrays[slot] = laidOut(array, dims);
        slot++;
    }

    private NDArray laidOut(NDArray array, long[] dims) {
        LaidOut found = LaidOut.of(array);
        if (found != null) {
            held.add(found);
            if (found.layout() == primitive.layout(slot)) {
                return found.elements();
            }
        }
        NDArray plain = array.contiguous();
        if (primitive.isContiguous(slot)) {
            return plain;
        }
        ChosenLayout wanted = primitive.layout(slot);
        NDArray result = NDArray.empty(array.device(), DType.UINT8, Shape.of(wanted.bytes()));
        OneDnnReorder.copy(Layout.contiguous(array.dtype(), dims), Layout.of(wanted))
                .run(plain, result);
        return result;
    }

    /** The next slot writes an array, which may keep its elements as they are laid out. */
    void write(NDArray array, long... dims) {
        write(array, null, dims);
    }

    /**
     * The next slot writes an array, which may keep its elements as they are laid out.
     *
     * @param origin the operation that alone may read them like that (see {@link LaidOut#origin}), or null
     */
    void write(NDArray array, Object origin, long[] dims) {
        ChosenLayout layout = primitive.layout(slot);
        if (primitive.isContiguous(slot) || !LaidOut.mayReplace(array, layout)) {
            writeInOrder(array, dims);
            return;
        }
        DType dtype = layout.bytes() == array.memory().bytes() ? array.dtype() : DType.UINT8;
        NDArray room = LaidOut.room(array, dtype, layout);
        afterwards.add(() -> LaidOut.replace(array, room, layout, origin));
        arrays[slot++] = room;
    }

    /** The next slot writes an array, which gets its elements in their places. */
    void writeInOrder(NDArray array, long... dims) {
        if (primitive.isContiguous(slot) && array.isContiguous()) {
            arrays[slot++] = array;
            return;
        }
        ChosenLayout layout = primitive.layout(slot);
        NDArray result = NDArray.empty(array.device(), DType.UINT8, Shape.of(layout.bytes()));
        afterwards.add(() -> {
            NDArray plain = array.isContiguous() ? array : array.emptyLike();
            OneDnnReorder.copy(Layout.of(layout), Layout.contiguous(array.dtype(), dims))
                    .run(result, plain);
            if (plain != array) {
                array.copyFrom(plain);
            }
        });
        arrays[slot++] = result;
    }

    /** Runs the primitive. */
    void run() {
        primitive.run(arrays);
        afterwards.forEach(Runnable::run);
    }

    @Override
    public void close() {
        held.forEach(LaidOut::close);
        temporaries.close();
    }
}
