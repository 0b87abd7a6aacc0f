package org.chainer.backend.cpu;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Asks oneDNN's descriptors. */
final class DescriptorQuery {
    private DescriptorQuery() {}

    /** Name of the code that a primitive will run, such as {@code brg_matmul:avx512_core}. */
    static String implementation(dnnl_primitive_desc descriptor) {
        try (PointerPointer<BytePointer> result = new PointerPointer<>(1)) {
            int status = dnnl.dnnl_primitive_desc_query(descriptor, dnnl.dnnl_query_impl_info_str, 0, result);
            OneDnn.check(status, "asking for the implementation", "");
            return new BytePointer(result.get()).getString();
        }
    }

    /**
     * What an operand takes up.
     *
     * @param bytes number of bytes from its first element to the end of its last. oneDNN's own size of a strided layout counts the gap behind
     *     the last row as well, which a view at the end of its memory does not have
     * @param contiguous whether elements lie in C order without gaps
     */
    record Extent(long bytes, boolean contiguous) {}

    static Extent extent(dnnl_memory_desc layout) {
        long size = dnnl.dnnl_memory_desc_get_size(layout);
        try (IntPointer number = new IntPointer(1);
                PointerPointer<LongPointer> list = new PointerPointer<>(1)) {
            if (size == 0
                    || dnnl.dnnl_memory_desc_query(layout, dnnl.dnnl_query_inner_nblks_s32, number) != dnnl.dnnl_success
                    || number.get() != 0) {
                return new Extent(size, false);
            }
            query(layout, dnnl.dnnl_query_ndims_s32, number);
            int rank = number.get();
            query(layout, dnnl.dnnl_query_data_type, number);
            long width = dnnl.dnnl_data_type_size(number.get());
            query(layout, dnnl.dnnl_query_dims, list);
            LongPointer dims = new LongPointer(list.get());
            query(layout, dnnl.dnnl_query_strides, list);
            LongPointer strides = new LongPointer(list.get());
            long last = 0;
            long expected = 1;
            boolean contiguous = true;
            for (int i = rank - 1; i >= 0; i--) {
                last += (dims.get(i) - 1) * strides.get(i);
                contiguous &= dims.get(i) == 1 || strides.get(i) == expected;
                expected *= dims.get(i);
            }
            return new Extent((last + 1) * width, contiguous);
        }
    }

    private static void query(dnnl_memory_desc layout, int what, Pointer result) {
        OneDnn.check(dnnl.dnnl_memory_desc_query(layout, what, result), "asking for a layout", what);
    }
}
