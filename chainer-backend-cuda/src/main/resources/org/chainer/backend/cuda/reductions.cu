// org.chainer.backend.kernels.ReductionKernels. Each kernel is there for float (float16 and bfloat16 too), double and int64 (all integers and bool). An array is
// described by two views, along the axes that are kept (which tell groups apart) and along those that are folded. Everything is folded in an order that
// depends on shapes alone.
#include "lanes.cuh"

/** org.chainer.backend.kernels.ReduceOp, in its order. */
enum ReduceOp { SUM, PRODUCT, MEAN, MAX, MIN, SUM_OF_SQUARES, LOG_SUM_EXP, ALL, ANY };

/** What is folded so far; the sum is used by LOG_SUM_EXP only. */
template <class C>
struct Fold {
    C value;
    C sum;
};

/** The fold of nothing. */
template <int OP>
__device__ Fold<float> start(float) {
    return {OP == PRODUCT || OP == ALL ? 1.0f : OP == MAX || OP == LOG_SUM_EXP ? -(float)INFINITY : OP == MIN ? (float)INFINITY : 0.0f, 0};
}

template <int OP>
__device__ Fold<double> start(double) {
    return {OP == PRODUCT || OP == ALL ? 1.0 : OP == MAX || OP == LOG_SUM_EXP ? -(double)INFINITY : OP == MIN ? (double)INFINITY : 0.0, 0};
}

template <int OP>
__device__ Fold<int64> start(int64) {
    const int64 most = 0x7fffffffffffffffLL;
    return {OP == PRODUCT || OP == ALL ? 1 : OP == MAX ? -most - 1 : OP == MIN ? most : 0, 0};
}

/** Wraps around, as Java's long does. */
__device__ int64 plus(int64 a, int64 b) { return (int64)((uint64)a + (uint64)b); }
__device__ int64 times(int64 a, int64 b) { return (int64)((uint64)a * (uint64)b); }
__device__ float plus(float a, float b) { return a + b; }
__device__ float times(float a, float b) { return a * b; }
__device__ double plus(double a, double b) { return a + b; }
__device__ double times(double a, double b) { return a * b; }

/** Two folds into one. */
template <int OP, class C>
__device__ void joinFolds(Fold<C>& fold, const Fold<C>& other) {
    if constexpr (OP == LOG_SUM_EXP) {
        Exponentials<C> joined = join<C>({fold.value, fold.sum}, {other.value, other.sum});
        fold = {joined.max, joined.sum};
    } else if constexpr (OP == PRODUCT) {
        fold.value = times(fold.value, other.value);
    } else if constexpr (OP == MAX) {
        fold.value = greatest(fold.value, other.value);
    } else if constexpr (OP == MIN) {
        fold.value = smallest(fold.value, other.value);
    } else if constexpr (OP == ALL) {
        fold.value = fold.value != 0 && other.value != 0;
    } else if constexpr (OP == ANY) {
        fold.value = fold.value != 0 || other.value != 0;
    } else {
        fold.value = plus(fold.value, other.value);
    }
}

/** One element more. */
template <int OP, class C>
__device__ void addElement(Fold<C>& fold, C x) {
    if constexpr (OP == LOG_SUM_EXP) {
        Exponentials<C> more = add<C>({fold.value, fold.sum}, x);
        fold = {more.max, more.sum};
    } else {
        joinFolds<OP, C>(fold, {OP == SUM_OF_SQUARES ? times(x, x) : x, 0});
    }
}

template <int OP, class C>
__device__ C resultOf(const Fold<C>& fold, int64 length) {
    if constexpr (OP == LOG_SUM_EXP) {
        return isinf(fold.value) ? fold.value : fold.value + log(fold.sum);
    } else {
        return OP == MEAN ? fold.value / (C)length : fold.value;
    }
}

/** All lanes' folds together, for lane 0. */
template <int OP, class C>
__device__ Fold<C> joinLanes(const Lanes& lanes, const Fold<C>& mine) {
    __shared__ C values[THREADS];
    __shared__ C sums[THREADS];
    if (lanes.count == 1) {
        return mine;
    }
    Fold<C> fold = mine;
    values[threadIdx.x] = fold.value;
    sums[threadIdx.x] = fold.sum;
    __syncthreads();
    for (int half = lanes.count / 2; half > 0; half /= 2) {
        if (lanes.lane < half) {
            int other = threadIdx.x + half * lanes.step;
            joinFolds<OP, C>(fold, {values[other], sums[other]});
            values[threadIdx.x] = fold.value;
            sums[threadIdx.x] = fold.sum;
        }
        __syncthreads();
    }
    return fold;
}

/** What a launch reduces. */
struct Reduction {
    int64 parts;  // of each group, each folded by itself
    int lanes;
    int along;
};

