// org.chainer.backend.kernels.LossKernels. Labels are checked by the host before; one that is out of range here all the same (of a graph that runs again with other
// labels) gives NaN, so that no memory but the arrays' is touched.
#include "lanes.cuh"

/** The weight of a label, NaN of one that is no class. */
template <class C>
__device__ C weightOf(const View& weight, int64 label, int64 classes) {
    if (label < 0 || label >= classes) {
        return (C)NAN;
    }
    return weight.data ? load<C>(weight.data, weight.dtype, label * weight.strides[0]) : C(1);
}

#define CROSS_ENTROPY(name, C)                                                                                                       \
    CHAINER_KERNEL softmax_cross_entropy_##name(Extent rows, View xRow, View yRow, View labels, View losses, Extent classes, View x, \
                                                View y, View weight, int64 ignored, int count, int along) {                          \
        Lanes lanes = lanesOf(count, along);                                                                                         \
        for (int64 first = (int64)blockIdx.x * lanes.groups; first < rows.size; first += (int64)gridDim.x * lanes.groups) {          \
            int64 row = first + lanes.group;                                                                                         \
            int64 from = row < rows.size ? place(rows, xRow, row) : 0;                                                               \
            Exponentials<C> all = {-(C)INFINITY, 0};                                                                                 \
            for (int64 i = lanes.lane; i < classes.size && row < rows.size; i += lanes.count) {                                      \
                all = add(all, load<C>(x.data, x.dtype, from + place(classes, x, i)));                                               \
            }                                                                                                                        \
            all = joinLanes(lanes, all);                                                                                             \
            if (row < rows.size) {                                                                                                   \
                int64 to = place(rows, yRow, row);                                                                                   \
                int64 label = get<int64>(rows, labels, row);                                                                         \
                if (lanes.lane == 0) {                                                                                               \
                    C loss = 0;                                                                                                      \
                    if (label != ignored) {                                                                                          \
                        C factor = weightOf<C>(weight, label, classes.size);                                                         \
                        bool valid = label >= 0 && label < classes.size;                                                             \
                        C score = valid ? load<C>(x.data, x.dtype, from + place(classes, x, label)) : C(0);                          \
                        loss = factor * (isinf(all.max) ? (C)NAN : log(all.sum) - (score - all.max));                                \
                    }                                                                                                                \
                    put<C>(rows, losses, row, loss);                                                                                 \
                }                                                                                                                    \
                for (int64 i = lanes.lane; i < classes.size; i += lanes.count) {                                                     \
                    C score = load<C>(x.data, x.dtype, from + place(classes, x, i));                                                 \
                    store<C>(y.data, y.dtype, to + place(classes, y, i), exp(score - all.max) / all.sum);                            \
                }                                                                                                                    \
            }                                                                                                                        \
        }                                                                                                                            \
    }                                                                                                                                \
    CHAINER_KERNEL softmax_cross_entropy_grad_##name(Extent rows, View yRow, View labels, View gy, View gxRow, Extent classes,       \
                                                     View y, View gx, View weight, int64 ignored, double scale) {                    \
        FOR_EACH(i, rows.size * classes.size) {                                                                                      \
            int64 row = i / classes.size, column = i % classes.size;                                                                 \
            int64 label = get<int64>(rows, labels, row);                                                                             \
            C result = 0;                                                                                                            \
            if (label != ignored) {                                                                                                  \
                C probability = load<C>(y.data, y.dtype, place(rows, yRow, row) + place(classes, y, column));                        \
                C factor = get<C>(rows, gy, row) * (C)scale * weightOf<C>(weight, label, classes.size);                              \
                result = (probability - (column == label ? 1 : 0)) * factor;                                                         \
            }                                                                                                                        \
            store<C>(gx.data, gx.dtype, place(rows, gxRow, row) + place(classes, gx, column), result);                               \
        }                                                                                                                            \
    }

CROSS_ENTROPY(float, float)
CROSS_ENTROPY(double, double)

// --- connectionist temporal classification, of contiguous arrays ---

const double IMPOSSIBLE = 1e10;  // loss of a sequence that no alignment can produce

template <class C>
__device__ C logAdd(C a, C b) {
    C most = a > b ? a : b;
    return isinf(most) ? most : most + log1p(exp((a > b ? b : a) - most));
}

