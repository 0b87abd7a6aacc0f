// org.chainer.backend.kernels.ElementwiseKernels. Each kernel is there for float (float16 and bfloat16 too), double and int64 (all integers and bool).

/** org.chainer.backend.kernels.UnaryOp, in its order. */
enum UnaryOp {
    NEGATE, ABS, SIGN, SQUARE, SQRT, RSQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG1P, LOG2, LOG10, SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN, SINH,
    COSH, TANH, ARCTANH, SIGMOID, RELU, LEAKY_RELU, ELU, SOFTPLUS, CLIP, HARD_SIGMOID, FLOOR, CEIL, TRUNC, RINT, ERF, ERFC, ERFCX, ERFINV,
    ERFCINV, NDTR, NDTRI, LOG_NDTR, LGAMMA, DIGAMMA, LOGICAL_NOT, IS_NAN, IS_FINITE
};

/** org.chainer.backend.kernels.BinaryOp, in its order. */
enum BinaryOp {
    ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, FMOD, POWER, MAXIMUM, MINIMUM, ARCTAN2, AXPY, SQUARED_DIFFERENCE, POLYGAMMA,
    ZETA, RELU_GRAD, TANH_GRAD, SIGMOID_GRAD, LEAKY_RELU_GRAD, ELU_GRAD, SOFTPLUS_GRAD, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER,
    GREATER_EQUAL, LOGICAL_AND, LOGICAL_OR, LOGICAL_XOR
};

// --- special functions, in double: they are rare, and float32 would lose digits in them ---

__constant__ double BERNOULLI[] = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510,
                                   43867.0 / 798, -174611.0 / 330, 854513.0 / 138, -236364091.0 / 2730};

__device__ double logGamma(double x) {
    if (isinf(x) || x <= 0 && x == rint(x)) {
        return INFINITY;
    }
    return lgamma(x);
}

__device__ double digamma(double x) {
    if (x == 0) {
        return copysign((double)INFINITY, -x);
    }
    if (x < 0 && x == rint(x)) {
        return NAN;
    }
    double mirrored = 0;
    if (x < 0) {
        mirrored = -3.14159265358979323846 * cospi(x) / sinpi(x);
        x = 1 - x;
    }
    double shift = 0;
    while (x < 12) {
        shift += 1 / x++;
    }
    double series = 0;
    double square = x * x;
    for (int j = 8; j >= 1; j--) {
        series = (series + BERNOULLI[j - 1] / (2.0 * j)) / square;
    }
    return log(x) - 0.5 / x - series - shift + mirrored;
}

__device__ double zetaOfPositive(double s, double q) {
    if (isinf(q)) {
        return 0;
    }
    double sum = 0;
    while (q < 12 + s / 2) {
        double term = pow(q++, -s);
        sum += term;
        if (term <= 1e-18 * sum) {
            return sum;
        }
    }
    double power = pow(q, -s);
    sum += q * power / (s - 1) + 0.5 * power;
    double factor = s * power / q / 2;
    for (int j = 1; j <= 12; j++) {
        double term = BERNOULLI[j - 1] * factor;
        sum += term;
        if (fabs(term) < 1e-18 * fabs(sum)) {
            break;
        }
        factor *= (s + 2 * j - 1) * (s + 2 * j) / (q * q) / ((2 * j + 1.0) * (2 * j + 2.0));
    }
    return sum;
}

__device__ double zeta(double s, double q) {
    if (s == 1) {
        return INFINITY;
    }
    if (!(s > 1) || isnan(q)) {
        return NAN;
    }
    if (q > 0) {
        return zetaOfPositive(s, q);
    }
    if (q == rint(q)) {
        return INFINITY;
    }
    if (s != rint(s)) {
        return NAN;
    }
    double fraction = q - floor(q);
    double mirrored = zetaOfPositive(s, 1 - fraction) - zetaOfPositive(s, 1 - q);
    return zetaOfPositive(s, fraction) + (fmod(s, 2.0) == 0 ? mirrored : -mirrored);
}

__device__ double polygamma(int n, double x) {
    if (n < 0) {
        return NAN;
    }
    if (n == 0) {
        return digamma(x);
    }
    double factorial = 1;
    for (int i = 2; i <= n && factorial < INFINITY; i++) {
        factorial *= i;
    }
    return (n % 2 == 0 ? -1 : 1) * factorial * zeta(n + 1.0, x);
}

__device__ __noinline__ double special(int op, double x) {
    switch (op) {
        case ERF: return erf(x);
        case ERFC: return erfc(x);
        case ERFCX: return erfcx(x);
        case ERFINV: return erfinv(x);
        case ERFCINV: return erfcinv(x);
        case NDTR: return normcdf(x);
        case NDTRI: return normcdfinv(x);
        case LOG_NDTR:
            return x > -1 ? log1p(-0.5 * erfc(x * 0.70710678118654752440))
                          : log(0.5 * erfcx(-x * 0.70710678118654752440)) - 0.5 * x * x;
        case LGAMMA: return logGamma(x);
        default: return digamma(x);
    }
}

// --- one element ---

