// org.chainer.backend.kernels.OptimizerKernels: one launch for many parameters. Each block takes a chunk of one of them, with its gradient and its states, all in C order
// without gaps.

const int THREADS = 256;
const int MOST_ARRAYS = 256;
const int MOST_SCALARS = 10;

struct Update {
    void* parameter;
    void* gradient;
    void* states[3];
    int64 size;
};

/** What one launch updates: TensorUpdates of the host has the same layout. */
struct Updates {
    int count;
    int parameterType;
    int gradientType;
    int stateType;
    int64 chunk;
    double scalars[MOST_SCALARS];
    int firstBlock[MOST_ARRAYS];
    Update at[MOST_ARRAYS];
};

/** The part of one array that is this block's. */
struct Chunk {
    int number;
    int64 begin;
    int64 end;
};

__device__ Chunk chunkOf(const Updates& updates) {
    int low = 0, high = updates.count - 1;
    while (low < high) {  // the last array that begins no later than with this block
        int middle = (low + high + 1) / 2;
        if (updates.firstBlock[middle] <= (int)blockIdx.x) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    int64 begin = (int64)((int)blockIdx.x - updates.firstBlock[low]) * updates.chunk;
    int64 end = begin + updates.chunk < updates.at[low].size ? begin + updates.chunk : updates.at[low].size;
    return {low, begin, end};
}

/** Products and sums that are not fused, so that they are rounded as Chainer rounds them. */
__device__ float times(float a, float b) { return __fmul_rn(a, b); }
__device__ double times(double a, double b) { return __dmul_rn(a, b); }
__device__ float plus(float a, float b) { return __fadd_rn(a, b); }
__device__ double plus(double a, double b) { return __dadd_rn(a, b); }

template <class C>
struct Sgd {
    static const int STATES = 0;
    __device__ void step(C& p, C g, C* s, const double* c) { p -= (C)c[0] * g; }
};

template <class C>
struct MomentumSgd {
    static const int STATES = 1;
    __device__ void step(C& p, C g, C* s, const double* c) {
        s[0] = (C)c[1] * s[0] - (C)c[0] * g;
        p += s[0];
    }
};

template <class C>
struct CorrectedMomentumSgd {
    static const int STATES = 1;
    __device__ void step(C& p, C g, C* s, const double* c) {
        s[0] = (C)c[1] * s[0] - g;
        p += (C)c[0] * s[0];
    }
};

template <class C>
struct NesterovAg {
    static const int STATES = 1;
    __device__ void step(C& p, C g, C* s, const double* c) {
        C lr = (C)c[0], momentum = (C)c[1];
        s[0] = momentum * s[0] - lr * g;
        p += momentum * momentum * s[0] - (1 + momentum) * lr * g;
    }
};

template <class C>
struct AdaGrad {
    static const int STATES = 1;
    __device__ void step(C& p, C g, C* s, const double* c) {
        s[0] += g * g;
        p -= (C)c[0] * g / (sqrt(s[0]) + (C)c[1]);
    }
};

template <class C>
struct AdaDelta {
    static const int STATES = 2;
    __device__ void step(C& p, C g, C* s, const double* c) {
        C rho = (C)c[0], rest = (C)(1 - c[0]), eps = (C)c[1];
        s[0] = rho * s[0] + rest * g * g;
        C step = sqrt((s[1] + eps) / (s[0] + eps)) * g;
        s[1] = rho * s[1] + rest * step * step;
        p -= step;
    }
};

template <class C>
struct RmsProp {
    static const int STATES = 1;
    __device__ void step(C& p, C g, C* s, const double* c) {
        C eps = (C)c[2];
        s[0] = (C)c[1] * s[0] + (C)(1 - c[1]) * g * g;
        p -= (C)c[0] * g / (c[3] != 0 ? sqrt(s[0] + eps) : sqrt(s[0]) + eps);
    }
};

template <class C>
struct RmsPropGraves {
    static const int STATES = 3;
    __device__ void step(C& p, C g, C* s, const double* c) {
        C alpha = (C)c[1], rest = (C)(1 - c[1]);
        s[0] = alpha * s[0] + rest * g * g;
        s[1] = alpha * s[1] + rest * g;
        s[2] = (C)c[2] * s[2] - (C)c[0] * g / sqrt(s[0] - s[1] * s[1] + (C)c[3]);
        p += s[2];
    }
};

template <class C>
struct Smorms3 {
    static const int STATES = 3;
    __device__ void step(C& p, C g, C* s, const double* c) {
        C lr = (C)c[0], eps = (C)c[1];
        C r = 1 / (s[0] + 1);
        s[1] = (1 - r) * s[1] + r * g;
        s[2] = (1 - r) * s[2] + r * g * g;
        C x = s[1] * s[1] / (s[2] + eps);
        p -= g * (x != x ? x : x < lr ? x : lr) / (sqrt(s[2]) + eps);
        s[0] = 1 + s[0] * (1 - x);
    }
};

template <class C>
struct Adam {
    static const int STATES = 2;
    __device__ void step(C& p, C g, C* s, const double* c) {
        moments(g, s, c);
        move(p, s[0], s[1], c);
    }
    __device__ void moments(C g, C* s, const double* c) {
        s[0] += (C)(1 - c[1]) * (g - s[0]);
        s[1] += (C)(1 - c[2]) * (g * g - s[1]);
    }
    __device__ void move(C& p, C first, C second, const double* c) {
        C rate = (C)c[0] / (sqrt(second) + (C)c[3]);
        if (c[6] < c[7]) {
            C raised = rate < (C)c[6] ? (C)c[6] : rate;
            rate = raised > (C)c[7] ? (C)c[7] : raised;
        }
        p -= (C)c[4] * (rate * first + (C)c[5] * p);
    }
};

template <class C>
struct AmsGrad {
    static const int STATES = 3;
    __device__ void step(C& p, C g, C* s, const double* c) {
        Adam<C>().moments(g, s, c);
        s[2] = s[1] != s[1] || s[1] > s[2] ? s[1] : s[2];
        Adam<C>().move(p, s[0], s[2], c);
    }
};

/** In the first update the variance is 0 but for rounding, which a division makes 10,000 times as large: it has to be rounded where Chainer rounds. */
template <class C>
struct Msvag {
    static const int STATES = 2;
    __device__ void step(C& p, C g, C* s, const double* c) {
        C gain = (C)(1 - c[1]), correction = (C)(1 - c[2]), rho = (C)c[3];
        s[0] = plus(s[0], times(gain, plus(g, -s[0])));
        s[1] = plus(s[1], times(gain, plus(times(g, g), -s[1])));
        C first = s[0] / correction;
        C square = times(first, first);
        C variance = plus(s[1] / correction, -square) / (C)(1 - c[3]);
        C ratio = square / plus(square, times(rho, variance));
        C factor = ratio != ratio ? C(0) : ratio < 0 ? C(0) : ratio > 1 ? C(1) : ratio;
        p = plus(p, -times((C)c[4], plus(times(times((C)c[0], first), factor), times((C)c[5], p))));
    }
};

template <class C, class Rule>
__device__ void update(const Updates& updates) {
    Chunk chunk = chunkOf(updates);
    const Update& one = updates.at[chunk.number];
    for (int64 i = chunk.begin + threadIdx.x; i < chunk.end; i += THREADS) {
        C p = load<C>(one.parameter, updates.parameterType, i);
        C g = load<C>(one.gradient, updates.gradientType, i);
        C s[3];
        for (int k = 0; k < Rule::STATES; k++) {
            s[k] = load<C>(one.states[k], updates.stateType, i);
        }
        Rule().step(p, g, s, updates.scalars);
        store<C>(one.parameter, updates.parameterType, i, p);
        for (int k = 0; k < Rule::STATES; k++) {
            store<C>(one.states[k], updates.stateType, i, s[k]);
        }
    }
}

/** Sum over a block's threads, for all of them: always added in the same order. */
__device__ double sumOfBlock(double mine) {
    __shared__ double partial[THREADS];
    partial[threadIdx.x] = mine;
    __syncthreads();
    for (int half = THREADS / 2; half > 0; half /= 2) {
        if (threadIdx.x < half) {
            partial[threadIdx.x] += partial[threadIdx.x + half];
        }
        __syncthreads();
    }
    double result = partial[0];
    __syncthreads();
    return result;
}

/** {@code Σ g²} of each block's chunk. */
template <class C>
__device__ void squaresOfChunks(const Updates& updates, void* parts) {
    Chunk chunk = chunkOf(updates);
    const Update& one = updates.at[chunk.number];
    C sum = 0;
    for (int64 i = chunk.begin + threadIdx.x; i < chunk.end; i += THREADS) {
        C g = load<C>(one.gradient, updates.gradientType, i);
        sum += g * g;
    }
    double total = sumOfBlock((double)sum);
    if (threadIdx.x == 0) {
        cell<double>(parts, blockIdx.x) = total;
    }
}

/** {@code g ← g·min(1, threshold / √Σ squares)}. */
template <class C>
__device__ void clip(const Updates& updates, const void* squares, int squaresType, int count, int64 stride) {
    double mine = 0;
    for (int i = threadIdx.x; i < count; i += THREADS) {
        mine += load<double>(squares, squaresType, i * stride);
    }
    double rate = updates.scalars[0] / sqrt(sumOfBlock(mine));
    if (!(rate < 1)) {
        return;
    }
    Chunk chunk = chunkOf(updates);
    const Update& one = updates.at[chunk.number];
    for (int64 i = chunk.begin + threadIdx.x; i < chunk.end; i += THREADS) {
        store<C>(one.parameter, updates.parameterType, i, load<C>(one.parameter, updates.parameterType, i) * (C)rate);
    }
}

#define RULE(name, C, Rule) \
    CHAINER_KERNEL name(const __grid_constant__ Updates updates) { update<C, Rule<C>>(updates); }

#define KERNELS(name, C)                                                                                                \
    RULE(sgd_##name, C, Sgd)                                                                                            \
    RULE(momentum_sgd_##name, C, MomentumSgd)                                                                           \
    RULE(corrected_momentum_sgd_##name, C, CorrectedMomentumSgd)                                                        \
    RULE(nesterov_ag_##name, C, NesterovAg)                                                                             \
    RULE(ada_grad_##name, C, AdaGrad)                                                                                   \
    RULE(ada_delta_##name, C, AdaDelta)                                                                                 \
    RULE(rmsprop_##name, C, RmsProp)                                                                                    \
    RULE(rmsprop_graves_##name, C, RmsPropGraves)                                                                       \
    RULE(smorms3_##name, C, Smorms3)                                                                                    \
    RULE(adam_##name, C, Adam)                                                                                          \
    RULE(amsgrad_##name, C, AmsGrad)                                                                                    \
    RULE(msvag_##name, C, Msvag)                                                                                        \
    CHAINER_KERNEL squares_of_chunks_##name(const __grid_constant__ Updates updates, void* parts) {                     \
        squaresOfChunks<C>(updates, parts);                                                                             \
    }                                                                                                                   \
    CHAINER_KERNEL clip_norm_##name(const __grid_constant__ Updates updates, const void* squares, int squaresType,      \
                                    int count, int64 stride) {                                                          \
        clip<C>(updates, squares, squaresType, count, stride);                                                          \
    }

KERNELS(float, float)
KERNELS(double, double)

/** The sum of each array's chunks, times a factor; a block for each array. */
CHAINER_KERNEL squared_norms(const __grid_constant__ Updates updates, const void* parts, int blocks) {
    int number = blockIdx.x;
    int end = number + 1 < updates.count ? updates.firstBlock[number + 1] : blocks;
    double mine = 0;
    for (int i = updates.firstBlock[number] + threadIdx.x; i < end; i += THREADS) {
        mine += cell<double>(parts, i);
    }
    double sum = sumOfBlock(mine);
    if (threadIdx.x == 0) {
        store<double>(updates.at[number].parameter, updates.parameterType, 0, updates.scalars[0] * sum);
    }
}
