// Stand-in for cuDNN's libraries: each is built from this one source. Tensors must be contiguous.
#include <cmath>
#include <vector>

#include "emulator.h"
#include "numbers.h"

using namespace emulator;

enum { BAD_PARAM = 2000, NOT_SUPPORTED = 3000 };

struct Handle {
    void* stream = nullptr;
};

struct Tensor {
    int type = -1;
    std::vector<int64_t> dims;
    int64_t size() const {
        int64_t n = 1;
        for (int64_t d : dims) n *= d;
        return n;
    }
};

struct Window {
    std::vector<int64_t> pad, stride, dilate;
    int groups = 1;
};

/** cudnnDataType_t as numbers.h counts: float 0, double 1, half 2, bfloat16 14. */
static int typeOf(int cudnnType) { return cudnnType == 9 ? 14 : cudnnType; }

static void checkTensor(const void* data, const Tensor& t, const char* what) {
    check(data, t.size() * bytesOf(t.type), bytesOf(t.type), what);
}

static std::vector<double> load(const void* data, const Tensor& t, const char* what) {
    checkTensor(data, t, what);
    std::vector<double> values(t.size());
    for (int64_t i = 0; i < t.size(); i++) {
        values[i] = number(data, t.type, i);
    }
    return values;
}

static void store(void* data, const Tensor& t, const std::vector<double>& values, double beta, const char* what) {
    checkTensor(data, t, what);
    for (int64_t i = 0; i < t.size(); i++) {
        setNumber(data, t.type, i, values[i] + (beta == 0 ? 0 : beta * number(data, t.type, i)));
    }
}

static double factor(const void* value, int type) { return type == 1 ? *(const double*)value : *(const float*)value; }

/** Calls f(x index, w index, y index) for all that belong together. */
template <class F>
static void eachProduct(const Tensor& x, const Tensor& w, const Tensor& y, const Window& c, F f) {
    size_t axes = c.pad.size();
    int64_t planeX = 1, planeW = 1, planeY = 1;
    for (size_t a = 0; a < axes; a++) {
        planeX *= x.dims[2 + a];
        planeW *= w.dims[2 + a];
        planeY *= y.dims[2 + a];
    }
    int64_t in = x.dims[1], out = y.dims[1], perGroup = w.dims[1], outPerGroup = out / c.groups;
    for (int64_t o = 0; o < planeY; o++) {
        for (int64_t k = 0; k < planeW; k++) {
            int64_t place = 0, scale = 1, restO = o, restK = k;
            bool inside = true;
            for (size_t i = axes; i-- > 0;) {
                int64_t position =
                    restO % y.dims[2 + i] * c.stride[i] - c.pad[i] + restK % w.dims[2 + i] * c.dilate[i];
                restO /= y.dims[2 + i];
                restK /= w.dims[2 + i];
                inside &= position >= 0 && position < x.dims[2 + i];
                place += position * scale;
                scale *= x.dims[2 + i];
            }
            if (!inside) continue;
            for (int64_t n = 0; n < x.dims[0]; n++) {
                for (int64_t oc = 0; oc < out; oc++) {
                    int64_t first = oc / outPerGroup * perGroup;
                    for (int64_t ic = 0; ic < perGroup; ic++) {
                        f((n * in + first + ic) * planeX + place, (oc * perGroup + ic) * planeW + k, (n * out + oc) * planeY + o);
                    }
                }
            }
        }
    }
}

/** Whether the lengths are what cuDNN's formula gives. */
static bool fit(const Tensor& x, const Tensor& w, const Tensor& y, const Window& c) {
    if (x.dims.size() != w.dims.size() || x.dims.size() != y.dims.size() || x.dims.size() != c.pad.size() + 2 || x.type != w.type ||
        x.type != y.type || x.dims[0] != y.dims[0] || x.dims[1] != w.dims[1] * c.groups || y.dims[1] != w.dims[0] ||
        w.dims[0] % c.groups != 0) {
        return false;
    }
    for (size_t i = 0; i < c.pad.size(); i++) {
        int64_t reach = c.dilate[i] * (w.dims[2 + i] - 1) + 1;
        if ((x.dims[2 + i] + 2 * c.pad[i] - reach) / c.stride[i] + 1 != y.dims[2 + i] || x.dims[2 + i] + 2 * c.pad[i] < reach) {
            return false;
        }
    }
    return true;
}

