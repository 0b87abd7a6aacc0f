// org.chainer.backend.kernels.IndexingKernels. The host checks indices before; one that is out of range here all the same (of a graph that runs again
// with other labels) is left out, so that no memory but the arrays' is touched. Elements that are only copied are taken by their width in bytes.
#include "sorting.cuh"

/** An element's numbers along the axes before an indexed one, along the indices, and along the axes after it. */
struct Place {
    int64 outer;
    int64 at;
    int64 inner;
};

__device__ Place placeOf(int64 number, int64 count, int64 at, int64 inner) {
    if (count <= 0x7fffffff) {  // divisions of 32 bits are several times faster
        unsigned row = (unsigned)number / (unsigned)inner;
        return {row / (unsigned)at, row % (unsigned)at, (unsigned)number % (unsigned)inner};
    }
    int64 row = number / inner;
    return {row / at, row % at, number % inner};
}

// Whole = the array that has the axis, part = the one that has the indices in its place.
#define ARRAYS Extent outer, View wholeOuter, View partOuter, Extent at, View indices, View partAt, Extent inner, View wholeInner, View partInner
#define AXIS int64 length, int64 stride, int hasIgnored, int64 ignored
#define WHOLE(p, index) (place(outer, wholeOuter, p.outer) + (index) * stride + place(inner, wholeInner, p.inner))
#define PART(p, i) (place(outer, partOuter, p.outer) + place(at, partAt, i) + place(inner, partInner, p.inner))

__device__ bool isUsed(int64 index, int64 length, int hasIgnored, int64 ignored) {
    return index >= 0 && index < length && !(hasIgnored && index == ignored);
}

#define COPYING(width, T)                                                                                                              \
    CHAINER_KERNEL gather_##width(ARRAYS, AXIS) {                                                                                      \
        int64 count = outer.size * at.size * inner.size;                                                                               \
        FOR_EACH(i, count) {                                                                                                           \
            Place p = placeOf(i, count, at.size, inner.size);                                                                          \
            int64 index = get<int64>(at, indices, p.at);                                                                               \
            bool used = isUsed(index, length, hasIgnored, ignored);                                                                    \
            cell<T>(partInner.data, PART(p, p.at)) = used ? cell<T>(wholeInner.data, WHOLE(p, index)) : (T)0;                          \
        }                                                                                                                              \
    }                                                                                                                                  \
    /* indices are sorted; of equal ones the last in order wins */                                                                     \
    CHAINER_KERNEL scatter_##width(ARRAYS, AXIS, Global<const int> order) {                                                            \
        int64 count = outer.size * at.size * inner.size;                                                                               \
        FOR_EACH(i, count) {                                                                                                           \
            Place p = placeOf(i, count, at.size, inner.size);                                                                          \
            int64 index = get<int64>(at, indices, p.at);                                                                               \
            bool last = p.at + 1 == at.size || get<int64>(at, indices, p.at + 1) != index;                                             \
            if (last && isUsed(index, length, hasIgnored, ignored)) {                                                                  \
                cell<T>(wholeInner.data, WHOLE(p, index)) = cell<T>(partInner.data, PART(p, order[p.at]));                             \
            }                                                                                                                          \
        }                                                                                                                              \
    }                                                                                                                                  \
    CHAINER_KERNEL gather_along_##width(Extent kept, View x, View indices, View y, int64 count, int64 length, int64 xStride,           \
                                        int64 indexStride, int64 yStride) {                                                            \
        FOR_EACH(i, kept.size * count) {                                                                                               \
            int64 group = i / count, j = i % count;                                                                                    \
            int64 index = load<int64>(indices.data, indices.dtype, place(kept, indices, group) + j * indexStride);                     \
            bool used = index >= 0 && index < length;                                                                                  \
            cell<T>(y.data, place(kept, y, group) + j * yStride) =                                                                     \
                used ? cell<T>(x.data, place(kept, x, group) + index * xStride) : (T)0;                                                \
        }                                                                                                                              \
    }

