// Patches of org.chainer.backend.kernels.ConvolutionKernels, for contiguous arrays; the convolutions themselves are cuDNN's.
#include "windows.cuh"

#define KERNELS(name, C)                                                                                            \
    CHAINER_KERNEL im2col_##name(Windows w, View x, View col, double fill, int64 count) {                           \
        int64 columns = w.kernelSize * w.windows;                                                                   \
        FOR_EACH(i, count) {                                                                                        \
            int64 source = sourceOf(w, i % columns / w.windows, i % w.windows);                                     \
            C value = source < 0 ? (C)fill : load<C>(x.data, x.dtype, i / columns * w.plane + source);              \
            store<C>(col.data, col.dtype, i, value);                                                                \
        }                                                                                                           \
    }                                                                                                               \
    CHAINER_KERNEL col2im_##name(Windows w, View col, View x, int64 count) {                                        \
        FOR_EACH(i, count) {                                                                                        \
            int64 first = i / w.plane * w.kernelSize;                                                               \
            C sum = 0;                                                                                              \
            for (int64 k = 0; k < w.kernelSize; k++) {                                                              \
                int64 window = windowOf(w, k, i % w.plane);                                                         \
                if (window >= 0) {                                                                                  \
                    sum += load<C>(col.data, col.dtype, (first + k) * w.windows + window);                          \
                }                                                                                                   \
            }                                                                                                       \
            store<C>(x.data, x.dtype, i, sum);                                                                      \
        }                                                                                                           \
    }

KERNELS(float, float)
KERNELS(double, double)
