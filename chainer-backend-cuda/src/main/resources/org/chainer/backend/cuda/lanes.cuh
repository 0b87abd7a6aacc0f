// A block's threads in groups of as many lanes, which fold something together. Put before sources that reduce.

const int THREADS = 256;

/**
 * This thread's part in its block. Lanes of one group are neighbours ("along"), for elements that lie one after the other in the group; or neighbouring threads
 * belong to neighbouring groups, for elements that lie one after the other across groups.
 */
struct Lanes {
    int count;   // lanes of a group, a power of 2
    int lane;    // this thread's, from 0
    int group;   // this thread's group in the block
    int groups;  // groups in a block
    int step;    // threads between two lanes of a group
};

__device__ Lanes lanesOf(int count, int along) {
    Lanes lanes;
    lanes.count = count;
    lanes.groups = THREADS / count;
    lanes.lane = along ? threadIdx.x % count : threadIdx.x / lanes.groups;
    lanes.group = along ? threadIdx.x / count : threadIdx.x % lanes.groups;
    lanes.step = along ? 1 : lanes.groups;
    return lanes;
}

/** The thread that has lane 0 of this thread's group. */
__device__ int firstLane(const Lanes& lanes) { return threadIdx.x - lanes.lane * lanes.step; }

/** Sum over a group's lanes, for all of them: always added in the same order. */
template <class C>
__device__ C sumOfLanes(const Lanes& lanes, C mine) {
    __shared__ C partial[THREADS];
    if (lanes.count == 1) {
        return mine;
    }
    partial[threadIdx.x] = mine;
    __syncthreads();
    for (int half = lanes.count / 2; half > 0; half /= 2) {
        if (lanes.lane < half) {
            partial[threadIdx.x] += partial[threadIdx.x + half * lanes.step];
        }
        __syncthreads();
    }
    C result = partial[firstLane(lanes)];
    __syncthreads();
    return result;
}

/** Greatest and smallest as Java has them: NaN if one is, and −0 below 0. */
template <class C>
__device__ C greatest(C a, C b) {
    return a != a ? a : b != b ? b : a > b ? a : b > a ? b : a == 0 && 1 / a < 0 ? b : a;
}

template <class C>
__device__ C smallest(C a, C b) {
    return a != a ? a : b != b ? b : a < b ? a : b < a ? b : a == 0 && 1 / a < 0 ? a : b;
}

__device__ int64 greatest(int64 a, int64 b) { return a > b ? a : b; }
__device__ int64 smallest(int64 a, int64 b) { return a < b ? a : b; }

/** {@code Σ eˣ} as {@code sum·e^max}, without overflow; where max is infinite, sum is 0. */
template <class C>
struct Exponentials {
    C max;
    C sum;
};

template <class C>
__device__ Exponentials<C> join(const Exponentials<C>& a, const Exponentials<C>& b) {
    C max = greatest(a.max, b.max);
    if (isinf(max)) {
        return {max, 0};
    }
    return {max, a.sum * exp(a.max - max) + b.sum * exp(b.max - max)};
}

template <class C>
__device__ Exponentials<C> add(const Exponentials<C>& a, C x) {
    if (x <= a.max && !isinf(a.max)) {
        return {a.max, a.sum + exp(x - a.max)};
    }
    return join<C>(a, {x, 1});
}

/** All lanes' together, for all of them. */
template <class C>
__device__ Exponentials<C> joinLanes(const Lanes& lanes, Exponentials<C> mine) {
    __shared__ Exponentials<C> partial[THREADS];
    if (lanes.count == 1) {
        return mine;
    }
    partial[threadIdx.x] = mine;
    __syncthreads();
    for (int half = lanes.count / 2; half > 0; half /= 2) {
        if (lanes.lane < half) {
            partial[threadIdx.x] = join(partial[threadIdx.x], partial[threadIdx.x + half * lanes.step]);
        }
        __syncthreads();
    }
    Exponentials<C> result = partial[firstLane(lanes)];
    __syncthreads();
    return result;
}
