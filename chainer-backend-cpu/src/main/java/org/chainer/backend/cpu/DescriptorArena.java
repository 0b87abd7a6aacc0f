package org.chainer.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Destroys, at its end, the descriptors that were made to create a primitive. */
final class DescriptorArena implements AutoCloseable {
    private final List<Runnable> endings = new ArrayList<>();

    dnnl_memory_desc own(dnnl_memory_desc descriptor) {
        endings.add(() -> dnnl.dnnl_memory_desc_destroy(descriptor));
        return descriptor;
    }

    dnnl_primitive_desc own(dnnl_primitive_desc descriptor) {
        endings.add(() -> dnnl.dnnl_primitive_desc_destroy(descriptor));
        return descriptor;
    }

    /** Attributes that every primitive has: the scratch space comes from the caller. */
    dnnl_primitive_attr attributes() {
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        OneDnn.check(dnnl.dnnl_primitive_attr_create(attributes), "creating attributes", "");
        endings.add(() -> dnnl.dnnl_primitive_attr_destroy(attributes));
        OneDnn.check(
                dnnl.dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl.dnnl_scratchpad_mode_user),
                "setting the scratchpad mode",
                "user");
        return attributes;
    }

    /** A list of operations that a primitive does to its result, still empty. */
    dnnl_post_ops postOperations() {
        dnnl_post_ops operations = new dnnl_post_ops();
        OneDnn.check(dnnl.dnnl_post_ops_create(operations), "creating operations", "");
        endings.add(() -> dnnl.dnnl_post_ops_destroy(operations));
        return operations;
    }

    /** Attributes of a primitive that does operations to its result. */
    dnnl_primitive_attr attributes(dnnl_post_ops operations) {
        dnnl_primitive_attr attributes = attributes();
        OneDnn.check(dnnl.dnnl_primitive_attr_set_post_ops(attributes, operations), "setting operations", "");
        return attributes;
    }

    /** Attributes of a primitive that adds its result to what the destination holds. */
    dnnl_primitive_attr accumulating() {
        dnnl_post_ops operations = postOperations();
        OneDnn.check(dnnl.dnnl_post_ops_append_sum(operations, 1, 0, dnnl.dnnl_data_type_undef), "appending", "sum");
        return attributes(operations);
    }

    @Override
    public void close() {
        for (int i = endings.size() - 1; i >= 0; i--) {
            endings.get(i).run();
        }
    }
}
