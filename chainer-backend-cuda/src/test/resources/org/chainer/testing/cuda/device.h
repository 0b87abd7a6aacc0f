// What CUDA C++ offers to a kernel, for g++: a block's threads are run one after the other; one that reaches a barrier gives way to the next.
#pragma once
#define CUDA_EMULATOR 1
#include <ucontext.h>

#include <cfloat>
#include <climits>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace emulator {
bool range(const void* address, char** begin, char** end);
void check(const void* address, size_t bytes, size_t alignment, const char* user);
[[noreturn]] void fault(int error, const std::string& what);
struct Abort {
    int error;
};
}  // namespace emulator

struct dim3 {
    unsigned x, y, z;
};
static dim3 threadIdx, blockIdx, blockDim, gridDim;
static const int warpSize = 32;

#define __global__ __attribute__((used))
#define __device__ static
#define __host__
#define __constant__ static
#define __shared__ static
#define __forceinline__ inline
#define __noinline__
#define __restrict__
#define __launch_bounds__(...)
#define __grid_constant__

// --- checked memory ---

static char* emulatorBegin[8];
static char* emulatorEnd[8];
static unsigned emulatorNext;
static const char* emulatorKernel;

static bool emulatorFind(const char* address, size_t bytes) {
    char *begin, *end;
    if (!emulator::range(address, &begin, &end)) {
        return false;
    }
    unsigned slot = emulatorNext++ % 8;
    emulatorBegin[slot] = begin;
    emulatorEnd[slot] = end;
    return address + bytes <= end;
}

template <class T>
static inline T* emulatorChecked(T* address) {
    const char* a = (const char*)address;
    if ((uintptr_t)a % alignof(T) == 0) {
        for (int i = 0; i < 8; i++) {
            if (a >= emulatorBegin[i] && a + sizeof(T) <= emulatorEnd[i]) {
                return address;
            }
        }
        if (emulatorFind(a, sizeof(T))) {
            return address;
        }
    }
    char text[200];
    snprintf(text, sizeof text, "kernel %s, block (%u, %u, %u), thread (%u, %u, %u)", emulatorKernel, blockIdx.x, blockIdx.y,
             blockIdx.z, threadIdx.x, threadIdx.y, threadIdx.z);
    emulator::check(address, sizeof(T), alignof(T), text);
    return address;
}

/** A pointer to global memory whose every use is checked. */
template <class T>
struct Global {
    T* p;
    T& operator[](long long i) const { return *emulatorChecked(p + i); }
    T& operator*() const { return *emulatorChecked(p); }
    Global<T> operator+(long long n) const { return {p + n}; }
    operator Global<const T>() const { return {p}; }
    explicit operator bool() const { return p != nullptr; }
    bool operator==(std::nullptr_t) const { return p == nullptr; }
    bool operator!=(std::nullptr_t) const { return p != nullptr; }
};

// --- threads of a block ---

enum { EMULATOR_READY, EMULATOR_BLOCK, EMULATOR_WARP, EMULATOR_DONE };

struct EmulatorFiber {
    ucontext_t context;
    std::vector<char> stack;
    int state;
    unsigned thread;
};

static std::vector<EmulatorFiber*> emulatorFibers;
static ucontext_t emulatorScheduler;
static EmulatorFiber* emulatorCurrent;
static unsigned emulatorStarted, emulatorThreads;
static void (*emulatorRun)(void**);
static void** emulatorArguments;
static int emulatorAborted;

static void emulatorAt(unsigned thread) {
    threadIdx = {thread % blockDim.x, thread / blockDim.x % blockDim.y, thread / (blockDim.x * blockDim.y)};
}

/** Runs threads that have not begun, until one has to wait: the scheduler then lets another fiber go on with the rest. */
static void emulatorFiber() {
    for (;;) {
        try {
            while (emulatorStarted < emulatorThreads) {
                emulatorCurrent->thread = emulatorStarted++;
                emulatorAt(emulatorCurrent->thread);
                emulatorRun(emulatorArguments);
            }
        } catch (const emulator::Abort& abort) {
            emulatorAborted = abort.error;
        }
        emulatorCurrent->state = EMULATOR_DONE;
        swapcontext(&emulatorCurrent->context, &emulatorScheduler);
    }
}

static void emulatorWait(int state) {
    EmulatorFiber* self = emulatorCurrent;
    self->state = state;
    swapcontext(&self->context, &emulatorScheduler);
    emulatorAt(self->thread);
}

static void emulatorResume(EmulatorFiber* fiber) {
    emulatorCurrent = fiber;
    fiber->state = EMULATOR_READY;
    swapcontext(&emulatorScheduler, &fiber->context);
}

static EmulatorFiber* emulatorNew() {
    EmulatorFiber* fiber = new EmulatorFiber();
    fiber->stack.resize(96 << 10);
    getcontext(&fiber->context);
    fiber->context.uc_stack.ss_sp = fiber->stack.data();
    fiber->context.uc_stack.ss_size = fiber->stack.size();
    fiber->context.uc_link = nullptr;
    makecontext(&fiber->context, (void (*)())emulatorFiber, 0);
    return fiber;
}

