package org.chainer.backend.cpu;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;

/**
 * The memory objects and the argument list of one run of a primitive at a time. They are kept and re-pointed, because making one takes
 * as long as a small primitive.
 */
final class Execution {
    private final dnnl_primitive primitive;
    private final dnnl_memory[] memories;
    private final long[] addresses;
    private final Pointer allocation;
    private final dnnl_exec_arg_t arguments;
    private final Address address = new Address();

    Execution(dnnl_primitive primitive, OneDnnPrimitive.Slot[] slots, dnnl_primitive_desc descriptor) {
        this.primitive = primitive;
        int count = slots.length + 1;
        memories = new dnnl_memory[count];
        addresses = new long[count];
        allocation = Pointer.malloc((long) count * Pointer.sizeof(dnnl_exec_arg_t.class));
        arguments = new dnnl_exec_arg_t(allocation);
        for (int i = 0; i < count; i++) {
            boolean scratch = i == slots.length;
            dnnl_memory_desc layout = scratch
                    ? dnnl.dnnl_primitive_desc_query_md(descriptor, dnnl.dnnl_query_scratchpad_md, 0)
                    : slots[i].layout();
            memories[i] = new dnnl_memory();
            OneDnn.check(
                    dnnl.dnnl_memory_create(memories[i], layout, OneDnn.engine(), address.at(0)),
                    "creating a memory object",
                    i);
            int argument = scratch ? dnnl.DNNL_ARG_SCRATCHPAD : slots[i].argument();
            arguments.position(i).arg(argument).memory(memories[i]);
        }
        arguments.position(0);
    }

    /** Points an operand, or after the last one the scratch space, to an address. */
    void set(int slot, long newAddress) {
        if (newAddress == 0) {
            throw new IllegalArgumentException("operand " + slot + " has no address");
        }
        if (addresses[slot] != newAddress) {
            OneDnn.check(
                    dnnl.dnnl_memory_set_data_handle(memories[slot], address.at(newAddress)),
                    "pointing an operand",
                    slot);
            addresses[slot] = newAddress;
        }
    }

    /** Runs the primitive and returns oneDNN's status. */
    int run() {
        return dnnl.dnnl_primitive_execute(primitive, OneDnn.stream(), memories.length, arguments);
    }

    void destroy() {
        for (dnnl_memory memory : memories) {
            dnnl.dnnl_memory_destroy(memory);
        }
        Pointer.free(allocation);
    }
}
