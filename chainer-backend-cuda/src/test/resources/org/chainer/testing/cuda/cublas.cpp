// Stand-in for libcublas and libcublasLt: products in column order, as plain loops.
#include <algorithm>
#include <cmath>
#include <vector>

#include "emulator.h"
#include "numbers.h"

using namespace emulator;

struct Handle {
    void* stream = nullptr;
};

struct LtDescriptor {
    int transposeA = 0, transposeB = 0;
    int epilogue = 1;
    const void* bias = nullptr;
    int scaleType = 0;
};

struct LtLayout {
    int type;
    uint64_t rows, columns;
    int64_t leading;
};

struct Product {
    bool transposeA, transposeB;
    int64_t m, n, k;
    double alpha, beta;
    const void* a;
    int typeA;
    int64_t lda;
    const void* b;
    int typeB;
    int64_t ldb;
    void* c;
    int typeC;
    int64_t ldc;
    const void* bias;
    const void* added = nullptr;  // in C's place, if it is another array
};

static bool valid(const Product& p) {
    return p.m >= 0 && p.n >= 0 && p.k >= 0 && p.lda >= std::max<int64_t>(1, p.transposeA ? p.k : p.m) &&
           p.ldb >= std::max<int64_t>(1, p.transposeB ? p.n : p.k) && p.ldc >= std::max<int64_t>(1, p.m);
}

static void checkMatrix(const void* address, int64_t rows, int64_t columns, int64_t leading, int type, const char* what) {
    if (rows > 0 && columns > 0) {
        check(address, ((columns - 1) * leading + rows) * bytesOf(type), bytesOf(type), what);
    }
}

static void run(const Product& p) {
    if (p.m == 0 || p.n == 0) {
        return;
    }
    if (p.k > 0 && p.alpha != 0) {
        checkMatrix(p.a, p.transposeA ? p.k : p.m, p.transposeA ? p.m : p.k, p.lda, p.typeA, "product, A");
        checkMatrix(p.b, p.transposeB ? p.n : p.k, p.transposeB ? p.k : p.n, p.ldb, p.typeB, "product, B");
    }
    checkMatrix(p.c, p.m, p.n, p.ldc, p.typeC, "product, C");
    const void* added = p.added == nullptr ? p.c : p.added;
    if (p.beta != 0) {
        checkMatrix(added, p.m, p.n, p.ldc, p.typeC, "product, what is added");
    }
    std::vector<double> a(p.m * p.k), b(p.n * p.k);
    for (int64_t i = 0; i < p.m; i++) {
        for (int64_t l = 0; l < p.k; l++) {
            a[i * p.k + l] = number(p.a, p.typeA, p.transposeA ? i * p.lda + l : l * p.lda + i);
        }
    }
    for (int64_t j = 0; j < p.n; j++) {
        for (int64_t l = 0; l < p.k; l++) {
            b[j * p.k + l] = number(p.b, p.typeB, p.transposeB ? l * p.ldb + j : j * p.ldb + l);
        }
    }
    for (int64_t j = 0; j < p.n; j++) {
        for (int64_t i = 0; i < p.m; i++) {
            double sum = 0;
            for (int64_t l = 0; l < p.k; l++) {
                sum += a[i * p.k + l] * b[j * p.k + l];
            }
            double result = p.alpha * sum;
            if (p.beta != 0) {
                result += p.beta * number(added, p.typeC, j * p.ldc + i);
            }
            if (p.bias != nullptr) {
                check((const char*)p.bias + i * bytesOf(p.typeC), bytesOf(p.typeC), bytesOf(p.typeC), "product, bias");
                result += number(p.bias, p.typeC, i);
            }
            setNumber(p.c, p.typeC, j * p.ldc + i, result);
        }
    }
}

static double factor(const void* value, bool isDouble) { return isDouble ? *(const double*)value : *(const float*)value; }

