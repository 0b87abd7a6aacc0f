// Stand-in for cuDNN's libraries: each is built from this one source.
#include "emulator.h"

extern "C" {
size_t cudnnGetVersion() {
    const char* text = getenv("CUDA_EMULATOR_CUDNN");
    return text == nullptr ? 91900 : strtoull(text, nullptr, 10);
}
}