static void emulatorBlock() {
    emulatorStarted = 0;
    size_t used = 0;
    while (emulatorStarted < emulatorThreads && !emulatorAborted) {
        if (used == emulatorFibers.size()) {
            emulatorFibers.push_back(emulatorNew());
        }
        emulatorResume(emulatorFibers[used++]);
    }
    for (bool waiting = true; waiting && !emulatorAborted;) {
        waiting = false;
        bool progressed = false;
        size_t atBlock = 0, done = 0;
        for (size_t i = 0; i < used; i++) {
            atBlock += emulatorFibers[i]->state == EMULATOR_BLOCK;
            done += emulatorFibers[i]->state == EMULATOR_DONE;
        }
        bool releaseBlock = atBlock > 0 && atBlock + done == used;
        std::vector<EmulatorFiber*> released;
        for (size_t i = 0; i < used; i++) {
            EmulatorFiber* fiber = emulatorFibers[i];
            bool go = fiber->state == EMULATOR_BLOCK && releaseBlock;
            if (fiber->state == EMULATOR_WARP) {
                go = true;
                for (size_t j = 0; j < used; j++) {
                    EmulatorFiber* other = emulatorFibers[j];
                    if (other->thread / 32 == fiber->thread / 32 && other->state == EMULATOR_BLOCK) {
                        go = false;
                    }
                }
            }
            if (go) {
                released.push_back(fiber);
            }
        }
        for (EmulatorFiber* fiber : released) {
            progressed = true;
            emulatorResume(fiber);
            if (emulatorAborted) {
                break;
            }
        }
        for (size_t i = 0; i < used; i++) {
            waiting |= emulatorFibers[i]->state == EMULATOR_BLOCK || emulatorFibers[i]->state == EMULATOR_WARP;
        }
        if (waiting && !progressed && !emulatorAborted) {
            emulatorAborted = 719;
            emulatorFibers.clear();
            emulator::fault(719, std::string("kernel ") + emulatorKernel + ": threads wait at different barriers for ever");
        }
    }
    if (emulatorAborted) {
        emulatorFibers.clear();  // those in the midst of a kernel are given up
    }
}

struct EmulatorConfiguration {
    unsigned grid[3];
    unsigned block[3];
    const char* name;
};

extern "C" void emulator_launch(const EmulatorConfiguration* c, void (*run)(void**), void** arguments) {
    memset(emulatorBegin, 0, sizeof emulatorBegin);
    memset(emulatorEnd, 0, sizeof emulatorEnd);
    emulatorKernel = c->name;
    gridDim = {c->grid[0], c->grid[1], c->grid[2]};
    blockDim = {c->block[0], c->block[1], c->block[2]};
    emulatorThreads = blockDim.x * blockDim.y * blockDim.z;
    emulatorRun = run;
    emulatorArguments = arguments;
    emulatorAborted = 0;
    for (unsigned z = 0; z < gridDim.z; z++) {
        for (unsigned y = 0; y < gridDim.y; y++) {
            for (unsigned x = 0; x < gridDim.x; x++) {
                blockIdx = {x, y, z};
                emulatorBlock();
                if (emulatorAborted) {
                    throw emulator::Abort{emulatorAborted};
                }
            }
        }
    }
}

static inline void __syncthreads() { emulatorWait(EMULATOR_BLOCK); }
static inline void __syncwarp(unsigned mask = ~0u) { emulatorWait(EMULATOR_WARP); }
static inline void __threadfence() {}

static uint64_t emulatorSlots[1024];

template <class T>
static T emulatorExchange(T value, unsigned lane) {
    unsigned thread = emulatorCurrent->thread;
    memcpy(&emulatorSlots[thread], &value, sizeof(T));
    emulatorWait(EMULATOR_WARP);
    T result;
    memcpy(&result, &emulatorSlots[thread / 32 * 32 + lane % 32], sizeof(T));
    emulatorWait(EMULATOR_WARP);
    return result;
}

template <class T>
static T __shfl_sync(unsigned, T value, int lane) {
    return emulatorExchange(value, lane);
}
template <class T>
static T __shfl_xor_sync(unsigned, T value, int mask) {
    return emulatorExchange(value, (emulatorCurrent->thread % 32) ^ mask);
}
template <class T>
static T __shfl_down_sync(unsigned, T value, int delta) {
    unsigned lane = emulatorCurrent->thread % 32;
    return emulatorExchange(value, lane + delta < 32 ? lane + delta : lane);
}

template <class T>
struct EmulatorSame {
    typedef T type;
};

template <class T>
static T atomicAdd(T* address, typename EmulatorSame<T>::type value) {
    T before = *address;
    *address = before + value;
    return before;
}
template <class T>
static T atomicMax(T* address, typename EmulatorSame<T>::type value) {
    T before = *address;
    *address = before < value ? value : before;
    return before;
}
template <class T>
static T atomicExch(T* address, typename EmulatorSame<T>::type value) {
    T before = *address;
    *address = value;
    return before;
}
template <class T>
static T atomicCAS(T* address, typename EmulatorSame<T>::type expected, typename EmulatorSame<T>::type value) {
    T before = *address;
    if (before == expected) {
        *address = value;
    }
    return before;
}

