// Stand-in for libcuda, the driver: modules that the stand-in for NVRTC compiled, and their launches.
#include "emulator.h"

#include <dlfcn.h>

#include <memory>
#include <vector>

using namespace emulator;

typedef void (*Kernel)(void** arguments);

struct Launcher {
    int parameters;
    const int* sizes;
    Kernel run;
};

struct Configuration {
    unsigned grid[3];
    unsigned block[3];
    const char* name;
};

struct Module {
    void* library;
};

struct Function {
    Launcher launcher;
    std::string name;
    void (*launch)(const Configuration*, Kernel, void**);
};

extern "C" {

int cuInit(unsigned) {
    EMULATOR_ENTER(cuInit);
    return 0;
}

int cuDriverGetVersion(int* version) {
    *version = 13010;
    return 0;
}

int cuModuleLoadData(void** module, const void* image) {
    EMULATOR_ENTER(cuModuleLoadData);
    const char* text = (const char*)image;
    if (strncmp(text, "EMULATOR:", 9) != 0) {
        return 200;
    }
    void* library = dlopen(text + 9, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        complain(dlerror());
        return 200;
    }
    *module = new Module{library};
    return 0;
}

int cuModuleUnload(void* module) {
    EMULATOR_ENTER(cuModuleUnload);
    dlclose(((Module*)module)->library);
    delete (Module*)module;
    return 0;
}

int cuModuleGetFunction(void** function, void* module, const char* name) {
    EMULATOR_ENTER(cuModuleGetFunction);
    void* library = ((Module*)module)->library;
    Launcher* launcher = (Launcher*)dlsym(library, (std::string("emulator_launcher_") + name).c_str());
    void* launch = dlsym(library, "emulator_launch");
    if (launcher == nullptr || launch == nullptr) {
        return 500;
    }
    *function = new Function{*launcher, name, (void (*)(const Configuration*, Kernel, void**))launch};
    return 0;
}

int cuFuncGetParamInfo(void* function, size_t index, size_t* offset, size_t* size) {
    EMULATOR_ENTER(cuFuncGetParamInfo);
    Function* f = (Function*)function;
    if (index >= (size_t)f->launcher.parameters) {
        return 1;
    }
    *offset = 0;
    *size = (size_t)f->launcher.sizes[index];
    return 0;
}

int cuFuncGetAttribute(int* value, int attribute, void* function) {
    EMULATOR_ENTER(cuFuncGetAttribute);
    *value = attribute == 0 ? 1024 : 0;
    return 0;
}

int cuLaunchKernel(void* function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned shared,
                   void* stream, void** parameters, void** extra) {
    EMULATOR_ENTER(cuLaunchKernel);
    Function* f = (Function*)function;
    if (gx == 0 || gy == 0 || gz == 0 || bx * by * bz == 0 || bx * by * bz > 1024 || gy > 65535 || gz > 65535) {
        complain(f->name + ": launched on a grid of " + std::to_string(gx) + "x" + std::to_string(gy) + "x" + std::to_string(gz) +
                 " blocks of " + std::to_string(bx) + "x" + std::to_string(by) + "x" + std::to_string(bz) + " threads");
        return 1;
    }
    counted("launches");
    auto arguments = std::make_shared<std::vector<std::vector<char>>>();
    for (int i = 0; i < f->launcher.parameters; i++) {
        char* value = (char*)parameters[i];
        arguments->emplace_back(value, value + f->launcher.sizes[i]);
    }
    enqueue(stream, [=] {
        std::vector<void*> pointers;
        for (auto& argument : *arguments) {
            pointers.push_back(argument.data());
        }
        Configuration configuration{{gx, gy, gz}, {bx, by, bz}, f->name.c_str()};
        f->launch(&configuration, f->launcher.run, pointers.data());
    });
    return 0;
}

int cuGetErrorName(int error, const char** text) {
    static thread_local std::string name;
    switch (error) {
        case 2: name = "CUDA_ERROR_OUT_OF_MEMORY"; break;
        case 200: name = "CUDA_ERROR_INVALID_IMAGE"; break;
        case 500: name = "CUDA_ERROR_NOT_FOUND"; break;
        case 700: name = "CUDA_ERROR_ILLEGAL_ADDRESS"; break;
        case 701: name = "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES"; break;
        case 716: name = "CUDA_ERROR_MISALIGNED_ADDRESS"; break;
        case 719: name = "CUDA_ERROR_LAUNCH_FAILED"; break;
        default: name = "CUDA_ERROR_" + std::to_string(error);
    }
    *text = name.c_str();
    return 0;
}

int cuGetErrorString(int error, const char** text) { return cuGetErrorName(error, text); }
}
