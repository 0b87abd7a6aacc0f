// Batch normalisation of org.chainer.backend.kernels.NormalizationKernels: a block for each group of elements that share their statistics. An array is described
// by two views, along the axes that are kept (which tell groups apart) and along those that are folded.

const int THREADS = 256;

template <class C>
__device__ C sumOfBlock(C mine) {
    __shared__ C partial[THREADS];
    partial[threadIdx.x] = mine;
    __syncthreads();
    for (int half = THREADS / 2; half > 0; half /= 2) {
        if (threadIdx.x < half) {
            partial[threadIdx.x] += partial[threadIdx.x + half];
        }
        __syncthreads();
    }
    C result = partial[0];
    __syncthreads();
    return result;
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

KERNELS(float, float)
KERNELS(double, double)