// --- mathematics ---

using std::isfinite;
using std::isinf;
using std::isnan;

template <class A, class B>
static inline typename std::common_type<A, B>::type min(A a, B b) {
    return b < a ? b : a;
}
template <class A, class B>
static inline typename std::common_type<A, B>::type max(A a, B b) {
    return a < b ? b : a;
}
static inline float rsqrtf(float x) { return 1 / sqrtf(x); }
static inline double rsqrt(double x) { return 1 / sqrt(x); }
static inline unsigned __umulhi(unsigned a, unsigned b) { return (unsigned)(((unsigned long long)a * b) >> 32); }
static inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
    return (unsigned long long)(((unsigned __int128)a * b) >> 64);
}
static inline double __dadd_rn(double a, double b) { return a + b; }
static inline double __dmul_rn(double a, double b) { return a * b; }
static inline float __fadd_rn(float a, float b) { return a + b; }
static inline float __fmul_rn(float a, float b) { return a * b; }
static inline unsigned __float_as_uint(float x) {
    unsigned bits;
    memcpy(&bits, &x, 4);
    return bits;
}
static inline float __uint_as_float(unsigned bits) {
    float x;
    memcpy(&x, &bits, 4);
    return x;
}
static inline int __float_as_int(float x) { return (int)__float_as_uint(x); }
static inline float __int_as_float(int bits) { return __uint_as_float((unsigned)bits); }
static inline long long __double_as_longlong(double x) {
    long long bits;
    memcpy(&bits, &x, 8);
    return bits;
}
static inline double __longlong_as_double(long long bits) {
    double x;
    memcpy(&x, &bits, 8);
    return x;
}
static inline double sinpi(double x) {
    double rest = x - 2 * rint(x / 2);
    if (fabs(rest) > 0.5) {
        rest = copysign(1.0, rest) - rest;
    }
    return sin(M_PI * rest);
}
static inline double cospi(double x) { return sinpi(0.5 - fabs(x - 2 * rint(x / 2))); }

/** e^(x²)·erfc(x): a continued fraction far out, the definition near 0. */
static inline double erfcx(double x) {
    if (x < 5) {
        return x < -27 ? INFINITY : (double)(expl((long double)x * x) * erfcl((long double)x));
    }
    if (std::isinf(x)) {
        return 0;
    }
    double fraction = x;
    for (int k = 60; k >= 1; k--) {
        fraction = x + k / 2.0 / fraction;
    }
    return 1 / (sqrt(M_PI) * fraction);
}
static inline double erfcinv(double y) {
    if (!(y >= 0 && y <= 2)) {
        return NAN;
    }
    if (y == 0 || y == 2) {
        return y == 0 ? INFINITY : -INFINITY;
    }
    if (y > 1) {
        return -erfcinv(2 - y);
    }
    double target = log(y), x = y > 0.5 ? (1 - y) * sqrt(M_PI) / 2 : sqrt(-target);
    for (int i = 0; i < 60; i++) {
        double scaled = erfcx(x);
        double step = (target - (log(scaled) - x * x)) * scaled * sqrt(M_PI) / 2;
        x -= step;
        if (fabs(step) <= 1e-14 * fabs(x)) {
            break;
        }
    }
    return x;
}
static inline double erfinv(double y) {
    double magnitude = fabs(y);
    if (magnitude > 0.5 || std::isnan(y)) {
        return magnitude <= 1 ? copysign(erfcinv(1 - magnitude), y) : NAN;
    }
    double x = y * sqrt(M_PI) / 2;
    for (int i = 0; i < 30; i++) {
        x -= (erf(x) - y) * sqrt(M_PI) / 2 * exp(x * x);
    }
    return x;
}
static inline double normcdf(double x) { return 0.5 * erfc(-x / sqrt(2.0)); }
static inline double normcdfinv(double p) { return -sqrt(2.0) * erfcinv(2 * p); }

// --- how a launch gets at a kernel ---

struct EmulatorLauncher {
    int parameters;
    const int* sizes;
    void (*run)(void**);
};

template <class... A, size_t... I>
static inline void emulatorCall(void (*kernel)(A...), void** arguments, std::index_sequence<I...>) {
    kernel(*(A*)arguments[I]...);
}
template <class... A>
static inline void emulatorCall(void (*kernel)(A...), void** arguments) {
    emulatorCall(kernel, arguments, std::index_sequence_for<A...>());
}
template <class... A>
static EmulatorLauncher emulatorDescribe(void (*)(A...), void (*run)(void**)) {
    static const int sizes[] = {(int)sizeof(A)..., 0};
    return {(int)sizeof...(A), sizes, run};
}

#define EMULATOR_KERNEL(name)                                                             \
    static void emulator_run_##name(void** arguments) { emulatorCall(name, arguments); } \
    extern "C" EmulatorLauncher emulator_launcher_##name;                                 \
    EmulatorLauncher emulator_launcher_##name = emulatorDescribe(name, emulator_run_##name);
