// Stand-in for libcublas and libcublasLt.
#include "emulator.h"

extern "C" {
int cublasCreate_v2(void** handle) {
    EMULATOR_ENTER(cublasCreate_v2);
    *handle = new int(0);
    return 0;
}
}
