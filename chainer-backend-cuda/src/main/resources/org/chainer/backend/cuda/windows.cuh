// Windows that slide over the spatial axes of (batch, channels, spatial...). Put before pooling.cu and convolution.cu.

const int MAX_AXES = 4;

/** As WindowGeometry in Java writes it. */
struct Windows {
    int64 axes;
    int64 kernel[MAX_AXES];
    int64 stride[MAX_AXES];
    int64 pad[MAX_AXES];
    int64 dilate[MAX_AXES];
    int64 in[MAX_AXES];
    int64 out[MAX_AXES];
    int64 kernelSize;
    int64 plane;    // elements of x over the spatial axes
    int64 windows;  // windows over the spatial axes
};

/** Where element k of a window lies in a plane of x; -1 outside. */
__device__ int64 sourceOf(const Windows& w, int64 k, int64 window) {
    int64 result = 0;
    int64 scale = 1;
    for (int axis = (int)w.axes - 1; axis >= 0; axis--) {
        int64 position = window % w.out[axis] * w.stride[axis] - w.pad[axis] + k % w.kernel[axis] * w.dilate[axis];
        window /= w.out[axis];
        k /= w.kernel[axis];
        if (position < 0 || position >= w.in[axis]) {
            return -1;
        }
        result += position * scale;
        scale *= w.in[axis];
    }
    return result;
}

/** The window whose element k is at a place in a plane of x; -1 if there is none. */
__device__ int64 windowOf(const Windows& w, int64 k, int64 place) {
    int64 result = 0;
    int64 scale = 1;
    for (int axis = (int)w.axes - 1; axis >= 0; axis--) {
        int64 start = place % w.in[axis] + w.pad[axis] - k % w.kernel[axis] * w.dilate[axis];
        place /= w.in[axis];
        k /= w.kernel[axis];
        int64 window = start / w.stride[axis];
        if (start < 0 || start % w.stride[axis] != 0 || window >= w.out[axis]) {
            return -1;
        }
        result += window * scale;
        scale *= w.out[axis];
    }
    return result;
}
