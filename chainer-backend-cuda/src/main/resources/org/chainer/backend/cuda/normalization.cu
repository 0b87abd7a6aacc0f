// org.chainer.backend.kernels.NormalizationKernels but softmax. Batch normalisation: a block for each group of elements that share their statistics. An array is described
// by two views, along the axes that are kept (which tell groups apart) and along those that are folded.

#include "lanes.cuh"

template <class C>
__device__ C sumOfBlock(C mine) {
    return sumOfLanes(lanesOf(THREADS, 1), mine);
}

#define KERNELS(name, C)                                                                                                         \
    CHAINER_KERNEL batch_norm_##name(Extent kept, View xKept, View yKept, View mean, View variance, View gamma, View beta,       \
                                     Extent folded, View x, View y, double eps, int given, int hasGamma, int hasBeta) {          \
        for (int64 group = blockIdx.x; group < kept.size; group += gridDim.x) {                                                  \
            int64 from = place(kept, xKept, group);                                                                              \
            int64 to = place(kept, yKept, group);                                                                                \
            C center, spread;                                                                                                    \
            if (given) {                                                                                                         \
                center = get<C>(kept, mean, group);                                                                              \
                spread = get<C>(kept, variance, group);                                                                          \
            } else {                                                                                                             \
                C first = load<C>(x.data, x.dtype, from + place(folded, x, 0)); /* nothing cancels where all are equal */        \
                C sum = 0;                                                                                                       \
                for (int64 i = threadIdx.x; i < folded.size; i += THREADS) {                                                     \
                    sum += load<C>(x.data, x.dtype, from + place(folded, x, i)) - first;                                         \
                }                                                                                                                \
                center = first + sumOfBlock<C>(sum) / (C)folded.size;                                                            \
                C squares = 0;                                                                                                   \
                for (int64 i = threadIdx.x; i < folded.size; i += THREADS) {                                                     \
                    C deviation = load<C>(x.data, x.dtype, from + place(folded, x, i)) - center;                                 \
                    squares += deviation * deviation;                                                                            \
                }                                                                                                                \
                spread = sumOfBlock<C>(squares) / (C)folded.size;                                                                \
                if (threadIdx.x == 0) {                                                                                          \
                    put<C>(kept, mean, group, center);                                                                           \
                    put<C>(kept, variance, group, spread);                                                                       \
                }                                                                                                                \
            }                                                                                                                    \
            C scale = (hasGamma ? get<C>(kept, gamma, group) : C(1)) / sqrt(spread + (C)eps);                                    \
            C shift = hasBeta ? get<C>(kept, beta, group) : C(0);                                                                \
            for (int64 i = threadIdx.x; i < folded.size; i += THREADS) {                                                         \
                C value = load<C>(x.data, x.dtype, from + place(folded, x, i));                                                  \
                store<C>(y.data, y.dtype, to + place(folded, y, i), (value - center) * scale + shift);                           \
            }                                                                                                                    \
        }                                                                                                                        \
    }                                                                                                                            \
    CHAINER_KERNEL batch_norm_grad_##name(Extent kept, View xKept, View gyKept, View gxKept, View mean, View variance,           \
                                          View gamma, View ggamma, View gbeta, Extent folded, View x, View gy, View gx,          \
                                          double eps, int hasGamma, int hasGgamma, int hasGbeta) {                               \
        for (int64 group = blockIdx.x; group < kept.size; group += gridDim.x) {                                                  \
            int64 from = place(kept, xKept, group);                                                                              \
            int64 upstream = place(kept, gyKept, group);                                                                         \
            int64 to = place(kept, gxKept, group);                                                                               \
            C center = get<C>(kept, mean, group);                                                                                \
            C inverse = 1 / sqrt(get<C>(kept, variance, group) + (C)eps);                                                        \
            C products = 0, sum = 0;                                                                                             \
            for (int64 i = threadIdx.x; i < folded.size; i += THREADS) {                                                         \
                C grad = load<C>(gy.data, gy.dtype, upstream + place(folded, gy, i));                                            \
                C value = load<C>(x.data, x.dtype, from + place(folded, x, i));                                                  \
                products += grad * (value - center) * inverse;                                                                   \
                sum += grad;                                                                                                     \
            }                                                                                                                    \
            products = sumOfBlock<C>(products);                                                                                  \
            sum = sumOfBlock<C>(sum);                                                                                            \
            C scale = (hasGamma ? get<C>(kept, gamma, group) : C(1)) * inverse;                                                  \
            for (int64 i = threadIdx.x; i < folded.size; i += THREADS) {                                                         \
                C grad = load<C>(gy.data, gy.dtype, upstream + place(folded, gy, i));                                            \
                C value = (load<C>(x.data, x.dtype, from + place(folded, x, i)) - center) * inverse;                             \
                store<C>(gx.data, gx.dtype, to + place(folded, gx, i),                                                           \
                         scale * (grad - (value * products + sum) / (C)folded.size));                                            \
            }                                                                                                                    \
            if (threadIdx.x == 0 && hasGgamma) {                                                                                 \
                put<C>(kept, ggamma, group, products);                                                                           \
            }                                                                                                                    \
            if (threadIdx.x == 0 && hasGbeta) {                                                                                  \
                put<C>(kept, gbeta, group, sum);                                                                                 \
            }                                                                                                                    \
        }                                                                                                                        \
    }

