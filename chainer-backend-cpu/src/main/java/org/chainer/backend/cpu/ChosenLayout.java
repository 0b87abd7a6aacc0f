package org.chainer.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.global.dnnl;

/**
 * A layout that oneDNN chose for a primitive's operand, typically a blocked one. Equal layouts are one object with one number, so that
 * cache keys can name them; there are only a few, which live as long as the class.
 */
final class ChosenLayout {
    private static final List<ChosenLayout> KNOWN = new ArrayList<>();

    private final int id;
    private final dnnl_memory_desc descriptor;
    private final long bytes;

    private ChosenLayout(int id, dnnl_memory_desc descriptor) {
        this.id = id;
        this.descriptor = descriptor;
        this.bytes = dnnl.dnnl_memory_desc_get_size(descriptor);
    }

    /** The object for a descriptor, which is copied. */
    static ChosenLayout of(dnnl_memory_desc found) {
        synchronized (KNOWN) {
            for (ChosenLayout known : KNOWN) {
                if (dnnl.dnnl_memory_desc_equal(known.descriptor, found) != 0) {
                    return known;
                }
            }
            dnnl_memory_desc copy = new dnnl_memory_desc();
            OneDnn.check(dnnl.dnnl_memory_desc_clone(copy, found), "copying a layout", found);
            ChosenLayout layout = new ChosenLayout(KNOWN.size(), copy);
            KNOWN.add(layout);
            return layout;
        }
    }

    int id() {
        return id;
    }

    dnnl_memory_desc descriptor() {
        return descriptor;
    }

    /** Number of bytes that an operand takes in this layout, padding included. */
    long bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "chosen layout " + id + " of " + bytes + " bytes";
    }
}
