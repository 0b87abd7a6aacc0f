// Put before every kernel source: dtypes, views, and access to single elements.

typedef long long int64;
typedef unsigned long long uint64;

#ifndef INFINITY
#define INFINITY __int_as_float(0x7f800000)
#endif
#ifndef NAN
#define NAN __int_as_float(0x7fffffff)
#endif
#ifndef CUDA_EMULATOR
template <class T>
using Global = T*;
#endif

#define CHAINER_KERNEL extern "C" __global__ void

/** org.chainer.array.DType, in its order. */
enum DType { FLOAT16, FLOAT32, FLOAT64, BFLOAT16, INT8, INT16, INT32, INT64, UINT8, BOOL };

const int MAX_RANK = 8;

/** The common shape of a kernel's arrays; axes that lie together in all of them are one. */
struct Extent {
    int64 size;
    int64 dims[MAX_RANK];
    int rank;
    int contiguous;  // all views are in C order without gaps
};

/** An array: where its first element is, and its strides in elements. */
struct View {
    void* data;
    int64 strides[MAX_RANK];
    int dtype;
    int unused;
};

template <class T>
__device__ T& cell(const void* data, int64 index) {
    Global<T> cells = {(T*)data};
    return cells[index];
}

__device__ float halfToFloat(unsigned short bits) {
#ifdef CUDA_EMULATOR
    unsigned sign = (bits & 0x8000u) << 16;
    unsigned rest = bits & 0x7fffu;
    if (rest >= 0x7c00u) {
        return __uint_as_float(sign | 0x7f800000u | (rest & 0x3ffu) << 13);
    }
    float magnitude = rest < 0x400u ? rest * 5.9604644775390625e-8f : __uint_as_float((rest << 13) + (112u << 23));
    return sign ? -magnitude : magnitude;
#else
    float result;
    asm("cvt.f32.f16 %0, %1;" : "=f"(result) : "h"(bits));
    return result;
#endif
}

__device__ unsigned short floatToHalf(float x) {
#ifdef CUDA_EMULATOR
    unsigned bits = __float_as_uint(x);
    unsigned sign = bits >> 16 & 0x8000u;
    unsigned rest = bits & 0x7fffffffu;
    if (rest > 0x7f800000u) {
        return (unsigned short)(sign | 0x7e00u);
    }
    if (rest >= 0x477ff000u) {
        return (unsigned short)(sign | 0x7c00u);
    }
    if (rest < 0x38800000u) {
        return (unsigned short)(sign | (unsigned)rintf(__uint_as_float(rest) * 16777216.0f));
    }
    unsigned rounded = rest + 0xfffu + (rest >> 13 & 1u);
    return (unsigned short)(sign | ((rounded >> 13) - (112u << 10)));
#else
    unsigned short result;
    asm("cvt.rn.f16.f32 %0, %1;" : "=h"(result) : "f"(x));
    return result;
#endif
}

__device__ float bfloat16ToFloat(unsigned short bits) { return __uint_as_float((unsigned)bits << 16); }

__device__ unsigned short floatToBfloat16(float x) {
    unsigned bits = __float_as_uint(x);
    if ((bits & 0x7fffffffu) > 0x7f800000u) {
        return (unsigned short)(bits >> 16 | 0x40u);
    }
    return (unsigned short)((bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
}

/** A floating-point number as an integer, as Java converts: cut off, NaN gives 0, what is out of range the nearest. */
__device__ int64 toInteger(double x) {
    if (isnan(x)) {
        return 0;
    }
    if (x >= 9223372036854775807.0) {
        return 0x7fffffffffffffffLL;
    }
    return x <= -9223372036854775808.0 ? -0x7fffffffffffffffLL - 1 : (int64)x;
}

/** The element at an index, as a number of type C: float, double or int64. */
template <class C>
__device__ C load(const void* data, int dtype, int64 index) {
    switch (dtype) {
        case FLOAT32: return (C)cell<float>(data, index);
        case FLOAT64: return (C)cell<double>(data, index);
        case FLOAT16: return (C)halfToFloat(cell<unsigned short>(data, index));
        case BFLOAT16: return (C)bfloat16ToFloat(cell<unsigned short>(data, index));
        case INT8: return (C)cell<signed char>(data, index);
        case INT16: return (C)cell<short>(data, index);
        case INT32: return (C)cell<int>(data, index);
        case INT64: return (C)cell<int64>(data, index);
        default: return (C)cell<unsigned char>(data, index);
    }
}

__device__ int64 integer(double x) { return toInteger(x); }
__device__ int64 integer(float x) { return toInteger((double)x); }
__device__ int64 integer(int64 x) { return x; }

/** Stores a number, rounded (to integers: cut off) to the dtype. */
template <class C>
__device__ void store(void* data, int dtype, int64 index, C value) {
    switch (dtype) {
        case FLOAT32: cell<float>(data, index) = (float)value; break;
        case FLOAT64: cell<double>(data, index) = (double)value; break;
        case FLOAT16: cell<unsigned short>(data, index) = floatToHalf((float)value); break;
        case BFLOAT16: cell<unsigned short>(data, index) = floatToBfloat16((float)value); break;
        case INT8: cell<signed char>(data, index) = (signed char)integer(value); break;
        case INT16: cell<short>(data, index) = (short)integer(value); break;
        case INT32: cell<int>(data, index) = (int)integer(value); break;
        case INT64: cell<int64>(data, index) = integer(value); break;
        case UINT8: cell<unsigned char>(data, index) = (unsigned char)integer(value); break;
        default: cell<unsigned char>(data, index) = value != 0; break;
    }
}

/** Where the element with a number in C order lies in a view. */
__device__ int64 place(const Extent& extent, const View& view, int64 number) {
    if (extent.contiguous) {
        return number;
    }
    int64 result = 0;
    if (extent.size <= 0x7fffffff) {  // divisions of 32 bits are several times faster
        unsigned rest = (unsigned)number;
        for (int axis = extent.rank - 1; axis > 0; axis--) {
            unsigned length = (unsigned)extent.dims[axis];
            unsigned quotient = rest / length;
            result += (rest - quotient * length) * view.strides[axis];
            rest = quotient;
        }
        return result + rest * view.strides[0];
    }
    int64 rest = number;
    for (int axis = extent.rank - 1; axis > 0; axis--) {
        result += rest % extent.dims[axis] * view.strides[axis];
        rest /= extent.dims[axis];
    }
    return result + rest * view.strides[0];
}

template <class C>
__device__ C get(const Extent& extent, const View& view, int64 number) {
    return load<C>(view.data, view.dtype, place(extent, view, number));
}

template <class C>
__device__ void put(const Extent& extent, const View& view, int64 number, C value) {
    store<C>(view.data, view.dtype, place(extent, view, number), value);
}

/** For the numbers that this thread has to do, whatever the grid. */
#define FOR_EACH(i, count)                                                           \
    for (int64 i = (int64)blockIdx.x * blockDim.x + threadIdx.x; i < (int64)(count); \
         i += (int64)gridDim.x * blockDim.x)