/** Greatest and smallest as Java has them: NaN if one is, and −0 below 0. */
template <class C>
__device__ C greatest(C a, C b) {
    return a != a ? a : b != b ? b : a > b ? a : b > a ? b : a == 0 && 1 / a < 0 ? b : a;
}

template <class C>
__device__ C smallest(C a, C b) {
    return a != a ? a : b != b ? b : a < b ? a : b < a ? b : a == 0 && 1 / a < 0 ? a : b;
}

template <class C>
__device__ C unaryOf(int op, C x, C alpha, C beta) {
    switch (op) {
        case NEGATE: return -x;
        case ABS: return fabs(x);
        case SIGN: return x > 0 ? 1 : x < 0 ? -1 : x;
        case SQUARE: return x * x;
        case SQRT: return sqrt(x);
        case RSQRT: return 1 / sqrt(x);
        case RECIPROCAL: return 1 / x;
        case EXP: return exp(x);
        case EXPM1: return expm1(x);
        case LOG: return log(x);
        case LOG1P: return log1p(x);
        case LOG2: return log2(x);
        case LOG10: return log10(x);
        case SIN: return sin(x);
        case COS: return cos(x);
        case TAN: return tan(x);
        case ARCSIN: return asin(x);
        case ARCCOS: return acos(x);
        case ARCTAN: return atan(x);
        case SINH: return sinh(x);
        case COSH: return cosh(x);
        case TANH: return tanh(x);
        case ARCTANH: return C(0.5) * (log1p(x) - log1p(-x));
        case SIGMOID: return 1 / (1 + exp(-x));
        case RELU: return greatest<C>(x, 0);
        case LEAKY_RELU: return x > 0 ? x : alpha * x;
        case ELU: return x > 0 ? x : alpha * expm1(x);
        case SOFTPLUS: return (greatest<C>(alpha * x, 0) + log1p(exp(-fabs(alpha * x)))) / alpha;
        case CLIP: return smallest<C>(greatest<C>(x, alpha), beta);
        case HARD_SIGMOID: return smallest<C>(greatest<C>(C(0.2) * x + C(0.5), 0), 1);
        case FLOOR: return floor(x);
        case CEIL: return ceil(x);
        case TRUNC: return trunc(x);
        case RINT: return rint(x);
        case LOGICAL_NOT: return x == 0 ? 1 : 0;
        case IS_NAN: return isnan(x) ? 1 : 0;
        case IS_FINITE: return isfinite(x) ? 1 : 0;
        default: return (C)special(op, x);
    }
}

__device__ int64 unaryOf(int op, int64 x, double alpha, double beta) {
    switch (op) {
        case NEGATE: return (int64)(0 - (uint64)x);
        case ABS: return x < 0 ? (int64)(0 - (uint64)x) : x;
        case SIGN: return x > 0 ? 1 : x < 0 ? -1 : 0;
        case SQUARE: return (int64)((uint64)x * (uint64)x);
        case RELU: return x > 0 ? x : 0;
        case CLIP: {
            int64 low = toInteger(alpha), high = toInteger(beta);
            int64 raised = x > low ? x : low;
            return raised < high ? raised : high;
        }
        case LOGICAL_NOT: return x == 0;
        case IS_NAN: return 0;
        case IS_FINITE: return 1;
        default: return x;
    }
}

/** The whole number of times that b fits: from the exact remainder, because a quotient may be rounded up to a whole number. */
template <class C>
__device__ C floorDivide(C a, C b) {
    if (b == 0) {
        return a / b;
    }
    C remainder = fmod(a, b);
    C quotient = (a - remainder) / b;
    if (remainder != 0 && (remainder < 0) != (b < 0)) {
        quotient -= 1;
    }
    return quotient == 0 ? copysign(C(0), a / b) : rint(quotient);
}