// Layer normalisation: lanes for each row.
#define LAYER(name, C)                                                                                                            \
    CHAINER_KERNEL layer_norm_##name(Extent rows, View xRow, View yRow, View mean, View variance, Extent features, View x,        \
                                     View y, View gamma, View beta, double eps, int count, int along) {                           \
        Lanes lanes = lanesOf(count, along);                                                                                      \
        for (int64 begin = (int64)blockIdx.x * lanes.groups; begin < rows.size; begin += (int64)gridDim.x * lanes.groups) {       \
            int64 row = begin + lanes.group;                                                                                      \
            int64 size = row < rows.size ? features.size : 0;                                                                     \
            int64 from = size > 0 ? place(rows, xRow, row) : 0;                                                                   \
            C first = size > 0 ? load<C>(x.data, x.dtype, from + place(features, x, 0)) : C(0);                                   \
            C sum = 0; /* nothing cancels where all are equal */                                                                  \
            for (int64 i = lanes.lane; i < size; i += lanes.count) {                                                              \
                sum += load<C>(x.data, x.dtype, from + place(features, x, i)) - first;                                            \
            }                                                                                                                     \
            C center = first + sumOfLanes(lanes, sum) / (C)features.size;                                                         \
            C squares = 0;                                                                                                        \
            for (int64 i = lanes.lane; i < size; i += lanes.count) {                                                              \
                C deviation = load<C>(x.data, x.dtype, from + place(features, x, i)) - center;                                    \
                squares += deviation * deviation;                                                                                 \
            }                                                                                                                     \
            C spread = sumOfLanes(lanes, squares) / (C)features.size;                                                             \
            if (row < rows.size) {                                                                                                \
                if (lanes.lane == 0) {                                                                                            \
                    put<C>(rows, mean, row, center);                                                                              \
                    put<C>(rows, variance, row, spread);                                                                          \
                }                                                                                                                 \
                int64 to = place(rows, yRow, row);                                                                                \
                C inverse = 1 / sqrt(spread + (C)eps);                                                                            \
                for (int64 i = lanes.lane; i < size; i += lanes.count) {                                                          \
                    C value = (load<C>(x.data, x.dtype, from + place(features, x, i)) - center) * inverse;                        \
                    store<C>(y.data, y.dtype, to + place(features, y, i),                                                         \
                             get<C>(features, gamma, i) * value + get<C>(features, beta, i));                                     \
                }                                                                                                                 \
            }                                                                                                                     \
        }                                                                                                                         \
    }                                                                                                                             \
    CHAINER_KERNEL layer_norm_grad_##name(Extent rows, View xRow, View gyRow, View gxRow, View mean, View variance,               \
                                          Extent features, View x, View gy, View gx, View gamma, double eps, int count,           \
                                          int along) {                                                                            \
        Lanes lanes = lanesOf(count, along);                                                                                      \
        for (int64 begin = (int64)blockIdx.x * lanes.groups; begin < rows.size; begin += (int64)gridDim.x * lanes.groups) {       \
            int64 row = begin + lanes.group;                                                                                      \
            int64 size = row < rows.size ? features.size : 0;                                                                     \
            int64 from = size > 0 ? place(rows, xRow, row) : 0, upstream = size > 0 ? place(rows, gyRow, row) : 0;                \
            C center = size > 0 ? get<C>(rows, mean, row) : C(0);                                                                 \
            C inverse = size > 0 ? 1 / sqrt(get<C>(rows, variance, row) + (C)eps) : C(0);                                         \
            C products = 0, sum = 0;                                                                                              \
            for (int64 i = lanes.lane; i < size; i += lanes.count) {                                                              \
                C grad = load<C>(gy.data, gy.dtype, upstream + place(features, gy, i)) * get<C>(features, gamma, i);              \
                sum += grad;                                                                                                      \
                products += grad * (load<C>(x.data, x.dtype, from + place(features, x, i)) - center) * inverse;                   \
            }                                                                                                                     \
            products = sumOfLanes(lanes, products);                                                                               \
            sum = sumOfLanes(lanes, sum);                                                                                         \
            int64 to = size > 0 ? place(rows, gxRow, row) : 0;                                                                    \
            for (int64 i = lanes.lane; i < size; i += lanes.count) {                                                              \
                C grad = load<C>(gy.data, gy.dtype, upstream + place(features, gy, i)) * get<C>(features, gamma, i);              \
                C value = (load<C>(x.data, x.dtype, from + place(features, x, i)) - center) * inverse;                            \
                store<C>(gx.data, gx.dtype, to + place(features, gx, i),                                                          \
                         inverse * (grad - (value * products + sum) / (C)features.size));                                         \
            }                                                                                                                     \
        }                                                                                                                         \
    }                                                                                                                             \
    /* lanes for each feature, over the rows */                                                                                   \
    CHAINER_KERNEL layer_norm_grad_affine_##name(Extent rows, View xRow, View gyRow, View mean, View variance, Extent features,   \
                                                 View x, View gy, View ggamma, View gbeta, double eps, int count, int along) {    \
        Lanes lanes = lanesOf(count, along);                                                                                      \
        for (int64 begin = (int64)blockIdx.x * lanes.groups; begin < features.size;                                               \
             begin += (int64)gridDim.x * lanes.groups) {                                                                          \
            int64 feature = begin + lanes.group;                                                                                  \
            int64 size = feature < features.size ? rows.size : 0;                                                                 \
            int64 from = size > 0 ? place(features, x, feature) : 0, upstream = size > 0 ? place(features, gy, feature) : 0;      \
            C products = 0, sum = 0;                                                                                              \
            for (int64 i = lanes.lane; i < size; i += lanes.count) {                                                              \
                C grad = load<C>(gy.data, gy.dtype, upstream + place(rows, gyRow, i));                                            \
                C deviation = load<C>(x.data, x.dtype, from + place(rows, xRow, i)) - get<C>(rows, mean, i);                      \
                products += grad * deviation / sqrt(get<C>(rows, variance, i) + (C)eps);                                          \
                sum += grad;                                                                                                      \
            }                                                                                                                     \
            products = sumOfLanes(lanes, products);                                                                               \
            sum = sumOfLanes(lanes, sum);                                                                                         \
            if (lanes.lane == 0 && feature < features.size) {                                                                     \
                put<C>(features, ggamma, feature, products);                                                                      \
                put<C>(features, gbeta, feature, sum);                                                                            \
            }                                                                                                                     \
        }                                                                                                                         \
    }

