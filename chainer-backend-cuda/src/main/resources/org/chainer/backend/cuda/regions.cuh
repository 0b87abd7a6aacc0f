// Pooling of regions of interest, for contiguous arrays. Put into pooling.cu. Places are computed in double, lest rounding move a cell. A thread of a gradient has a
// plane to itself and takes the regions in order, so results are the same each time.

/** Whole elements of a plane; bottom and right are exclusive. */
struct Rectangle {
    int64 top;
    int64 bottom;
    int64 left;
    int64 right;
};

/** Where regions lie: grids of rows × columns cells in planes of height × width elements. */
struct Grids {
    View regions;  // (number, 4)
    double scale;
    int64 height;
    int64 width;
    int64 rows;
    int64 columns;
};

__device__ double cornerOf(const Grids& g, int64 region, int which) {
    return load<double>(g.regions.data, g.regions.dtype, 4 * region + which) * g.scale;
}

__device__ int64 clamped(double place, int64 length) { return (int64)fmin(fmax(place, 0.0), (double)length); }

__device__ Rectangle cellOf(const Grids& g, int64 region, int64 cell, int inclusive) {
    double top = rint(cornerOf(g, region, 0)), left = rint(cornerOf(g, region, 1));
    double height = fmax(rint(cornerOf(g, region, 2)) - top + inclusive, 1.0) / g.rows;
    double width = fmax(rint(cornerOf(g, region, 3)) - left + inclusive, 1.0) / g.columns;
    int64 row = cell / g.columns, column = cell % g.columns;
    return {clamped(floor(row * height) + top, g.height), clamped(ceil((row + 1) * height) + top, g.height),
            clamped(floor(column * width) + left, g.width), clamped(ceil((column + 1) * width) + left, g.width)};
}

/** The samples of a cell: down × across points at regular distances. */
struct Samples {
    double top;  // of the region
    double left;
    double height;  // of a cell
    double width;
    int64 row;
    int64 column;
    int64 down;
    int64 across;
};

__device__ Samples samplesOf(const Grids& g, int64 region, int64 cell, int down, int across) {
    double top = cornerOf(g, region, 0), left = cornerOf(g, region, 1);
    double height = fmax(cornerOf(g, region, 2) - top, 1.0) / g.rows;
    double width = fmax(cornerOf(g, region, 3) - left, 1.0) / g.columns;
    return {top, left, height, width, cell / g.columns, cell % g.columns, down > 0 ? down : (int64)ceil(height),
            across > 0 ? across : (int64)ceil(width)};
}

/** The element above left of a sample, clamped to the plane, and how far the sample is from there; false if it is outside. */
__device__ bool sampleOf(const Grids& g, const Samples& s, int64 sample, int64& top, int64& left, double& down, double& right) {
    double y = s.top + (s.row + (sample / s.across + 0.5) / s.down) * s.height;
    double x = s.left + (s.column + (sample % s.across + 0.5) / s.across) * s.width;
    if (!(y >= -1 && y <= g.height && x >= -1 && x <= g.width)) {
        return false;
    }
    y = fmin(fmax(y, 0.0), (double)(g.height - 1));
    x = fmin(fmax(x, 0.0), (double)(g.width - 1));
    top = (int64)y;
    left = (int64)x;
    down = y - top;
    right = x - left;
    return true;
}

/** What a corner of a sample counts (bit 1: below, bit 0: right), and its place in the plane: −1 outside. */
__device__ double cornerWeight(int which, double down, double right) {
    return (which / 2 ? down : 1 - down) * (which % 2 ? right : 1 - right);
}

__device__ int64 cornerPlace(const Grids& g, int which, int64 top, int64 left) {
    int64 row = top + which / 2, column = left + which % 2;
    return row < g.height && column < g.width ? row * g.width + column : -1;
}

/** In double: rounding must not make another of equal samples the greatest. */
__device__ double interpolated(const Grids& g, const View& x, int64 first, int64 top, int64 left, double down, double right) {
    double sum = 0;
    for (int which = 0; which < 4; which++) {
        int64 at = cornerPlace(g, which, top, left);
        double weight = cornerWeight(which, down, right);
        if (at >= 0 && weight != 0) {
            sum += weight * load<double>(x.data, x.dtype, first + at);
        }
    }
    return sum;
}