/** A sequence: its labels with blanks between them and at both ends are the path. */
struct Path {
    View labels;
    int64 first;  // of the sequence's labels
    int64 length;
    int64 blank;
    int64 symbols;
};

__device__ Path pathOf(const View& labels, const View& labelLengths, int64 example, int64 longest, int64 blank, int64 symbols) {
    int64 count = load<int64>(labelLengths.data, labelLengths.dtype, example);
    count = count < 0 ? 0 : count > longest ? longest : count;
    return {labels, example * longest, 2 * count + 1, blank, symbols};
}

__device__ int64 symbolAt(const Path& path, int64 s) {
    int64 symbol = s % 2 == 0 ? path.blank : load<int64>(path.labels.data, path.labels.dtype, path.first + s / 2);
    return symbol < 0 || symbol >= path.symbols ? path.blank : symbol;
}

/** Whether place s can be reached from two places before. */
__device__ bool canSkip(const Path& path, int64 s) { return s % 2 == 1 && symbolAt(path, s) != symbolAt(path, s - 2); }

__device__ int64 stepsOf(const View& inputLengths, int64 example, int64 steps) {
    int64 count = load<int64>(inputLengths.data, inputLengths.dtype, example);
    return count < 0 ? 0 : count > steps ? steps : count;
}