// Local response normalisation, of contiguous arrays (batch, channels, places).
#define LOCAL(name, C)                                                                                                            \
    CHAINER_KERNEL local_response_norm_##name(View x, View y, View scale, int64 count, int64 channels, int64 places, int reach,   \
                                              double k, double alpha, double beta) {                                              \
        FOR_EACH(i, count) {                                                                                                      \
            int64 channel = i / places % channels;                                                                                \
            int64 low = channel > reach ? -(int64)reach : -channel;                                                               \
            int64 high = channel + reach < channels ? reach : channels - 1 - channel;                                             \
            C sum = 0;                                                                                                            \
            for (int64 j = low; j <= high; j++) {                                                                                 \
                C value = load<C>(x.data, x.dtype, i + j * places);                                                               \
                sum += value * value;                                                                                             \
            }                                                                                                                     \
            C unit = (C)k + (C)alpha * sum;                                                                                       \
            store<C>(scale.data, scale.dtype, i, unit);                                                                           \
            store<C>(y.data, y.dtype, i, load<C>(x.data, x.dtype, i) * pow(unit, -(C)beta));                                      \
        }                                                                                                                         \
    }                                                                                                                             \
    CHAINER_KERNEL local_response_norm_grad_##name(View x, View y, View scale, View gy, View gx, int64 count, int64 channels,     \
                                                   int64 places, int reach, double alpha, double beta) {                          \
        FOR_EACH(i, count) {                                                                                                      \
            int64 channel = i / places % channels;                                                                                \
            int64 low = channel > reach ? -(int64)reach : -channel;                                                               \
            int64 high = channel + reach < channels ? reach : channels - 1 - channel;                                             \
            C sum = 0;                                                                                                            \
            for (int64 j = low; j <= high; j++) {                                                                                 \
                int64 at = i + j * places;                                                                                        \
                C unit = load<C>(scale.data, scale.dtype, at);                                                                    \
                sum += load<C>(y.data, y.dtype, at) * load<C>(gy.data, gy.dtype, at) / unit;                                      \
            }                                                                                                                     \
            C grad = load<C>(gy.data, gy.dtype, i) * pow(load<C>(scale.data, scale.dtype, i), -(C)beta);                          \
            store<C>(gx.data, gx.dtype, i, grad - (C)(2 * alpha * beta) * load<C>(x.data, x.dtype, i) * sum);                     \
        }                                                                                                                         \
    }

KERNELS(float, float)
KERNELS(double, double)
LAYER(float, float)
LAYER(double, double)
LOCAL(float, float)
LOCAL(double, double)