COPYING(1, unsigned char)
COPYING(2, unsigned short)
COPYING(4, unsigned)
COPYING(8, uint64)

#define ADDING(name, C)                                                                                                                \
    /* indices are sorted; what has the same index is added in order, by one thread */                                                 \
    CHAINER_KERNEL scatter_add_##name(ARRAYS, AXIS, Global<const int> order) {                                                         \
        int64 count = outer.size * at.size * inner.size;                                                                               \
        FOR_EACH(i, count) {                                                                                                           \
            Place p = placeOf(i, count, at.size, inner.size);                                                                          \
            int64 index = get<int64>(at, indices, p.at);                                                                               \
            bool first = p.at == 0 || get<int64>(at, indices, p.at - 1) != index;                                                      \
            if (first && isUsed(index, length, hasIgnored, ignored)) {                                                                 \
                int64 to = WHOLE(p, index);                                                                                            \
                C sum = load<C>(wholeInner.data, wholeInner.dtype, to);                                                                \
                for (int64 j = p.at; j < at.size && get<int64>(at, indices, j) == index; j++) {                                        \
                    sum += load<C>(partInner.data, partInner.dtype, PART(p, order[j]));                                                \
                }                                                                                                                      \
                store<C>(wholeInner.data, wholeInner.dtype, to, sum);                                                                  \
            }                                                                                                                          \
        }                                                                                                                              \
    }                                                                                                                                  \
    CHAINER_KERNEL scatter_add_along_##name(Extent kept, View x, View indices, View y, int64 count, int64 length, int64 xStride,       \
                                            int64 indexStride, int64 yStride) {                                                        \
        FOR_EACH(group, kept.size) {                                                                                                   \
            for (int64 j = 0; j < count; j++) {                                                                                        \
                int64 index = load<int64>(indices.data, indices.dtype, place(kept, indices, group) + j * indexStride);                 \
                if (index >= 0 && index < length) {                                                                                    \
                    int64 to = place(kept, y, group) + index * yStride;                                                                \
                    C more = load<C>(x.data, x.dtype, place(kept, x, group) + j * xStride);                                            \
                    store<C>(y.data, y.dtype, to, load<C>(y.data, y.dtype, to) + more);                                                \
                }                                                                                                                      \
            }                                                                                                                          \
        }                                                                                                                              \
    }

ADDING(float, float)
ADDING(double, double)
ADDING(int64, int64)

// --- bilinear sampling, of contiguous arrays ---

/** A point between the elements of a plane: the element above left of it, and how far it is from there. */
template <class C>
struct Point {
    int64 top;
    int64 left;
    C down;
    C right;
    bool outside;  // only zeros are around it
};

template <class C>
__device__ Point<C> pointOf(const View& positions, int64 example, int64 point, int64 points, int64 height, int64 width) {
    C u = load<C>(positions.data, positions.dtype, 2 * example * points + point);
    C v = load<C>(positions.data, positions.dtype, (2 * example + 1) * points + point);
    C left = floor(u), top = floor(v);
    return {integer(top), integer(left), v - top, u - left, u <= -1 || u >= width || v <= -1 || v >= height};
}

/** The element at a corner of a point (bit 1: below, bit 0: right), 0 outside the plane. */
template <class C>
__device__ C corner(const View& x, const Point<C>& p, int which, int64 plane, int64 height, int64 width) {
    int64 row = p.top + which / 2, column = p.left + which % 2;
    bool inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? load<C>(x.data, x.dtype, (plane * height + row) * width + column) : C(0);
}

template <class C>
__device__ C weightOf(const Point<C>& p, int which) {
    return (which / 2 ? p.down : 1 - p.down) * (which % 2 ? p.right : 1 - p.right);
}