template <int OP, class C>
__device__ void reduce(const Extent& kept, const View& xKept, const View& y, const Extent& folded, const View& x, const Reduction& r,
                       Global<C> partial) {
    Lanes lanes = lanesOf(r.lanes, r.along);
    int64 count = kept.size * r.parts;
    int64 length = (folded.size + r.parts - 1) / r.parts;
    for (int64 first = (int64)blockIdx.x * lanes.groups; first < count; first += (int64)gridDim.x * lanes.groups) {
        int64 number = first + lanes.group;
        Fold<C> fold = start<OP>(C(0));
        if (number < count) {
            int64 from = place(kept, xKept, number % kept.size);
            int64 begin = number / kept.size * length;
            int64 end = begin + length < folded.size ? begin + length : folded.size;
            for (int64 i = begin + lanes.lane; i < end; i += lanes.count) {
                addElement<OP, C>(fold, load<C>(x.data, x.dtype, from + place(folded, x, i)));
            }
        }
        fold = joinLanes<OP, C>(lanes, fold);
        if (lanes.lane == 0 && number < count) {
            if (r.parts == 1) {
                put<C>(kept, y, number, resultOf<OP, C>(fold, folded.size));
            } else {
                partial[2 * number] = fold.value;
                partial[2 * number + 1] = fold.sum;
            }
        }
    }
}

/** A block for each group. */
template <int OP, class C>
__device__ void reduceParts(const Extent& kept, const View& y, Global<C> partial, int64 parts, int64 length) {
    Lanes lanes = lanesOf(THREADS, 1);
    for (int64 group = blockIdx.x; group < kept.size; group += gridDim.x) {
        Fold<C> fold = start<OP>(C(0));
        for (int64 part = lanes.lane; part < parts; part += THREADS) {
            int64 number = part * kept.size + group;
            joinFolds<OP, C>(fold, {partial[2 * number], partial[2 * number + 1]});
        }
        fold = joinLanes<OP, C>(lanes, fold);
        if (lanes.lane == 0) {
            put<C>(kept, y, group, resultOf<OP, C>(fold, length));
        }
    }
}

// --- positions of extremes ---

/** Whether an element at a place is before the best so far: a NaN first, then the greatest (smallest), of equals the first. */
template <class C>
__device__ bool isBefore(C x, int64 at, C best, int64 bestAt, int wantsGreatest) {
    if (bestAt < 0 || at < 0) {
        return at >= 0;
    }
    bool xIsNan = x != x, bestIsNan = best != best;
    if (xIsNan != bestIsNan) {
        return xIsNan;
    }
    if (!xIsNan && x != best) {
        return wantsGreatest ? x > best : x < best;
    }
    return at < bestAt;
}

template <class C>
__device__ void arg(const Extent& kept, const View& xKept, const View& y, int64 length, int64 stride, int wantsGreatest, const Lanes& lanes) {
    __shared__ C values[THREADS];
    __shared__ int64 places[THREADS];
    for (int64 first = (int64)blockIdx.x * lanes.groups; first < kept.size; first += (int64)gridDim.x * lanes.groups) {
        int64 group = first + lanes.group;
        C best = 0;
        int64 bestAt = -1;
        if (group < kept.size) {
            int64 from = place(kept, xKept, group);
            for (int64 i = lanes.lane; i < length; i += lanes.count) {
                C x = load<C>(xKept.data, xKept.dtype, from + i * stride);
                if (isBefore<C>(x, i, best, bestAt, wantsGreatest)) {
                    best = x;
                    bestAt = i;
                }
            }
        }
        values[threadIdx.x] = best;
        places[threadIdx.x] = bestAt;
        __syncthreads();
        for (int half = lanes.count / 2; half > 0; half /= 2) {
            if (lanes.lane < half) {
                int other = threadIdx.x + half * lanes.step;
                if (isBefore<C>(values[other], places[other], best, bestAt, wantsGreatest)) {
                    values[threadIdx.x] = best = values[other];
                    places[threadIdx.x] = bestAt = places[other];
                }
            }
            __syncthreads();
        }
        if (lanes.lane == 0 && group < kept.size) {
            put<int64>(kept, y, group, bestAt);
        }
    }
}

// --- running sums, products and recurrences ---

template <class C>
__device__ C joined(int product, C a, C b) {
    return product ? times(a, b) : plus(a, b);
}

/** A thread for each group. */
template <class C>
__device__ void scanByThreads(const Extent& kept, const View& x, const View& y, int64 length, int64 xStride, int64 yStride, int product) {
    FOR_EACH(group, kept.size) {
        int64 from = place(kept, x, group), to = place(kept, y, group);
        C running = product;
        for (int64 i = 0; i < length; i++) {
            running = joined<C>(product, running, load<C>(x.data, x.dtype, from + i * xStride));
            store<C>(y.data, y.dtype, to + i * yStride, running);
        }
    }
}