extern "C" {

int cublasCreate_v2(void** handle) {
    EMULATOR_ENTER(cublasCreate_v2);
    *handle = new Handle();
    return 0;
}

int cublasDestroy_v2(void* handle) {
    delete (Handle*)handle;
    return 0;
}

int cublasSetStream_v2(void* handle, void* stream) {
    EMULATOR_ENTER(cublasSetStream_v2);
    ((Handle*)handle)->stream = stream;
    return 0;
}

int cublasGemmEx(void* handle, int ta, int tb, int m, int n, int k, const void* alpha, const void* a, int typeA, int lda, const void* b,
                 int typeB, int ldb, const void* beta, void* c, int typeC, int ldc, int compute, int algorithm) {
    EMULATOR_ENTER(cublasGemmEx);
    bool isDouble = compute == 70;
    Product p{ta != 0, tb != 0, m, n, k, factor(alpha, isDouble), factor(beta, isDouble), a, typeA, lda, b, typeB, ldb, c, typeC, ldc, nullptr};
    if (!valid(p)) {
        return 7;
    }
    counted("products");
    enqueue(((Handle*)handle)->stream, [p] { run(p); });
    return 0;
}

int cublasGemmStridedBatchedEx(void* handle, int ta, int tb, int m, int n, int k, const void* alpha, const void* a, int typeA, int lda,
                               long long strideA, const void* b, int typeB, int ldb, long long strideB, const void* beta, void* c,
                               int typeC, int ldc, long long strideC, int batch, int compute, int algorithm) {
    EMULATOR_ENTER(cublasGemmStridedBatchedEx);
    bool isDouble = compute == 70;
    Product p{ta != 0, tb != 0, m, n, k, factor(alpha, isDouble), factor(beta, isDouble), a, typeA, lda, b, typeB, ldb, c, typeC, ldc, nullptr};
    if (!valid(p) || batch < 0) {
        return 7;
    }
    counted("products");
    enqueue(((Handle*)handle)->stream, [=] {
        for (int i = 0; i < batch; i++) {
            Product one = p;
            one.a = (const char*)a + i * strideA * bytesOf(typeA);
            one.b = (const char*)b + i * strideB * bytesOf(typeB);
            one.c = (char*)c + i * strideC * bytesOf(typeC);
            run(one);
        }
    });
    return 0;
}

const char* cublasGetStatusName(int status) {
    switch (status) {
        case 0: return "CUBLAS_STATUS_SUCCESS";
        case 1: return "CUBLAS_STATUS_NOT_INITIALIZED";
        case 3: return "CUBLAS_STATUS_ALLOC_FAILED";
        case 7: return "CUBLAS_STATUS_INVALID_VALUE";
        case 13: return "CUBLAS_STATUS_EXECUTION_FAILED";
        case 14: return "CUBLAS_STATUS_INTERNAL_ERROR";
        case 15: return "CUBLAS_STATUS_NOT_SUPPORTED";
        default: return "CUBLAS_STATUS_UNKNOWN";
    }
}

int cublasLtCreate(void** handle) {
    EMULATOR_ENTER(cublasLtCreate);
    *handle = new Handle();
    return 0;
}

int cublasLtMatmulDescCreate(void** descriptor, int compute, int scale) {
    EMULATOR_ENTER(cublasLtMatmulDescCreate);
    LtDescriptor* created = new LtDescriptor();
    created->scaleType = scale;
    *descriptor = created;
    return 0;
}

int cublasLtMatmulDescSetAttribute(void* descriptor, int attribute, const void* value, size_t size) {
    EMULATOR_ENTER(cublasLtMatmulDescSetAttribute);
    LtDescriptor* d = (LtDescriptor*)descriptor;
    switch (attribute) {
        case 3: d->transposeA = *(const int*)value; return 0;
        case 4: d->transposeB = *(const int*)value; return 0;
        case 7: d->epilogue = *(const int*)value; return 0;
        case 8: d->bias = *(const void* const*)value; return size == 8 ? 0 : 7;
        default: return 7;
    }
}

int cublasLtMatrixLayoutCreate(void** layout, int type, uint64_t rows, uint64_t columns, int64_t leading) {
    EMULATOR_ENTER(cublasLtMatrixLayoutCreate);
    *layout = new LtLayout{type, rows, columns, leading};
    return 0;
}

int cublasLtMatmulPreferenceCreate(void** preference) {
    EMULATOR_ENTER(cublasLtMatmulPreferenceCreate);
    *preference = new int(0);
    return 0;
}

int cublasLtMatmulPreferenceDestroy(void* preference) {
    delete (int*)preference;
    return 0;
}

int cublasLtMatmulPreferenceSetAttribute(void*, int, const void*, size_t) {
    EMULATOR_ENTER(cublasLtMatmulPreferenceSetAttribute);
    return 0;
}

int cublasLtMatmulAlgoGetHeuristic(void*, void*, void*, void*, void*, void*, void*, int, void* results, int* count) {
    EMULATOR_ENTER(cublasLtMatmulAlgoGetHeuristic);
    memset(results, 0, 96);
    *count = 1;
    return 0;
}

int cublasLtMatmul(void* handle, void* descriptor, const void* alpha, const void* a, void* layoutA, const void* b, void* layoutB,
                   const void* beta, const void* c, void* layoutC, void* d, void* layoutD, const void* algorithm, void* workspace,
                   size_t workspaceBytes, void* stream) {
    EMULATOR_ENTER(cublasLtMatmul);
    LtDescriptor* desc = (LtDescriptor*)descriptor;
    LtLayout *la = (LtLayout*)layoutA, *lb = (LtLayout*)layoutB, *lc = (LtLayout*)layoutC, *ld = (LtLayout*)layoutD;
    bool isDouble = desc->scaleType == 1;
    int64_t m = desc->transposeA ? la->columns : la->rows, k = desc->transposeA ? la->rows : la->columns;
    int64_t n = desc->transposeB ? lb->rows : lb->columns, kb = desc->transposeB ? lb->columns : lb->rows;
    if (k != kb || (int64_t)ld->rows != m || (int64_t)ld->columns != n || lc->rows != ld->rows || lc->columns != ld->columns ||
        lc->type != ld->type || lc->leading != ld->leading) {
        return 7;
    }
    Product p{desc->transposeA != 0, desc->transposeB != 0, m, n, k, factor(alpha, isDouble), factor(beta, isDouble), a, la->type,
              la->leading, b, lb->type, lb->leading, d, ld->type, ld->leading, desc->epilogue == 4 ? desc->bias : nullptr, c};
    if (!valid(p) || m == 0 || n == 0 || k == 0) {
        return 7;
    }
    counted("products");
    enqueue(stream, [p] { run(p); });
    return 0;
}
}
