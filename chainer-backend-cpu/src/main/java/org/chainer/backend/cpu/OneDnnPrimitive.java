package org.chainer.backend.cpu;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.NDArray;

/**
 * A compiled oneDNN operation, to be run on arrays any number of times and from any number of threads at once: each run has memory objects
 * and scratch space of its own. Its native handles go when nobody refers to it.
 */
final class OneDnnPrimitive {
    private static final Cleaner CLEANER = Cleaner.create();

    private final String name;
    private final String implementation;
    private final Slot[] slots;
    private final ChosenLayout[] chosen;
    private final Handles handles;
    private final List<Execution> idle = new ArrayList<>();
    private final long scratchBytes;

    /** An operand: which it is for oneDNN, how it lies in memory, and whether the primitive writes it. */
    record Slot(int argument, dnnl_memory_desc layout, long bytes, boolean contiguous, boolean written) {
        static Slot in(int argument, dnnl_memory_desc layout) {
            return of(argument, layout, false);
        }

        static Slot out(int argument, dnnl_memory_desc layout) {
            return of(argument, layout, true);
        }

        private static Slot of(int argument, dnnl_memory_desc layout, boolean written) {
            DescriptorQuery.Extent extent = DescriptorQuery.extent(layout);
            return new Slot(argument, layout, extent.bytes(), extent.contiguous(), written);
        }

        private Slot with(dnnl_memory_desc copy) {
            return new Slot(argument, copy, bytes, contiguous, written);
        }
    }

    /** What has to be destroyed; knows nothing of the object that it serves. */
    private static final class Handles implements Runnable {
        final dnnl_primitive primitive = new dnnl_primitive();
        final dnnl_primitive_desc descriptor;
        final List<dnnl_memory_desc> layouts = new ArrayList<>();
        final List<Execution> executions = new ArrayList<>();

        Handles(dnnl_primitive_desc descriptor) {
            this.descriptor = descriptor;
        }

        dnnl_memory_desc copy(dnnl_memory_desc layout) {
            dnnl_memory_desc copy = new dnnl_memory_desc();
            OneDnn.check(dnnl.dnnl_memory_desc_clone(copy, layout), "copying a layout", layout);
            layouts.add(copy);
            return copy;
        }

        @Override
        public void run() {
            for (Execution execution : executions) {
                execution.destroy();
            }
            for (dnnl_memory_desc layout : layouts) {
                dnnl.dnnl_memory_desc_destroy(layout);
            }
            dnnl.dnnl_primitive_destroy(primitive);
            dnnl.dnnl_primitive_desc_destroy(descriptor);
        }
    }

    private OneDnnPrimitive(String name, String implementation, dnnl_primitive_desc descriptor, Slot[] slots) {
        this.name = name;
        this.implementation = implementation;
        this.handles = new Handles(descriptor);
        OneDnn.check(dnnl.dnnl_primitive_create(handles.primitive, descriptor), "compiling", name);
        CLEANER.register(this, handles);
        this.slots = new Slot[slots.length];
        for (int i = 0; i < slots.length; i++) {
            this.slots[i] = slots[i].with(handles.copy(slots[i].layout));
        }
        chosen = new ChosenLayout[slots.length];
        scratchBytes = dnnl.dnnl_memory_desc_get_size(
                dnnl.dnnl_primitive_desc_query_md(descriptor, dnnl.dnnl_query_scratchpad_md, 0));
    }

    /**
     * Compiles a primitive from the descriptor that oneDNN's creating function has filled in.
     *
     * @param status what that function returned
     * @return null if oneDNN cannot do it, or only by its slow reference implementation
     */
    static OneDnnPrimitive compile(String name, int status, dnnl_primitive_desc descriptor, SlotsOf slots) {
        if (status == dnnl.dnnl_unimplemented) {
            return null;
        }
        OneDnn.check(status, "planning", name);
        String implementation = DescriptorQuery.implementation(descriptor);
        if (implementation.startsWith("ref")) {
            dnnl.dnnl_primitive_desc_destroy(descriptor);
            return null;
        }
        return new OneDnnPrimitive(name, implementation, descriptor, slots.of(descriptor));
    }

    /** Lists a primitive's operands, once its descriptor can be asked for the layouts that oneDNN chose. */
    interface SlotsOf {
        Slot[] of(dnnl_primitive_desc descriptor);
    }

    /** Name of the code that oneDNN chose, such as {@code brg_matmul:avx512_core}. */
    String implementation() {
        return implementation;
    }

    /** The layout of an operand. */
    ChosenLayout layout(int slot) {
        synchronized (chosen) {
            if (chosen[slot] == null) {
                chosen[slot] = ChosenLayout.of(slots[slot].layout);
            }
            return chosen[slot];
        }
    }

    /** Whether an operand lies in C order without gaps. */
    boolean isContiguous(int slot) {
        return slots[slot].contiguous;
    }

    /** Number of operands. */
    int slots() {
        return slots.length;
    }

    /**
     * Runs the primitive on arrays in the CPU device's memory, one for each slot; each must begin where the slot's layout begins and reach as
     * far.
     *
     * @throws IllegalArgumentException if their number is not that of the slots, or one is too short
     */
    void run(NDArray... operands) {
        if (operands.length != slots.length) {
            throw new IllegalArgumentException(
                    name + ": " + operands.length + " operands for " + slots.length + " slots");
        }
        long[] addresses = new long[slots.length];
        for (int i = 0; i < operands.length; i++) {
            addresses[i] = address(operands[i], slots[i], i);
        }
        run(addresses);
        for (NDArray operand : operands) {
            Reference.reachabilityFence(operand);
        }
    }

    /** Runs a primitive of two slots from an array to the start of a block. */
    void run(NDArray from, NativeBlock to) {
        run(new long[] {address(from, slots[0], 0), to.address(0, slots[1].bytes)});
        Reference.reachabilityFence(from);
    }

    /** Runs the primitive with all operands at the start of one block. */
    void runOn(NativeBlock block) {
        long[] addresses = new long[slots.length];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = block.address(0, slots[i].bytes);
        }
        run(addresses);
    }

    private void run(long[] addresses) {
        Execution execution = take();
        NativeBlock scratch = null;
        try {
            for (int i = 0; i < addresses.length; i++) {
                execution.set(i, addresses[i]);
            }
            if (scratchBytes > 0) {
                scratch = ScratchSpace.take(scratchBytes);
                execution.set(slots.length, scratch.address(0, scratchBytes));
            }
            OneDnn.check(execution.run(), "running", name);
        } finally {
            ScratchSpace.giveBack(scratch);
            synchronized (idle) {
                idle.add(execution);
            }
            Reference.reachabilityFence(this);
        }
    }

    private long address(NDArray operand, Slot slot, int position) {
        long from = operand.offset() * operand.dtype().bytes();
        if (from + slot.bytes > operand.memory().bytes()) {
            throw new IllegalArgumentException(
                    name + ": operand " + position + " needs " + slot.bytes + " bytes from byte " + from
                            + " of a memory of " + operand.memory().bytes());
        }
        return NativeMemory.block(operand, slot.written).address(from, slot.bytes);
    }

    private Execution take() {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.remove(idle.size() - 1);
            }
            Execution made = new Execution(handles.primitive, slots, handles.descriptor);
            handles.executions.add(made);
            return made;
        }
    }

    @Override
    public String toString() {
        return name + " by " + implementation;
    }
}
