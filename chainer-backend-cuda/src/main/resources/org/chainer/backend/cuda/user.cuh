// Put between common.cuh and a user's expressions: dtypes by CuPy's names, raw arrays, indices.

#ifdef CUDA_EMULATOR
#define CHAINER_MEMBER
#else
#define CHAINER_MEMBER __device__
#endif

typedef float float32;
typedef double float64;
typedef signed char int8;
typedef short int16;
typedef int int32;
typedef unsigned char uint8;

/** Half precision in memory; computed with as float. */
struct float16 {
    unsigned short bits;
    float16() = default;
    CHAINER_MEMBER float16(float x) : bits(floatToHalf(x)) {}
    CHAINER_MEMBER operator float() const { return halfToFloat(bits); }
};

struct bfloat16 {
    unsigned short bits;
    bfloat16() = default;
    CHAINER_MEMBER bfloat16(float x) : bits(floatToBfloat16(x)) {}
    CHAINER_MEMBER operator float() const { return bfloat16ToFloat(bits); }
};

/** A raw argument: any of its elements by number in C order, or by indices along the axes. */
template <class T>
struct RawArray {
    const Extent& extent;
    const View& view;
    CHAINER_MEMBER int64 size() const { return extent.size; }
    CHAINER_MEMBER const int64* shape() const { return extent.dims; }
    /** In elements. */
    CHAINER_MEMBER const int64* strides() const { return view.strides; }
    CHAINER_MEMBER T& operator[](int64 number) const { return cell<T>(view.data, place(extent, view, number)); }
    CHAINER_MEMBER T& operator[](int number) const { return (*this)[(int64)number]; }
    CHAINER_MEMBER T& operator[](unsigned number) const { return (*this)[(int64)number]; }
    CHAINER_MEMBER T& operator[](const int64* indices) const {
        int64 at = 0;
        for (int axis = 0; axis < extent.rank; axis++) {
            at += indices[axis] * view.strides[axis];
        }
        return cell<T>(view.data, at);
    }
};

/** Which element is being computed: `_ind.size()` of them there are, `_ind.get()[k]` is the index along axis k. */
struct Indexer {
    const Extent& extent;
    int64 number;
    int64 indices[MAX_RANK];
    CHAINER_MEMBER int64 size() const { return extent.size; }
    CHAINER_MEMBER const int64* get() {
        int64 rest = number;
        for (int axis = extent.rank - 1; axis >= 0; axis--) {
            indices[axis] = rest % extent.dims[axis];
            rest /= extent.dims[axis];
        }
        return indices;
    }
};
