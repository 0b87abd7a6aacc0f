// Stand-in for libnvrtc: turns a kernel's source into C++ for g++, which makes a shared library of it. What was compiled once is kept on disk.
#include "emulator.h"

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <regex>
#include <sstream>
#include <vector>

struct Program {
    std::string source;
    std::string name;
    std::string image;
    std::string log;
};

static std::string folder() {
    Dl_info info;
    dladdr((void*)&folder, &info);
    std::string path = info.dli_fname;
    return path.substr(0, path.rfind('/'));
}

static std::string read(const std::string& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

static uint64_t hash(const std::string& text) {
    uint64_t h = 1469598103934665603ull;
    for (unsigned char c : text) {
        h = (h ^ c) * 1099511628211ull;
    }
    return h;
}

static std::string compiler() {
    const char* chosen = getenv("CXX");
    return chosen == nullptr ? "g++" : chosen;
}

/** The names of the kernels in a source after the preprocessor; kernels may come from macros. */
static std::vector<std::string> kernels(const std::string& preprocessed) {
    std::vector<std::string> names;
    const std::string mark = "__attribute__((used))";
    for (size_t at = preprocessed.find(mark); at != std::string::npos; at = preprocessed.find(mark, at + 1)) {
        size_t end = preprocessed.find('(', at + mark.size());
        size_t last = preprocessed.find_last_not_of(" \n\t", end - 1);
        size_t first = preprocessed.find_last_of(" \n\t*", last) + 1;
        names.push_back(preprocessed.substr(first, last - first + 1));
    }
    return names;
}

extern "C" {

int nvrtcVersion(int* major, int* minor) {
    EMULATOR_ENTER(nvrtcVersion);
    *major = 13;
    *minor = 1;
    return 0;
}

int nvrtcCreateProgram(void** program, const char* source, const char* name, int, const char* const*, const char* const*) {
    EMULATOR_ENTER(nvrtcCreateProgram);
    *program = new Program{source, name == nullptr ? "kernel" : name, "", ""};
    return 0;
}

int nvrtcDestroyProgram(void** program) {
    delete (Program*)*program;
    *program = nullptr;
    return 0;
}

int nvrtcCompileProgram(void* program, int count, const char* const* options) {
    Program* p = (Program*)program;
    {
        EMULATOR_ENTER(nvrtcCompileProgram);
        emulator::counted("compilations");
    }
    std::string defines;
    for (int i = 0; i < count; i++) {
        if (strncmp(options[i], "-D", 2) == 0) {
            defines += std::string(" '") + options[i] + "'";
        }
    }
    // A block's dynamic shared memory has no size in the source: the most that a device has serves.
    static const std::regex dynamic("extern\\s+__shared__\\s+([\\w ]*\\w)\\s+(\\w+)\\s*\\[\\s*\\]");
    p->source = std::regex_replace(p->source, dynamic, "static $1 $2[49152 / sizeof($1)]");
    std::string text = "#include \"" + folder() + "/device.h\"\n#line 1 \"" + p->name + "\"\n" + p->source + "\n";
    char key[32];
    snprintf(key, sizeof key, "%016llx", (unsigned long long)hash(text + defines + read(folder() + "/device.h")));
    std::string cache = folder() + "/kernels";
    mkdir(cache.c_str(), 0777);
    std::string target = cache + "/" + key + ".so";
    p->image = "EMULATOR:" + target;
    if (access(target.c_str(), R_OK) == 0) {
        return 0;
    }
    std::string base = cache + "/" + key + "." + std::to_string(getpid()) + "." + std::to_string((long)p);
    {
        std::ofstream out(base + ".cpp");
        out << text;
    }
    std::string preprocess = compiler() + " -std=c++17 -E -P" + defines + " " + base + ".cpp -o " + base + ".i > " + base + ".log 2>&1";
    if (system(preprocess.c_str()) == 0) {
        std::ofstream out(base + ".cpp", std::ios::app);
        for (const std::string& name : kernels(read(base + ".i"))) {
            out << "EMULATOR_KERNEL(" << name << ")\n";
        }
    }
    unlink((base + ".i").c_str());
    std::string command = compiler() + " -std=c++17 -O1 -w -fPIC -shared" + defines + " -o " + base + ".so " + base + ".cpp " + folder() +
                          "/libcudart.so.13 > " + base + ".log 2>&1";
    int status = system(command.c_str());
    p->log = read(base + ".log");
    unlink((base + ".log").c_str());
    unlink((base + ".cpp").c_str());
    if (status != 0) {
        return 6;
    }
    rename((base + ".so").c_str(), target.c_str());
    return 0;
}

int nvrtcGetProgramLogSize(void* program, size_t* size) {
    *size = ((Program*)program)->log.size() + 1;
    return 0;
}

int nvrtcGetProgramLog(void* program, char* log) {
    strcpy(log, ((Program*)program)->log.c_str());
    return 0;
}

int nvrtcGetCUBINSize(void* program, size_t* size) {
    EMULATOR_ENTER(nvrtcGetCUBINSize);
    *size = ((Program*)program)->image.size() + 1;
    return 0;
}

int nvrtcGetCUBIN(void* program, char* image) {
    EMULATOR_ENTER(nvrtcGetCUBIN);
    strcpy(image, ((Program*)program)->image.c_str());
    return 0;
}

const char* nvrtcGetErrorString(int error) {
    switch (error) {
        case 0: return "NVRTC_SUCCESS";
        case 1: return "NVRTC_ERROR_OUT_OF_MEMORY";
        case 5: return "NVRTC_ERROR_INVALID_OPTION";
        case 6: return "NVRTC_ERROR_COMPILATION";
        default: return "NVRTC_ERROR";
    }
}
}