template <class C>
__device__ C modulo(C a, C b) {
    C remainder = fmod(a, b);
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

template <class C>
__device__ C binaryOf(int op, C a, C b, double alpha) {
    switch (op) {
        case ADD: return a + b;
        case SUBTRACT: return a - b;
        case MULTIPLY: return a * b;
        case DIVIDE: return a / b;
        case FLOOR_DIVIDE: return floorDivide(a, b);
        case MODULO: return modulo(a, b);
        case FMOD: return fmod(a, b);
        case POWER: return a == 1 || (a == -1 && isinf(b)) ? C(1) : pow(a, b);
        case MAXIMUM: return greatest<C>(a, b);
        case MINIMUM: return smallest<C>(a, b);
        case ARCTAN2: return atan2(a, b);
        case AXPY: return C(alpha) * a + b;
        case SQUARED_DIFFERENCE: return (a - b) * (a - b);
        case POLYGAMMA: return (C)polygamma((int)a, b);
        case ZETA: return (C)zeta(a, b);
        case RELU_GRAD: return a > 0 ? b : C(0);
        case TANH_GRAD: return b * (1 - a * a);
        case SIGMOID_GRAD: return b * a * (1 - a);
        case LEAKY_RELU_GRAD: return a > 0 ? b : C(alpha) * b;
        case ELU_GRAD: return a > 0 ? b : b * (a + C(alpha));
        case SOFTPLUS_GRAD: return b / (1 + exp(-C(alpha) * a));
        case EQUAL: return a == b;
        case NOT_EQUAL: return a != b;
        case LESS: return a < b;
        case LESS_EQUAL: return a <= b;
        case GREATER: return a > b;
        case GREATER_EQUAL: return a >= b;
        case LOGICAL_AND: return a != 0 && b != 0;
        case LOGICAL_OR: return a != 0 || b != 0;
        default: return (a != 0) != (b != 0);
    }
}

__device__ int64 quotient(int64 a, int64 b) {
    return b == -1 ? (int64)(0 - (uint64)a) : a / b;  // the least integer by -1 is beyond the greatest
}

__device__ int64 binaryOf(int op, int64 a, int64 b, double alpha) {
    switch (op) {
        case ADD: return (int64)((uint64)a + (uint64)b);
        case SUBTRACT: return (int64)((uint64)a - (uint64)b);
        case MULTIPLY: return (int64)((uint64)a * (uint64)b);
        case FLOOR_DIVIDE: {
            if (b == 0) {
                return 0;
            }
            int64 q = quotient(a, b);
            return q * b != a && (a < 0) != (b < 0) ? q - 1 : q;
        }
        case MODULO: {
            if (b == 0 || b == -1) {
                return 0;
            }
            int64 remainder = a % b;
            return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
        }
        case FMOD: return b == 0 || b == -1 ? 0 : a % b;
        case POWER: {
            uint64 result = 1;
            uint64 square = (uint64)a;
            for (uint64 rest = (uint64)b; rest > 0; rest >>= 1) {
                if (rest & 1) {
                    result *= square;
                }
                square *= square;
            }
            return (int64)result;
        }
        case MAXIMUM: return a > b ? a : b;
        case MINIMUM: return a < b ? a : b;
        case AXPY: {
            int64 whole = toInteger(alpha);
            uint64 product = alpha == (double)whole ? (uint64)whole * (uint64)a : (uint64)toInteger(alpha * (double)a);
            return (int64)(product + (uint64)b);
        }
        case SQUARED_DIFFERENCE: return (a - b) * (a - b);
        case RELU_GRAD: return a > 0 ? b : 0;
        case LEAKY_RELU_GRAD: return a > 0 ? b : toInteger(alpha * (double)b);
        case EQUAL: return a == b;
        case NOT_EQUAL: return a != b;
        case LESS: return a < b;
        case LESS_EQUAL: return a <= b;
        case GREATER: return a > b;
        case GREATER_EQUAL: return a >= b;
        case LOGICAL_AND: return a != 0 && b != 0;
        case LOGICAL_OR: return a != 0 || b != 0;
        default: return (a != 0) != (b != 0);
    }
}

// --- kernels ---

#define KERNELS(name, C, P)                                                                                             \
    CHAINER_KERNEL unary_##name(Extent extent, View x, View y, int op, double alpha, double beta) {                     \
        FOR_EACH(i, extent.size) {                                                                                      \
            put<C>(extent, y, i, unaryOf(op, get<C>(extent, x, i), (P)alpha, (P)beta));                                 \
        }                                                                                                               \
    }                                                                                                                   \
    CHAINER_KERNEL binary_##name(Extent extent, View a, View b, View y, int op, double alpha) {                         \
        FOR_EACH(i, extent.size) {                                                                                      \
            put<C>(extent, y, i, binaryOf(op, get<C>(extent, a, i), get<C>(extent, b, i), alpha));                      \
        }                                                                                                               \
    }                                                                                                                   \
    CHAINER_KERNEL binary_scalar_##name(Extent extent, View a, View y, int op, C number, int left) {                    \
        FOR_EACH(i, extent.size) {                                                                                      \
            C element = get<C>(extent, a, i);                                                                           \
            put<C>(extent, y, i, left ? binaryOf(op, number, element, 0.0) : binaryOf(op, element, number, 0.0));       \
        }                                                                                                               \
    }                                                                                                                   \
    CHAINER_KERNEL where_##name(Extent extent, View condition, View a, View b, View y) {                                \
        FOR_EACH(i, extent.size) {                                                                                      \
            bool chosen = get<int64>(extent, condition, i) != 0;                                                        \
            put<C>(extent, y, i, chosen ? get<C>(extent, a, i) : get<C>(extent, b, i));                                 \
        }                                                                                                               \
    }                                                                                                                   \
    CHAINER_KERNEL fill_##name(Extent extent, View y, C number) {                                                       \
        FOR_EACH(i, extent.size) { put<C>(extent, y, i, number); }                                                      \
    }                                                                                                                   \
    CHAINER_KERNEL copy_##name(Extent extent, View x, View y) {                                                         \
        FOR_EACH(i, extent.size) { put<C>(extent, y, i, get<C>(extent, x, i)); }                                        \
    }

KERNELS(float, float, float)
KERNELS(double, double, double)
KERNELS(int64, int64, double)

CHAINER_KERNEL range(Extent extent, View y, double start, double step) {
    FOR_EACH(i, extent.size) { put<double>(extent, y, i, start + i * step); }
}
