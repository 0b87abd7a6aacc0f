// Stable merge sort of rows of keys: tiles by counting, then runs of doubling width by binary search. Put before indexing.cu.

const int TILE = 256;

/** A key whose order is the number's; NaN comes last. Zeros of both signs are equal, or −0 is before 0. */
__device__ int64 keyOf(double x, int zerosEqual) {
    if (x != x) {
        return 0x7fffffffffffffffLL;
    }
    int64 bits = __double_as_longlong(zerosEqual ? x + 0.0 : x);
    return bits < 0 ? bits ^ 0x7fffffffffffffffLL : bits;
}

__device__ int64 keyOf(int64 x, int) { return x; }

__device__ double numberOf(int64 key, double) { return __longlong_as_double(key < 0 ? key ^ 0x7fffffffffffffffLL : key); }

__device__ int64 numberOf(int64 key, int64) { return key; }

/** How many of the sorted keys in [begin, end) are below a key, or (with equals) not above it. */
__device__ int64 countBelow(Global<const int64> keys, int64 begin, int64 end, int64 key, bool withEquals) {
    int64 low = begin, high = end;
    while (low < high) {
        int64 middle = low + (high - low) / 2;
        int64 found = keys[middle];
        if (found < key || (withEquals && found == key)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low - begin;
}

/** A block for each tile of a row: the tile's keys in order, and where they were in the row. */
template <class C>
__device__ void sortTiles(const Extent& kept, const View& x, int64 length, int64 stride, int zerosEqual, Global<int64> keys, Global<int> order) {
    __shared__ int64 tile[TILE];
    int64 tiles = (length + TILE - 1) / TILE;
    for (int64 number = blockIdx.x; number < kept.size * tiles; number += gridDim.x) {
        int64 row = number / tiles, begin = number % tiles * TILE;
        int count = (int)(length - begin < TILE ? length - begin : TILE);
        int mine = threadIdx.x;
        if (mine < count) {
            tile[mine] = keyOf(load<C>(x.data, x.dtype, place(kept, x, row) + (begin + mine) * stride), zerosEqual);
        }
        __syncthreads();
        if (mine < count) {
            int before = 0;
            for (int i = 0; i < count; i++) {
                before += tile[i] < tile[mine] || (tile[i] == tile[mine] && i < mine);
            }
            keys[row * length + begin + before] = tile[mine];
            order[row * length + begin + before] = (int)(begin + mine);
        }
        __syncthreads();
    }
}

CHAINER_KERNEL sort_tiles_double(Extent kept, View x, int64 length, int64 stride, int zerosEqual, Global<int64> keys, Global<int> order) {
    sortTiles<double>(kept, x, length, stride, zerosEqual, keys, order);
}

CHAINER_KERNEL sort_tiles_int64(Extent kept, View x, int64 length, int64 stride, int zerosEqual, Global<int64> keys, Global<int> order) {
    sortTiles<int64>(kept, x, length, stride, zerosEqual, keys, order);
}

/** Merges pairs of runs: an element's new place is its place in its run and the number of elements of the other run that come before it. */
CHAINER_KERNEL merge_runs(Global<const int64> keys, Global<const int> order, Global<int64> mergedKeys, Global<int> mergedOrder, int64 rows,
                          int64 length, int64 width) {
    FOR_EACH(i, rows * length) {
        int64 row = i / length * length;
        int64 at = i - row;
        int64 begin = at / (2 * width) * (2 * width);
        int64 middle = begin + width < length ? begin + width : length;
        int64 end = middle + width < length ? middle + width : length;
        int64 key = keys[i];
        int64 to = at < middle ? at + countBelow(keys, row + middle, row + end, key, false)
                               : begin + (at - middle) + countBelow(keys, row + begin, row + middle, key, true);
        mergedKeys[row + to] = key;
        mergedOrder[row + to] = order[i];
    }
}

template <class C>
__device__ void putSorted(const Extent& kept, const View& y, int64 length, int64 stride, Global<const int64> keys) {
    FOR_EACH(i, kept.size * length) {
        store<C>(y.data, y.dtype, place(kept, y, i / length) + i % length * stride, numberOf(keys[i], C(0)));
    }
}

CHAINER_KERNEL put_sorted_double(Extent kept, View y, int64 length, int64 stride, Global<const int64> keys) {
    putSorted<double>(kept, y, length, stride, keys);
}

CHAINER_KERNEL put_sorted_int64(Extent kept, View y, int64 length, int64 stride, Global<const int64> keys) {
    putSorted<int64>(kept, y, length, stride, keys);
}

CHAINER_KERNEL put_order(Extent kept, View y, int64 length, int64 stride, Global<const int> order) {
    FOR_EACH(i, kept.size * length) {
        store<int64>(y.data, y.dtype, place(kept, y, i / length) + i % length * stride, (int64)order[i]);
    }
}
