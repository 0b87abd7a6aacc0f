package org.chainer.backend.cpu;

import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/**
 * How an operand of a oneDNN primitive lies in memory: its dtype, lengths and strides, or lengths alone where oneDNN may choose, or a
 * layout that oneDNN has chosen before.
 */
final class Layout {
    /** Most axes that kernels tell oneDNN of. */
    static final int MOST_AXES = 6;

    private final int type;
    private final long[] dims;
    private final long[] strides;
    private final ChosenLayout chosen;

    private Layout(int type, long[] dims, long[] strides, ChosenLayout chosen) {
        this.type = type;
        this.dims = dims;
        this.strides = strides;
        this.chosen = chosen;
    }

    /** An array's own layout. */
    static Layout of(NDArray array) {
        if (array.isContiguous()) {
            return contiguous(array.dtype(), array.shape().toArray());
        }
        long[] strides = array.strides();
        for (int i = 0; i < strides.length; i++) {
            strides[i] = array.dim(i) == 1 ? Math.max(strides[i], 1) : strides[i];
        }
        return new Layout(type(array.dtype()), array.shape().toArray(), strides, null);
    }

    /** Lengths and strides, in elements. */
    static Layout strided(DType dtype, long[] dims, long[] strides) {
        return new Layout(type(dtype), dims, strides, null);
    }

    /** Lengths in C order. */
    static Layout contiguous(DType dtype, long... dims) {
        long[] strides = new long[dims.length];
        long stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return new Layout(type(dtype), dims, strides, null);
    }

    /** Lengths only: oneDNN chooses the layout that suits the primitive best. */
    static Layout any(DType dtype, long... dims) {
        return new Layout(type(dtype), dims, null, null);
    }

    /** A layout that oneDNN has chosen before. */
    static Layout of(ChosenLayout chosen) {
        return new Layout(0, null, null, chosen);
    }

    /** Whether oneDNN has this dtype. */
    static boolean supports(DType dtype) {
        return switch (dtype) {
            case FLOAT32, BFLOAT16, FLOAT16, INT32, INT8, UINT8 -> true;
            default -> false;
        };
    }

    /**
     * Whether oneDNN can be told of an array's layout: at most six axes, no elements in reverse order, and none that is seen twice.
     */
    static boolean isRegular(NDArray array) {
        if (array.rank() == 0 || array.rank() > MOST_AXES) {
            return false;
        }
        for (int i = 0; i < array.rank(); i++) {
            if (array.stride(i) <= 0 && array.dim(i) > 1) {
                return false;
            }
            for (int j = 0; j < i; j++) {
                boolean jInside = array.stride(j) < array.stride(i);
                int inner = jInside ? j : i;
                int outer = jInside ? i : j;
                if (array.dim(i) > 1
                        && array.dim(j) > 1
                        && array.stride(outer) < array.stride(inner) * array.dim(inner)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int type(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> dnnl.dnnl_f32;
            case BFLOAT16 -> dnnl.dnnl_bf16;
            case FLOAT16 -> dnnl.dnnl_f16;
            case INT32 -> dnnl.dnnl_s32;
            case INT8 -> dnnl.dnnl_s8;
            case UINT8 -> dnnl.dnnl_u8;
            default -> throw new IllegalArgumentException("oneDNN has no dtype " + dtype);
        };
    }

    /** Number of elements. */
    long size() {
        long size = 1;
        for (long dim : dims) {
            size *= dim;
        }
        return size;
    }

    /** Length of an axis. */
    long dim(int axis) {
        return dims[axis];
    }

    /** Length of the last axis. */
    long lastDim() {
        return dims[dims.length - 1];
    }

    void addTo(PrimitiveKey key) {
        if (chosen != null) {
            key.add(-1).add(chosen.id());
        } else {
            key.add(type).add(strides == null ? -1 : 1).add(dims);
            if (strides != null) {
                key.add(strides);
            }
        }
    }

    /** oneDNN's descriptor of this layout; destroyed with the arena. */
    dnnl_memory_desc describe(DescriptorArena arena) {
        dnnl_memory_desc descriptor = new dnnl_memory_desc();
        int status;
        if (chosen != null) {
            status = dnnl.dnnl_memory_desc_clone(descriptor, chosen.descriptor());
        } else if (strides == null) {
            status = dnnl.dnnl_memory_desc_create_with_tag(
                    descriptor, dims.length, dims, type, dnnl.dnnl_format_tag_any);
        } else {
            status = dnnl.dnnl_memory_desc_create_with_strides(descriptor, dims.length, dims, type, strides);
        }
        OneDnn.check(status, "describing a layout", this);
        return arena.own(descriptor);
    }

    @Override
    public String toString() {
        if (chosen != null) {
            return chosen.toString();
        }
        return Arrays.toString(dims)
                + (strides == null ? " in any layout" : " with strides " + Arrays.toString(strides));
    }
}