// scores: (steps, batch, symbols), their softmax's logarithm. forward, backward: (batch, steps, places): log probability of all beginnings of alignments that are at a
// place at a step, which is included, and of all endings, where it is not.
#define CTC(name, C)                                                                                                                 \
    CHAINER_KERNEL ctc_scores_##name(View x, Global<C> scores, int64 rows, int64 symbols, int count, int along) {                    \
        Lanes lanes = lanesOf(count, along);                                                                                         \
        for (int64 first = (int64)blockIdx.x * lanes.groups; first < rows; first += (int64)gridDim.x * lanes.groups) {               \
            int64 row = first + lanes.group;                                                                                         \
            Exponentials<C> all = {-(C)INFINITY, 0};                                                                                 \
            for (int64 i = lanes.lane; i < symbols && row < rows; i += lanes.count) {                                                \
                all = add(all, load<C>(x.data, x.dtype, row * symbols + i));                                                         \
            }                                                                                                                        \
            all = joinLanes(lanes, all);                                                                                             \
            for (int64 i = lanes.lane; i < symbols && row < rows; i += lanes.count) {                                                \
                scores[row * symbols + i] = load<C>(x.data, x.dtype, row * symbols + i) - all.max - log(all.sum);                    \
            }                                                                                                                        \
        }                                                                                                                            \
    }                                                                                                                                \
    /* a block for each sequence */                                                                                                  \
    CHAINER_KERNEL ctc_paths_##name(Global<const C> scores, View labels, View inputLengths, View labelLengths, int64 steps,          \
                                    int64 batch, int64 symbols, int64 longest, int64 blank, Global<C> forward, Global<C> backward,   \
                                    View losses) {                                                                                   \
        for (int64 example = blockIdx.x; example < batch; example += gridDim.x) {                                                    \
            Path path = pathOf(labels, labelLengths, example, longest, blank, symbols);                                              \
            int64 places = 2 * longest + 1, count = stepsOf(inputLengths, example, steps);                                           \
            int64 begin = example * steps * places;                                                                                  \
            for (int64 t = 0; t < count; t++) {                                                                                      \
                int64 here = begin + t * places, before = here - places;                                                             \
                for (int64 s = threadIdx.x; s < path.length; s += THREADS) {                                                         \
                    C sum = t == 0 ? s < 2 ? C(0) : -(C)INFINITY : forward[before + s];                                              \
                    if (t > 0 && s >= 1) {                                                                                           \
                        sum = logAdd<C>(sum, forward[before + s - 1]);                                                               \
                    }                                                                                                                \
                    if (t > 0 && s >= 2 && canSkip(path, s)) {                                                                       \
                        sum = logAdd<C>(sum, forward[before + s - 2]);                                                               \
                    }                                                                                                                \
                    forward[here + s] = sum + scores[(t * batch + example) * symbols + symbolAt(path, s)];                           \
                }                                                                                                                    \
                __syncthreads();                                                                                                     \
            }                                                                                                                        \
            for (int64 t = count - 1; t >= 0; t--) {                                                                                 \
                int64 here = begin + t * places, after = here + places;                                                              \
                int64 row = ((t + 1) * batch + example) * symbols;                                                                   \
                for (int64 s = threadIdx.x; s < path.length; s += THREADS) {                                                         \
                    bool last = t == count - 1;                                                                                      \
                    C sum = last ? s >= path.length - 2 ? C(0) : -(C)INFINITY                                                        \
                                 : backward[after + s] + scores[row + symbolAt(path, s)];                                            \
                    if (!last && s + 1 < path.length) {                                                                              \
                        sum = logAdd<C>(sum, backward[after + s + 1] + scores[row + symbolAt(path, s + 1)]);                         \
                    }                                                                                                                \
                    if (!last && s + 2 < path.length && canSkip(path, s + 2)) {                                                      \
                        sum = logAdd<C>(sum, backward[after + s + 2] + scores[row + symbolAt(path, s + 2)]);                         \
                    }                                                                                                                \
                    backward[here + s] = sum;                                                                                        \
                }                                                                                                                    \
                __syncthreads();                                                                                                     \
            }                                                                                                                        \
            if (threadIdx.x == 0) {                                                                                                  \
                C total = -(C)INFINITY;                                                                                              \
                for (int64 s = 0; s < path.length && count > 0; s++) {                                                               \
                    total = logAdd<C>(total, forward[begin + s] + backward[begin + s]);                                              \
                }                                                                                                                    \
                bool impossible = isinf(total) && total < 0;                                                                         \
                store<C>(losses.data, losses.dtype, example, impossible ? (C)IMPOSSIBLE : -total);                                   \
            }                                                                                                                        \
            __syncthreads();                                                                                                         \
        }                                                                                                                            \
    }                                                                                                                                \
    /* a block for each step of each sequence: of equal symbols on the path, the first one's thread subtracts them all */            \
    CHAINER_KERNEL ctc_grad_##name(Global<const C> scores, View labels, View inputLengths, View labelLengths, int64 steps,           \
                                   int64 batch, int64 symbols, int64 longest, int64 blank, Global<const C> forward,                  \
                                   Global<const C> backward, View gx) {                                                              \
        int64 places = 2 * longest + 1;                                                                                              \
        for (int64 number = blockIdx.x; number < steps * batch; number += gridDim.x) {                                               \
            int64 t = number / batch, example = number % batch;                                                                      \
            Path path = pathOf(labels, labelLengths, example, longest, blank, symbols);                                              \
            int64 begin = example * steps * places, here = begin + t * places;                                                       \
            bool counts = t < stepsOf(inputLengths, example, steps);                                                                 \
            C total = -(C)INFINITY;                                                                                                  \
            for (int64 s = 0; s < path.length && counts; s++) {                                                                      \
                total = logAdd<C>(total, forward[begin + s] + backward[begin + s]);                                                  \
            }                                                                                                                        \
            counts = counts && !(isinf(total) && total < 0);                                                                         \
            for (int64 i = threadIdx.x; i < symbols; i += THREADS) {                                                                 \
                C probability = counts ? exp(scores[number * symbols + i]) : C(0);                                                   \
                store<C>(gx.data, gx.dtype, number * symbols + i, probability);                                                      \
            }                                                                                                                        \
            __syncthreads();                                                                                                         \
            for (int64 s = threadIdx.x; s < path.length && counts; s += THREADS) {                                                   \
                int64 symbol = symbolAt(path, s);                                                                                    \
                bool first = true;                                                                                                   \
                for (int64 other = 0; other < s && first; other++) {                                                                 \
                    first = symbolAt(path, other) != symbol;                                                                         \
                }                                                                                                                    \
                if (first) {                                                                                                         \
                    C result = exp(scores[number * symbols + symbol]);                                                               \
                    for (int64 other = s; other < path.length; other++) {                                                            \
                        if (symbolAt(path, other) == symbol) {                                                                       \
                            result -= exp(forward[here + other] + backward[here + other] - total);                                   \
                        }                                                                                                            \
                    }                                                                                                                \
                    store<C>(gx.data, gx.dtype, number * symbols + symbol, result);                                                  \
                }                                                                                                                    \
            }                                                                                                                        \
        }                                                                                                                            \
    }

CTC(float, float)
CTC(double, double)