#define SAMPLING(name, C)                                                                                                              \
    CHAINER_KERNEL sample_##name(View x, View positions, View y, int64 count, int64 channels, int64 points, int64 height, int64 width) { \
        FOR_EACH(i, count) {                                                                                                           \
            int64 plane = i / points;                                                                                                  \
            Point<C> p = pointOf<C>(positions, plane / channels, i % points, points, height, width);                                   \
            C sum = 0;                                                                                                                 \
            for (int which = 0; which < 4 && !p.outside; which++) {                                                                    \
                C weight = weightOf(p, which);                                                                                         \
                sum += weight == 0 ? C(0) : weight * corner(x, p, which, plane, height, width);                                        \
            }                                                                                                                          \
            store<C>(y.data, y.dtype, i, sum);                                                                                         \
        }                                                                                                                              \
    }                                                                                                                                  \
    CHAINER_KERNEL sample_grad_positions_##name(View x, View positions, View gy, View gpositions, int64 count, int64 channels,         \
                                                int64 points, int64 height, int64 width) {                                             \
        FOR_EACH(i, count) {                                                                                                           \
            int64 example = i / points, point = i % points;                                                                            \
            Point<C> p = pointOf<C>(positions, example, point, points, height, width);                                                 \
            C alongU = 0, alongV = 0;                                                                                                  \
            for (int64 channel = 0; channel < channels && !p.outside; channel++) {                                                     \
                int64 plane = example * channels + channel;                                                                            \
                C g = load<C>(gy.data, gy.dtype, plane * points + point);                                                              \
                C v0 = corner(x, p, 0, plane, height, width), v1 = corner(x, p, 1, plane, height, width);                              \
                C v2 = corner(x, p, 2, plane, height, width), v3 = corner(x, p, 3, plane, height, width);                              \
                alongU += g * ((1 - p.down) * (v1 - v0) + p.down * (v3 - v2));                                                         \
                alongV += g * ((1 - p.right) * (v2 - v0) + p.right * (v3 - v1));                                                       \
            }                                                                                                                          \
            store<C>(gpositions.data, gpositions.dtype, 2 * example * points + point, alongU);                                         \
            store<C>(gpositions.data, gpositions.dtype, (2 * example + 1) * points + point, alongV);                                   \
        }                                                                                                                              \
    }                                                                                                                                  \
    /* the number of the square between four elements in which a point is; −1 outside */                                               \
    CHAINER_KERNEL sample_squares_##name(View positions, Global<int64> squares, int64 count, int64 points, int64 height, int64 width) { \
        FOR_EACH(i, count) {                                                                                                           \
            Point<C> p = pointOf<C>(positions, i / points, i % points, points, height, width);                                         \
            squares[i] = p.outside ? -1 : (p.top + 1) * (width + 1) + p.left + 1;                                                      \
        }                                                                                                                              \
    }                                                                                                                                  \
    /* a thread for each element, which adds what the points in the four squares around it give, in order */                           \
    CHAINER_KERNEL sample_grad_##name(View positions, View gy, View gx, Global<const int64> squares, Global<const int> order,          \
                                      int64 count, int64 channels, int64 points, int64 height, int64 width) {                          \
        FOR_EACH(i, count) {                                                                                                           \
            int64 plane = i / (height * width), example = plane / channels;                                                            \
            int64 row = i / width % height, column = i % width, begin = example * points, end = begin + points;                        \
            C sum = 0;                                                                                                                 \
            for (int which = 0; which < 4; which++) {                                                                                  \
                int64 square = (row - which / 2 + 1) * (width + 1) + column - which % 2 + 1;                                           \
                for (int64 j = begin + countBelow(squares, begin, end, square, false); j < end && squares[j] == square; j++) {         \
                    Point<C> p = pointOf<C>(positions, example, order[j], points, height, width);                                      \
                    sum += weightOf(p, which) * load<C>(gy.data, gy.dtype, plane * points + order[j]);                                 \
                }                                                                                                                      \
            }                                                                                                                          \
            store<C>(gx.data, gx.dtype, i, sum);                                                                                       \
        }                                                                                                                              \
    }

SAMPLING(float, float)
SAMPLING(double, double)