/** A block for each group: tile after tile, each by doubling distances. */
template <class C>
__device__ void scanByBlocks(const Extent& kept, const View& x, const View& y, int64 length, int64 xStride, int64 yStride, int product) {
    __shared__ C values[THREADS];
    for (int64 group = blockIdx.x; group < kept.size; group += gridDim.x) {
        int64 from = place(kept, x, group), to = place(kept, y, group);
        C before = product;
        for (int64 tile = 0; tile < length; tile += THREADS) {
            int64 i = tile + threadIdx.x;
            C mine = i < length ? load<C>(x.data, x.dtype, from + i * xStride) : C(product);
            values[threadIdx.x] = mine;
            __syncthreads();
            for (int distance = 1; distance < THREADS; distance *= 2) {
                if (threadIdx.x >= distance) {
                    mine = joined<C>(product, values[threadIdx.x - distance], mine);
                }
                __syncthreads();
                values[threadIdx.x] = mine;
                __syncthreads();
            }
            if (i < length) {
                store<C>(y.data, y.dtype, to + i * yStride, joined<C>(product, before, mine));
            }
            before = joined<C>(product, before, values[THREADS - 1]);
            __syncthreads();
        }
    }
}

/** A thread for each group: in halves, products of factors could overflow where the result does not. */
template <class C>
__device__ void recurrence(const Extent& kept, const View& factor, const View& term, const View& y, int64 length, int64 factorStride,
                           int64 termStride, int64 yStride) {
    FOR_EACH(group, kept.size) {
        int64 factors = place(kept, factor, group), terms = place(kept, term, group), to = place(kept, y, group);
        C running = 0;
        for (int64 i = 0; i < length; i++) {
            C here = load<C>(term.data, term.dtype, terms + i * termStride);
            running = i == 0 ? here : load<C>(factor.data, factor.dtype, factors + i * factorStride) * running + here;
            store<C>(y.data, y.dtype, to + i * yStride, running);
        }
    }
}

// --- kernels ---

#define REDUCE(op, C)                                                                          \
    case op:                                                                                   \
        reduce<op, C>(kept, xKept, y, folded, x, {parts, lanes, along}, partial);              \
        break;
#define REDUCE_PARTS(op, C)                                                                    \
    case op:                                                                                   \
        reduceParts<op, C>(kept, y, partial, parts, length);                                   \
        break;
#define EACH(what, C)                                                                          \
    what(SUM, C) what(PRODUCT, C) what(MEAN, C) what(MAX, C) what(MIN, C) what(SUM_OF_SQUARES, C) what(ALL, C) what(ANY, C)

#define KERNELS(name, C, MORE)                                                                                                        \
    CHAINER_KERNEL reduce_##name(Extent kept, View xKept, View y, Extent folded, View x, int op, int lanes, int along, int64 parts,   \
                                 Global<C> partial) {                                                                                 \
        switch (op) { EACH(REDUCE, C) MORE(REDUCE, C) }                                                                               \
    }                                                                                                                                 \
    CHAINER_KERNEL reduce_parts_##name(Extent kept, View y, Global<C> partial, int64 parts, int64 length, int op) {                   \
        switch (op) { EACH(REDUCE_PARTS, C) MORE(REDUCE_PARTS, C) }                                                                   \
    }                                                                                                                                 \
    CHAINER_KERNEL arg_##name(Extent kept, View x, View y, int64 length, int64 stride, int wantsGreatest, int lanes, int along) {     \
        arg<C>(kept, x, y, length, stride, wantsGreatest, lanesOf(lanes, along));                                                     \
    }                                                                                                                                 \
    CHAINER_KERNEL scan_by_threads_##name(Extent kept, View x, View y, int64 length, int64 xStride, int64 yStride, int product) {     \
        scanByThreads<C>(kept, x, y, length, xStride, yStride, product);                                                              \
    }                                                                                                                                 \
    CHAINER_KERNEL scan_by_blocks_##name(Extent kept, View x, View y, int64 length, int64 xStride, int64 yStride, int product) {      \
        scanByBlocks<C>(kept, x, y, length, xStride, yStride, product);                                                               \
    }
#define RECURRENCE(name, C)                                                                                                           \
    CHAINER_KERNEL recurrence_##name(Extent kept, View factor, View term, View y, int64 length, int64 factorStride, int64 termStride, \
                                     int64 yStride) {                                                                                 \
        recurrence<C>(kept, factor, term, y, length, factorStride, termStride, yStride);                                              \
    }
#define EXPONENTIALS(what, C) what(LOG_SUM_EXP, C)
#define NOTHING(what, C)

KERNELS(float, float, EXPONENTIALS)
KERNELS(double, double, EXPONENTIALS)
KERNELS(int64, int64, NOTHING)
RECURRENCE(float, float)
RECURRENCE(double, double)
