// org.chainer.backend.kernels.PoolingKernels, for contiguous arrays. Gradients gather what belongs to an element, so they are the same each time.
#include "windows.cuh"
#include "regions.cuh"

/** By how much a window's sum is divided. */
__device__ double divisorOf(const Windows& w, int64 window, int exclusive) {
    if (!exclusive) {
        return (double)w.kernelSize;
    }
    int64 inside = 1;
    for (int axis = (int)w.axes - 1; axis >= 0; axis--) {
        int64 start = window % w.out[axis] * w.stride[axis] - w.pad[axis];
        window /= w.out[axis];
        int64 end = start + w.kernel[axis];
        int64 first = start > 0 ? start : 0;
        int64 last = end < w.in[axis] ? end : w.in[axis];
        inside *= last > first ? last - first : 0;
    }
    return (double)inside;
}

#define KERNELS(name, C)                                                                                                     \
    CHAINER_KERNEL max_pool_##name(Windows w, View x, View y, Global<int> indices, int64 count) {                            \
        FOR_EACH(i, count) {                                                                                                 \
            int64 first = i / w.windows * w.plane;                                                                           \
            C best = -(C)INFINITY;                                                                                           \
            int at = -1;                                                                                                     \
            for (int k = 0; k < w.kernelSize; k++) {                                                                         \
                int64 source = sourceOf(w, k, i % w.windows);                                                                \
                if (source >= 0) {                                                                                           \
                    C value = load<C>(x.data, x.dtype, first + source);                                                      \
                    if (at < 0 || value > best || (value != value && best == best)) {                                        \
                        best = value;                                                                                        \
                        at = k;                                                                                              \
                    }                                                                                                        \
                }                                                                                                            \
            }                                                                                                                \
            store<C>(y.data, y.dtype, i, best);                                                                              \
            indices[i] = at > 0 ? at : 0;                                                                                    \
        }                                                                                                                    \
    }                                                                                                                        \
    CHAINER_KERNEL max_pool_grad_##name(Windows w, View gy, Global<const int> indices, View gx, int64 count) {               \
        FOR_EACH(i, count) {                                                                                                 \
            int64 first = i / w.plane * w.windows;                                                                           \
            C sum = 0;                                                                                                       \
            for (int k = 0; k < w.kernelSize; k++) {                                                                         \
                int64 window = windowOf(w, k, i % w.plane);                                                                  \
                if (window >= 0 && indices[first + window] == k) {                                                           \
                    sum += load<C>(gy.data, gy.dtype, first + window);                                                       \
                }                                                                                                            \
            }                                                                                                                \
            store<C>(gx.data, gx.dtype, i, sum);                                                                             \
        }                                                                                                                    \
    }                                                                                                                        \
    CHAINER_KERNEL take_pooled_##name(Windows w, View x, Global<const int> indices, View y, int64 count) {                   \
        FOR_EACH(i, count) {                                                                                                 \
            int k = indices[i];                                                                                              \
            int64 source = k < 0 || k >= w.kernelSize ? -1 : sourceOf(w, k, i % w.windows);                                  \
            store<C>(y.data, y.dtype, i, source < 0 ? C(0) : load<C>(x.data, x.dtype, i / w.windows * w.plane + source));    \
        }                                                                                                                    \
    }                                                                                                                        \
    CHAINER_KERNEL average_pool_##name(Windows w, View x, View y, int exclusive, int64 count) {                              \
        FOR_EACH(i, count) {                                                                                                 \
            C sum = 0;                                                                                                       \
            for (int k = 0; k < w.kernelSize; k++) {                                                                         \
                int64 source = sourceOf(w, k, i % w.windows);                                                                \
                sum += source < 0 ? C(0) : load<C>(x.data, x.dtype, i / w.windows * w.plane + source);                       \
            }                                                                                                                \
            store<C>(y.data, y.dtype, i, sum / (C)divisorOf(w, i % w.windows, exclusive));                                   \
        }                                                                                                                    \
    }                                                                                                                        \
    CHAINER_KERNEL average_pool_grad_##name(Windows w, View gy, View gx, int exclusive, int64 count) {                       \
        FOR_EACH(i, count) {                                                                                                 \
            int64 first = i / w.plane * w.windows;                                                                           \
            C sum = 0;                                                                                                       \
            for (int k = 0; k < w.kernelSize; k++) {                                                                         \
                int64 window = windowOf(w, k, i % w.plane);                                                                  \
                if (window >= 0) {                                                                                           \
                    sum += load<C>(gy.data, gy.dtype, first + window) / (C)divisorOf(w, window, exclusive);                  \
                }                                                                                                            \
            }                                                                                                                \
            store<C>(gx.data, gx.dtype, i, sum);                                                                             \
        }                                                                                                                    \
    }

KERNELS(float, float)
KERNELS(double, double)