#define GRIDS View regions, double scale, int64 height, int64 width, int64 rows, int64 columns
#define GIVEN_GRIDS {regions, scale, height, width, rows, columns}
#define EXAMPLES View examples, int64 batch, int64 channels

// For each cell of each region: where its plane of x begins.
#define EACH_CELL(i, count)                                                                              \
    Grids g = GIVEN_GRIDS;                                                                               \
    int64 plane = height * width, cells = rows * columns;                                                \
    FOR_EACH(i, count)
#define PLANE_OF(i)                                                                                      \
    int64 region = i / cells / channels, cell = i % cells;                                               \
    int64 example = load<int64>(examples.data, examples.dtype, region);                                  \
    bool known = example >= 0 && example < batch;                                                        \
    int64 first = (example * channels + i / cells % channels) * plane;

// For each plane of gx, the regions that are in its example.
#define EACH_REGION(number)                                                                              \
    int64 example = i / channels, channel = i % channels, first = i * plane;                             \
    for (int64 region = 0; region < number; region++)                                                    \
        if (load<int64>(examples.data, examples.dtype, region) == example)                               \
            for (int64 cell = 0; cell < cells; cell++)

#define REGIONS(name, C)                                                                                                             \
    CHAINER_KERNEL roi_max_pool_##name(GRIDS, EXAMPLES, View x, View y, Global<int> indices, int inclusive, int64 count) {           \
        EACH_CELL(i, count) {                                                                                                        \
            PLANE_OF(i)                                                                                                              \
            Rectangle r = cellOf(g, region, cell, inclusive);                                                                        \
            C best = inclusive ? C(0) : -(C)INFINITY;                                                                                \
            int64 found = -1;                                                                                                        \
            for (int64 row = r.top; row < r.bottom && known; row++) {                                                                \
                for (int64 column = r.left; column < r.right; column++) {                                                            \
                    C value = load<C>(x.data, x.dtype, first + row * width + column);                                                \
                    if (found < 0 || value > best || (value != value && best == best)) {                                             \
                        best = value;                                                                                                \
                        found = row * width + column;                                                                                \
                    }                                                                                                                \
                }                                                                                                                    \
            }                                                                                                                        \
            store<C>(y.data, y.dtype, i, best);                                                                                      \
            indices[i] = (int)found;                                                                                                 \
        }                                                                                                                            \
    }                                                                                                                                \
    CHAINER_KERNEL roi_average_pool_##name(GRIDS, EXAMPLES, View x, View y, int64 count) {                                           \
        EACH_CELL(i, count) {                                                                                                        \
            PLANE_OF(i)                                                                                                              \
            Rectangle r = cellOf(g, region, cell, 0);                                                                                \
            C sum = 0;                                                                                                               \
            for (int64 row = r.top; row < r.bottom && known; row++) {                                                                \
                for (int64 column = r.left; column < r.right; column++) {                                                            \
                    sum += load<C>(x.data, x.dtype, first + row * width + column);                                                   \
                }                                                                                                                    \
            }                                                                                                                        \
            bool empty = r.top >= r.bottom || r.left >= r.right;                                                                     \
            store<C>(y.data, y.dtype, i, empty ? C(0) : sum / (C)(r.bottom - r.top) / (C)(r.right - r.left));                        \
        }                                                                                                                            \
    }                                                                                                                                \
    CHAINER_KERNEL roi_max_align_##name(GRIDS, EXAMPLES, View x, View y, Global<int> indices, int samplesDown, int samplesAcross,    \
                                        int64 count) {                                                                               \
        EACH_CELL(i, count) {                                                                                                        \
            PLANE_OF(i)                                                                                                              \
            Samples s = samplesOf(g, region, cell, samplesDown, samplesAcross);                                                      \
            double best = -(double)INFINITY;                                                                                         \
            int64 found = -1, top, left;                                                                                             \
            double down, right;                                                                                                      \
            for (int64 sample = 0; sample < s.down * s.across && known; sample++) {                                                  \
                if (sampleOf(g, s, sample, top, left, down, right)) {                                                                \
                    double value = interpolated(g, x, first, top, left, down, right);                                                \
                    if (value > best) {                                                                                              \
                        best = value;                                                                                                \
                        found = sample;                                                                                              \
                    }                                                                                                                \
                }                                                                                                                    \
            }                                                                                                                        \
            store<C>(y.data, y.dtype, i, (C)best);                                                                                   \
            indices[i] = (int)found;                                                                                                 \
        }                                                                                                                            \
    }                                                                                                                                \
    CHAINER_KERNEL roi_average_align_##name(GRIDS, EXAMPLES, View x, View y, int samplesDown, int samplesAcross, int64 count) {      \
        EACH_CELL(i, count) {                                                                                                        \
            PLANE_OF(i)                                                                                                              \
            Samples s = samplesOf(g, region, cell, samplesDown, samplesAcross);                                                      \
            C sum = 0;                                                                                                               \
            int64 top, left;                                                                                                         \
            double down, right;                                                                                                      \
            for (int64 sample = 0; sample < s.down * s.across && known; sample++) {                                                  \
                if (sampleOf(g, s, sample, top, left, down, right)) {                                                                \
                    sum += (C)interpolated(g, x, first, top, left, down, right);                                                     \
                }                                                                                                                    \
            }                                                                                                                        \
            store<C>(y.data, y.dtype, i, sum / (C)(s.down * s.across));                                                              \
        }                                                                                                                            \
    }                                                                                                                                \
    CHAINER_KERNEL roi_max_pool_grad_##name(EXAMPLES, View gy, Global<const int> indices, Global<C> gx, int64 number, int64 plane,   \
                                            int64 cells) {                                                                           \
        FOR_EACH(i, batch * channels) {                                                                                              \
            EACH_REGION(number) {                                                                                                    \
                int64 from = (region * channels + channel) * cells + cell, at = indices[from];                                       \
                if (at >= 0 && at < plane) {                                                                                         \
                    gx[first + at] += load<C>(gy.data, gy.dtype, from);                                                              \
                }                                                                                                                    \
            }                                                                                                                        \
        }                                                                                                                            \
    }                                                                                                                                \
    CHAINER_KERNEL roi_average_pool_grad_##name(GRIDS, EXAMPLES, View gy, Global<C> gx, int64 number) {                              \
        EACH_CELL(i, batch * channels) {                                                                                             \
            EACH_REGION(number) {                                                                                                    \
                Rectangle r = cellOf(g, region, cell, 0);                                                                            \
                C share = load<C>(gy.data, gy.dtype, (region * channels + channel) * cells + cell) / (C)(r.bottom - r.top) /         \
                          (C)(r.right - r.left);                                                                                     \
                for (int64 row = r.top; row < r.bottom; row++) {                                                                     \
                    for (int64 column = r.left; column < r.right; column++) {                                                        \
                        gx[first + row * width + column] += share;                                                                   \
                    }                                                                                                                \
                }                                                                                                                    \
            }                                                                                                                        \
        }                                                                                                                            \
    }                                                                                                                                \
    /* with indices only the greatest sample of each cell counts */                                                                  \
    CHAINER_KERNEL roi_align_grad_##name(GRIDS, EXAMPLES, View gy, Global<const int> indices, Global<C> gx, int samplesDown,         \
                                         int samplesAcross, int64 number) {                                                          \
        EACH_CELL(i, batch * channels) {                                                                                             \
            EACH_REGION(number) {                                                                                                    \
                int64 from = (region * channels + channel) * cells + cell, top, left;                                                \
                Samples s = samplesOf(g, region, cell, samplesDown, samplesAcross);                                                  \
                C share = load<C>(gy.data, gy.dtype, from);                                                                          \
                int64 begin = 0, end = s.down * s.across;                                                                            \
                double down, right;                                                                                                  \
                if (indices != nullptr) {                                                                                            \
                    begin = indices[from];                                                                                           \
                    end = begin < 0 || begin >= end ? begin : begin + 1;                                                             \
                } else {                                                                                                             \
                    share /= (C)end;                                                                                                 \
                }                                                                                                                    \
                for (int64 sample = begin; sample < end; sample++) {                                                                 \
                    if (sampleOf(g, s, sample, top, left, down, right)) {                                                            \
                        for (int which = 0; which < 4; which++) {                                                                    \
                            int64 at = cornerPlace(g, which, top, left);                                                             \
                            if (at >= 0) {                                                                                           \
                                gx[first + at] += (C)cornerWeight(which, down, right) * share;                                       \
                            }                                                                                                        \
                        }                                                                                                            \
                    }                                                                                                                \
                }                                                                                                                    \
            }                                                                                                                        \
        }                                                                                                                            \
    }

REGIONS(float, float)
REGIONS(double, double)
