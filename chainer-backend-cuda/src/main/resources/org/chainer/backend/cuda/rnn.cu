// org.chainer.backend.kernels.RnnKernels: a thread for each unit of a cell. The four gates of a unit are one stride apart in the arrays of gates.

template <class C>
__device__ C sigmoid(C x) {
    return 1 / (1 + exp(-x));
}

/** Number {@code gate} of the gates of a unit. */
template <class C>
__device__ C gateOf(const View& gates, int64 at, int gate, int64 stride) {
    return load<C>(gates.data, gates.dtype, at + gate * stride);
}

template <class C>
__device__ void putGate(const View& gates, int64 at, int gate, int64 stride, C value) {
    store<C>(gates.data, gates.dtype, at + gate * stride, value);
}

/** Parameters that stay where the launch has put them: strides are looked up by axis. */
#define IN(Type) const __grid_constant__ Type

#define KERNELS(name, C)                                                                                                   \
    CHAINER_KERNEL lstm_##name(IN(Extent) units, IN(View) c, IN(View) x, IN(View) cNext, IN(View) h, IN(View) activations, \
                               int64 xStride, int64 activationStride) {                                                    \
        FOR_EACH(unit, units.size) {                                                                                       \
            int64 from = place(units, x, unit);                                                                            \
            int64 to = place(units, activations, unit);                                                                    \
            C a = tanh(gateOf<C>(x, from, 0, xStride));                                                                    \
            C i = sigmoid(gateOf<C>(x, from, 1, xStride));                                                                 \
            C f = sigmoid(gateOf<C>(x, from, 2, xStride));                                                                 \
            C o = sigmoid(gateOf<C>(x, from, 3, xStride));                                                                 \
            C cell = a * i + f * get<C>(units, c, unit);                                                                   \
            put<C>(units, cNext, unit, cell);                                                                              \
            put<C>(units, h, unit, o * tanh(cell));                                                                        \
            putGate<C>(activations, to, 0, activationStride, a);                                                           \
            putGate<C>(activations, to, 1, activationStride, i);                                                           \
            putGate<C>(activations, to, 2, activationStride, f);                                                           \
            putGate<C>(activations, to, 3, activationStride, o);                                                           \
        }                                                                                                                  \
    }                                                                                                                      \
    CHAINER_KERNEL lstm_grad_##name(IN(Extent) units, IN(View) c, IN(View) cNext, IN(View) activations, IN(View) gcNext,   \
                                    IN(View) gh, IN(View) gc, IN(View) gx, int64 activationStride, int64 gxStride,         \
                                    int hasCellGradient, int hasOutputGradient) {                                          \
        FOR_EACH(unit, units.size) {                                                                                       \
            int64 from = place(units, activations, unit);                                                                  \
            int64 to = place(units, gx, unit);                                                                             \
            C a = gateOf<C>(activations, from, 0, activationStride);                                                       \
            C i = gateOf<C>(activations, from, 1, activationStride);                                                       \
            C f = gateOf<C>(activations, from, 2, activationStride);                                                       \
            C o = gateOf<C>(activations, from, 3, activationStride);                                                       \
            C tanhCell = tanh(get<C>(units, cNext, unit));                                                                 \
            C toOutput = hasOutputGradient ? get<C>(units, gh, unit) : C(0);                                               \
            C toCell = (hasCellGradient ? get<C>(units, gcNext, unit) : C(0)) + toOutput * o * (1 - tanhCell * tanhCell);  \
            C cell = get<C>(units, c, unit);                                                                               \
            put<C>(units, gc, unit, toCell * f);                                                                           \
            putGate<C>(gx, to, 0, gxStride, toCell * i * (1 - a * a));                                                     \
            putGate<C>(gx, to, 1, gxStride, toCell * a * i * (1 - i));                                                     \
            putGate<C>(gx, to, 2, gxStride, toCell * cell * f * (1 - f));                                                  \
            putGate<C>(gx, to, 3, gxStride, toOutput * tanhCell * o * (1 - o));                                            \
        }                                                                                                                  \
    }

KERNELS(float, float)
KERNELS(double, double)