struct Advice {
    int algorithm;
    int status;
    float time;
    size_t memory;
    int determinism;
    int math;
    int reserved[3];
};

static int advise(bool fits, int wanted, int* count, void* results) {
    if (!fits || wanted < 1) {
        return BAD_PARAM;
    }
    memset(results, 0, sizeof(Advice) * wanted);
    Advice* a = (Advice*)results;
    a[0].status = NOT_SUPPORTED;
    a[0].algorithm = 7;
    *count = 1;
    if (wanted > 1) {
        a[1].algorithm = 1;
        a[1].memory = 1024;
        *count = 2;
    }
    return 0;
}

extern "C" {

size_t cudnnGetVersion() {
    const char* text = getenv("CUDA_EMULATOR_CUDNN");
    return text == nullptr ? 91900 : strtoull(text, nullptr, 10);
}

const char* cudnnGetErrorString(int status) {
    switch (status) {
        case 0: return "CUDNN_STATUS_SUCCESS";
        case BAD_PARAM: return "CUDNN_STATUS_BAD_PARAM";
        case NOT_SUPPORTED: return "CUDNN_STATUS_NOT_SUPPORTED";
        case 4000: return "CUDNN_STATUS_INTERNAL_ERROR";
        case 5000: return "CUDNN_STATUS_EXECUTION_FAILED";
        default: return "CUDNN_STATUS_UNKNOWN";
    }
}

int cudnnCreate(void** handle) {
    EMULATOR_ENTER(cudnnCreate);
    *handle = new Handle();
    return 0;
}

int cudnnSetStream(void* handle, void* stream) {
    EMULATOR_ENTER(cudnnSetStream);
    ((Handle*)handle)->stream = stream;
    return 0;
}

int cudnnCreateTensorDescriptor(void** tensor) {
    EMULATOR_ENTER(cudnnCreateTensorDescriptor);
    *tensor = new Tensor();
    return 0;
}

int cudnnDestroyTensorDescriptor(void* tensor) {
    delete (Tensor*)tensor;
    return 0;
}

int cudnnSetTensorNdDescriptor(void* tensor, int type, int count, const int* dims, const int* strides) {
    EMULATOR_ENTER(cudnnSetTensorNdDescriptor);
    if (count < 3 || count > 8) {
        return BAD_PARAM;
    }
    Tensor* t = (Tensor*)tensor;
    t->type = typeOf(type);
    t->dims.assign(dims, dims + count);
    int64_t stride = 1;
    for (int i = count - 1; i >= 0; i--) {
        if (dims[i] <= 0 || strides[i] != stride) {
            return BAD_PARAM;
        }
        stride *= dims[i];
    }
    return 0;
}

int cudnnCreateFilterDescriptor(void** filter) {
    EMULATOR_ENTER(cudnnCreateFilterDescriptor);
    *filter = new Tensor();
    return 0;
}

int cudnnSetFilterNdDescriptor(void* filter, int type, int format, int count, const int* dims) {
    EMULATOR_ENTER(cudnnSetFilterNdDescriptor);
    ((Tensor*)filter)->type = typeOf(type);
    ((Tensor*)filter)->dims.assign(dims, dims + count);
    return format == 0 ? 0 : NOT_SUPPORTED;
}

int cudnnCreateConvolutionDescriptor(void** convolution) {
    EMULATOR_ENTER(cudnnCreateConvolutionDescriptor);
    *convolution = new Window();
    return 0;
}

int cudnnSetConvolutionNdDescriptor(void* convolution, int count, const int* pad, const int* stride, const int* dilate, int mode, int type) {
    EMULATOR_ENTER(cudnnSetConvolutionNdDescriptor);
    Window* c = (Window*)convolution;
    c->pad.assign(pad, pad + count);
    c->stride.assign(stride, stride + count);
    c->dilate.assign(dilate, dilate + count);
    return mode == 1 ? 0 : NOT_SUPPORTED;
}

int cudnnSetConvolutionGroupCount(void* convolution, int groups) {
    EMULATOR_ENTER(cudnnSetConvolutionGroupCount);
    ((Window*)convolution)->groups = groups;
    return 0;
}

int cudnnSetConvolutionMathType(void*, int) {
    EMULATOR_ENTER(cudnnSetConvolutionMathType);
    return 0;
}

int cudnnGetConvolutionForwardAlgorithm_v7(void*, void* x, void* w, void* c, void* y, int wanted, int* count, void* results) {
    EMULATOR_ENTER(cudnnGetConvolutionForwardAlgorithm_v7);
    return advise(fit(*(Tensor*)x, *(Tensor*)w, *(Tensor*)y, *(Window*)c), wanted, count, results);
}

int cudnnGetConvolutionBackwardDataAlgorithm_v7(void*, void* w, void* y, void* c, void* x, int wanted, int* count, void* results) {
    EMULATOR_ENTER(cudnnGetConvolutionBackwardDataAlgorithm_v7);
    return advise(fit(*(Tensor*)x, *(Tensor*)w, *(Tensor*)y, *(Window*)c), wanted, count, results);
}

int cudnnGetConvolutionBackwardFilterAlgorithm_v7(void*, void* x, void* y, void* c, void* w, int wanted, int* count, void* results) {
    EMULATOR_ENTER(cudnnGetConvolutionBackwardFilterAlgorithm_v7);
    return advise(fit(*(Tensor*)x, *(Tensor*)w, *(Tensor*)y, *(Window*)c), wanted, count, results);
}

int cudnnGetConvolutionForwardWorkspaceSize(void*, void*, void*, void*, void*, int, size_t* size) {
    *size = 1024;
    return 0;
}

int cudnnGetConvolutionBackwardDataWorkspaceSize(void*, void*, void*, void*, void*, int, size_t* size) {
    *size = 1024;
    return 0;
}

int cudnnGetConvolutionBackwardFilterWorkspaceSize(void*, void*, void*, void*, void*, int, size_t* size) {
    *size = 1024;
    return 0;
}

int cudnnConvolutionForward(void* handle, const void* alpha, void* xd, const void* x, void* wd, const void* w, void* cd, int algorithm,
                            void* workspace, size_t bytes, const void* beta, void* yd, void* y) {
    EMULATOR_ENTER(cudnnConvolutionForward);
    Tensor tx = *(Tensor*)xd, tw = *(Tensor*)wd, ty = *(Tensor*)yd;
    Window c = *(Window*)cd;
    if (!fit(tx, tw, ty, c) || algorithm != 1 || bytes < 1024) {
        return BAD_PARAM;
    }
    double a = factor(alpha, tx.type), b = factor(beta, tx.type);
    enqueue(((Handle*)handle)->stream, [=] {
        check(workspace, bytes, 1, "convolution, workspace");
        auto vx = load(x, tx, "convolution, x"), vw = load(w, tw, "convolution, w");
        std::vector<double> vy(ty.size());
        eachProduct(tx, tw, ty, c, [&](int64_t i, int64_t j, int64_t k) { vy[k] += a * vx[i] * vw[j]; });
        store(y, ty, vy, b, "convolution, y");
    });
    return 0;
}

int cudnnConvolutionBackwardData(void* handle, const void* alpha, void* wd, const void* w, void* yd, const void* gy, void* cd, int algorithm,
                                 void* workspace, size_t bytes, const void* beta, void* xd, void* gx) {
    EMULATOR_ENTER(cudnnConvolutionBackwardData);
    Tensor tx = *(Tensor*)xd, tw = *(Tensor*)wd, ty = *(Tensor*)yd;
    Window c = *(Window*)cd;
    if (!fit(tx, tw, ty, c) || algorithm != 1 || bytes < 1024) {
        return BAD_PARAM;
    }
    double a = factor(alpha, tx.type), b = factor(beta, tx.type);
    enqueue(((Handle*)handle)->stream, [=] {
        check(workspace, bytes, 1, "convolution, workspace");
        auto vy = load(gy, ty, "convolution, gy"), vw = load(w, tw, "convolution, w");
        std::vector<double> vx(tx.size());
        eachProduct(tx, tw, ty, c, [&](int64_t i, int64_t j, int64_t k) { vx[i] += a * vy[k] * vw[j]; });
        store(gx, tx, vx, b, "convolution, gx");
    });
    return 0;
}

int cudnnConvolutionBackwardFilter(void* handle, const void* alpha, void* xd, const void* x, void* yd, const void* gy, void* cd,
                                   int algorithm, void* workspace, size_t bytes, const void* beta, void* wd, void* gw) {
    EMULATOR_ENTER(cudnnConvolutionBackwardFilter);
    Tensor tx = *(Tensor*)xd, tw = *(Tensor*)wd, ty = *(Tensor*)yd;
    Window c = *(Window*)cd;
    if (!fit(tx, tw, ty, c) || algorithm != 1 || bytes < 1024) {
        return BAD_PARAM;
    }
    double a = factor(alpha, tx.type), b = factor(beta, tx.type);
    enqueue(((Handle*)handle)->stream, [=] {
        check(workspace, bytes, 1, "convolution, workspace");
        auto vx = load(x, tx, "convolution, x"), vy = load(gy, ty, "convolution, gy");
        std::vector<double> vw(tw.size());
        eachProduct(tx, tw, ty, c, [&](int64_t i, int64_t j, int64_t k) { vw[j] += a * vx[i] * vy[k]; });
        store(gw, tw, vw, b, "convolution, gw");
    });
    return 0;
}

int cudnnSoftmaxForward(void* handle, int algorithm, int mode, const void* alpha, void* xd, const void* x, const void* beta, void* yd,
                        void* y) {
    EMULATOR_ENTER(cudnnSoftmaxForward);
    Tensor t = *(Tensor*)xd;
    if (mode != 1 || t.dims != ((Tensor*)yd)->dims) {
        return BAD_PARAM;
    }
    double a = factor(alpha, t.type), b = factor(beta, t.type);
    enqueue(((Handle*)handle)->stream, [=] {
        auto v = load(x, t, "softmax, x");
        int64_t n = t.dims[1], inner = t.size() / t.dims[0] / n;
        for (int64_t r = 0; r < t.dims[0] * inner; r++) {
            double* row = &v[r / inner * n * inner + r % inner];
            double greatest = -INFINITY, sum = 0;
            for (int64_t i = 0; i < n; i++) {
                greatest = std::isnan(row[i * inner]) ? row[i * inner] : greatest < row[i * inner] ? row[i * inner] : greatest;
            }
            for (int64_t i = 0; i < n; i++) sum += exp(row[i * inner] - greatest);
            for (int64_t i = 0; i < n; i++) {
                double shifted = row[i * inner] - greatest;
                row[i * inner] = a * (algorithm == 2 ? shifted - log(sum) : exp(shifted) / sum);
            }
        }
        store(y, t, v, b, "softmax, y");
    });
    return 0;
}

int cudnnSoftmaxBackward(void* handle, int algorithm, int mode, const void* alpha, void* yd, const void* y, void* gyd, const void* gy,
                         const void* beta, void* gxd, void* gx) {
    EMULATOR_ENTER(cudnnSoftmaxBackward);
    Tensor t = *(Tensor*)yd;
    if (mode != 1 || t.dims != ((Tensor*)gyd)->dims || t.dims != ((Tensor*)gxd)->dims) {
        return BAD_PARAM;
    }
    double a = factor(alpha, t.type), b = factor(beta, t.type);
    enqueue(((Handle*)handle)->stream, [=] {
        auto v = load(y, t, "softmax, y"), g = load(gy, t, "softmax, gy");
        int64_t n = t.dims[1], inner = t.size() / t.dims[0] / n;
        for (int64_t r = 0; r < t.dims[0] * inner; r++) {
            int64_t first = r / inner * n * inner + r % inner;
            double sum = 0;
            for (int64_t i = 0; i < n; i++) sum += (algorithm == 2 ? 1 : v[first + i * inner]) * g[first + i * inner];
            for (int64_t i = 0; i < n; i++) {
                double p = v[first + i * inner], q = g[first + i * inner];
                g[first + i * inner] = a * (algorithm == 2 ? q - exp(p) * sum : p * (q - sum));
            }
        }
        store(gx, t, g, b, "softmax, gx");
    });
    return 0;
}
}
