// Stand-in for libcudart: memory, streams, events and graphs on the host. Work of a stream is put off until somebody waits for it, as late as CUDA
// allows, so that a program that does not wait finds poison.
#include "emulator.h"

#include <deque>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace emulator {

enum {
    INVALID_VALUE = 1,
    OUT_OF_MEMORY = 2,
    INVALID_DEVICE = 101,
    NO_DEVICE = 100,
    INVALID_HANDLE = 400,
    ILLEGAL_ADDRESS = 700,
    LAUNCH_FAILED = 719,
    CAPTURE_UNSUPPORTED = 900
};

static const size_t RED_ZONE = 256;
static const unsigned char CANARY = 0xA5;
static const size_t QUARANTINE = 32u << 20;

struct Allocation {
    char* base;
    size_t bytes;
    int device;  // -1: pinned host memory
    bool ending;
};

struct Stream {
    int device;
    std::deque<std::function<void()>> queue;
    uint64_t enqueued = 0;
    uint64_t done = 0;
    bool running = false;
    bool captures = false;
    std::vector<std::function<void()>> captured;
};

struct Event {
    Stream* stream = nullptr;
    uint64_t at = 0;
};

struct Graph {
    std::vector<std::function<void()>> work;
};

struct State {
    std::recursive_mutex mutex;
    std::map<uintptr_t, Allocation> live;
    std::list<Allocation> quarantine;
    size_t quarantined = 0;
    std::map<int, size_t> used;
    std::set<Stream*> streams;
    std::set<Event*> events;
    int sticky = 0;
    std::string complaint;
    std::map<std::string, std::pair<int, long>> injected;
    std::map<std::string, long> counts;
    std::string countsText;
    std::map<std::string, long> calls;
};

static State& state() {
    static State* instance = [] {
        State* created = new State();
        const char* text = getenv("CUDA_EMULATOR_FAIL");
        if (text != nullptr) {
            char call[128];
            int error;
            long skip = 0;
            if (sscanf(text, "%127[^=]=%d@%ld", call, &error, &skip) >= 2) {
                created->injected[call] = {error, skip};
            }
        }
        fprintf(stderr, "This is the CUDA emulator of the tests: no GPU is used, nothing here says how fast one is.\n");
        return created;
    }();
    return *instance;
}

static thread_local int currentDevice = 0;
static thread_local int lastError = 0;

static int deviceCount() {
    const char* text = getenv("CUDA_EMULATOR_DEVICES");
    return text == nullptr ? 2 : atoi(text);
}

static size_t deviceMemory() {
    const char* text = getenv("CUDA_EMULATOR_MEMORY");
    return text == nullptr ? size_t(2) << 30 : strtoull(text, nullptr, 10);
}

std::recursive_mutex& lock() { return state().mutex; }

void counted(const char* what) { state().counts[what]++; }

void complain(const std::string& what) {
    state().complaint = what;
    fprintf(stderr, "CUDA emulator: %s\n", what.c_str());
}

int entered(const char* call) {
    State& s = state();
    s.calls[call]++;
    auto found = s.injected.find(call);
    if (found != s.injected.end()) {
        if (found->second.second-- <= 0) {
            int error = found->second.first;
            s.injected.erase(found);
            if (error == ILLEGAL_ADDRESS || error == LAUNCH_FAILED) {
                s.sticky = error;
            }
            return error;
        }
    }
    return s.sticky;
}

void fault(int error, const std::string& what) {
    complain(what);
    state().sticky = error;
    throw Abort{error};
}

bool range(const void* address, char** begin, char** end) {
    auto& live = state().live;
    auto next = live.upper_bound((uintptr_t)address);
    if (next == live.begin()) {
        return false;
    }
    const Allocation& found = (--next)->second;
    *begin = found.base;
    *end = found.base + found.bytes;
    return address < (const void*)*end;
}

void check(const void* address, size_t bytes, size_t alignment, const char* user) {
    char* begin;
    char* end;
    char text[300];
    if (bytes == 0) {
        return;
    }
    if (!range(address, &begin, &end)) {
        snprintf(text, sizeof text, "%s: %zu bytes at %p are in no live allocation", user, bytes, address);
        fault(ILLEGAL_ADDRESS, text);
    }
    if ((const char*)address + bytes > end) {
        snprintf(text, sizeof text, "%s: %zu bytes at %p leave their allocation of %zu bytes, which begins at %p", user, bytes,
                 address, size_t(end - begin), (void*)begin);
        fault(ILLEGAL_ADDRESS, text);
    }
    if ((uintptr_t)address % alignment != 0) {
        snprintf(text, sizeof text, "%s: address %p is not aligned to %zu bytes", user, address, alignment);
        fault(716, text);
    }
}

static void step(Stream* stream) {
    auto work = std::move(stream->queue.front());
    stream->queue.pop_front();
    if (state().sticky == 0) {
        try {
            work();
        } catch (const Abort&) {
        }
    }
    stream->done++;
}

static void drainTo(Stream* stream, uint64_t mark) {
    if (stream->running) {
        return;
    }
    stream->running = true;
    while (stream->done < mark && !stream->queue.empty()) {
        step(stream);
    }
    stream->running = false;
}

void drain(void* stream) {
    if (stream != nullptr) {
        drainTo((Stream*)stream, ((Stream*)stream)->enqueued);
    } else {
        drainAll();
    }
}

void drainAll() {
    for (Stream* stream : state().streams) {
        drainTo(stream, stream->enqueued);
    }
}

bool capturing(void* stream) { return stream != nullptr && ((Stream*)stream)->captures; }

void enqueue(void* stream, std::function<void()> work) {
    if (stream == nullptr) {
        drainAll();
        try {
            work();
        } catch (const Abort&) {
        }
        return;
    }
    Stream* target = (Stream*)stream;
    if (target->captures) {
        target->captured.push_back(std::move(work));
        return;
    }
    target->queue.push_back(std::move(work));
    target->enqueued++;
    if (target->queue.size() > 4096) {
        drain(stream);
    }
}

static int allocate(void** result, size_t bytes, int device) {
    State& s = state();
    if (bytes == 0) {
        *result = nullptr;
        return 0;
    }
    if (device >= 0 && s.used[device] + bytes > deviceMemory()) {
        return OUT_OF_MEMORY;
    }
    char* block = (char*)aligned_alloc(256, (bytes + 2 * RED_ZONE + 255) / 256 * 256);
    if (block == nullptr) {
        return OUT_OF_MEMORY;
    }
    memset(block, CANARY, RED_ZONE);
    memset(block + RED_ZONE, 0xFF, bytes);
    memset(block + RED_ZONE + bytes, CANARY, RED_ZONE);
    char* base = block + RED_ZONE;
    s.live[(uintptr_t)base] = {base, bytes, device, false};
    s.used[device] += bytes;
    *result = base;
    return 0;
}

static void finishFree(void* pointer) {
    State& s = state();
    auto found = s.live.find((uintptr_t)pointer);
    if (found == s.live.end()) {
        return;
    }
    Allocation allocation = found->second;
    for (size_t i = 0; i < RED_ZONE; i++) {
        if ((unsigned char)allocation.base[-(long)i - 1] != CANARY || (unsigned char)allocation.base[allocation.bytes + i] != CANARY) {
            complain("something was written beside an allocation of " + std::to_string(allocation.bytes) + " bytes");
            s.counts["overruns"]++;
            break;
        }
    }
    memset(allocation.base, 0xFB, allocation.bytes);
    s.live.erase(found);
    s.used[allocation.device] -= allocation.bytes;
    s.quarantine.push_back(allocation);
    s.quarantined += allocation.bytes;
    while (s.quarantined > QUARANTINE) {
        Allocation oldest = s.quarantine.front();
        s.quarantine.pop_front();
        s.quarantined -= oldest.bytes;
        free(oldest.base - RED_ZONE);
    }
}

static int beginFree(void* pointer) {
    if (pointer == nullptr) {
        return 0;
    }
    State& s = state();
    auto found = s.live.find((uintptr_t)pointer);
    if (found == s.live.end() || found->second.ending) {
        complain("an address was freed that is no live allocation (freed twice?)");
        s.counts["double frees"]++;
        return INVALID_VALUE;
    }
    found->second.ending = true;
    return 0;
}

static bool isPinned(const void* address) {
    char* begin;
    char* end;
    return range(address, &begin, &end) && state().live[(uintptr_t)begin].device < 0;
}

}  // namespace emulator

using namespace emulator;

static int failed(int error) {
    if (error != 0) {
        lastError = error;
    }
    return error;
}

#undef EMULATOR_ENTER
#define EMULATOR_ENTER(call)                                             \
    std::lock_guard<std::recursive_mutex> guard(emulator::lock());       \
    if (int error = emulator::entered(#call)) return failed(error)

extern "C" {

int cudaGetDeviceCount(int* count) {
    EMULATOR_ENTER(cudaGetDeviceCount);
    *count = deviceCount();
    return *count == 0 ? failed(NO_DEVICE) : 0;
}

int cudaSetDevice(int device) {
    EMULATOR_ENTER(cudaSetDevice);
    if (device < 0 || device >= deviceCount()) {
        return failed(INVALID_DEVICE);
    }
    currentDevice = device;
    return 0;
}

int cudaGetDevice(int* device) {
    *device = currentDevice;
    return 0;
}

int cudaDriverGetVersion(int* version) {
    EMULATOR_ENTER(cudaDriverGetVersion);
    const char* text = getenv("CUDA_EMULATOR_DRIVER");
    *version = text == nullptr ? 13010 : atoi(text);
    return 0;
}

int cudaRuntimeGetVersion(int* version) {
    EMULATOR_ENTER(cudaRuntimeGetVersion);
    *version = 13010;
    return 0;
}

int cudaDeviceGetAttribute(int* value, int attribute, int device) {
    EMULATOR_ENTER(cudaDeviceGetAttribute);
    switch (attribute) {
        case 75: *value = 8; break;
        case 76: *value = 0; break;
        case 16: *value = 4; break;
        case 115: *value = 1; break;
        default: *value = 0;
    }
    return 0;
}

int cudaMemGetInfo(size_t* free, size_t* total) {
    EMULATOR_ENTER(cudaMemGetInfo);
    *total = deviceMemory();
    *free = *total - state().used[currentDevice];
    return 0;
}

int cudaDeviceGetDefaultMemPool(void** pool, int device) {
    EMULATOR_ENTER(cudaDeviceGetDefaultMemPool);
    static char pools[16];
    *pool = &pools[device];
    return 0;
}

int cudaMemPoolSetAttribute(void*, int, void*) {
    EMULATOR_ENTER(cudaMemPoolSetAttribute);
    return 0;
}

int cudaMemPoolTrimTo(void*, size_t) {
    EMULATOR_ENTER(cudaMemPoolTrimTo);
    return 0;
}

int cudaMalloc(void** result, size_t bytes) {
    EMULATOR_ENTER(cudaMalloc);
    drainAll();
    return failed(allocate(result, bytes, currentDevice));
}

int cudaMallocAsync(void** result, size_t bytes, void* stream) {
    EMULATOR_ENTER(cudaMallocAsync);
    if (capturing(stream)) {
        return failed(CAPTURE_UNSUPPORTED);
    }
    int error = allocate(result, bytes, ((Stream*)stream)->device);
    if (error == OUT_OF_MEMORY) {
        drainAll();  // memory whose freeing is under way
        error = allocate(result, bytes, ((Stream*)stream)->device);
    }
    return failed(error);
}

int cudaFree(void* pointer) {
    EMULATOR_ENTER(cudaFree);
    drainAll();
    int error = beginFree(pointer);
    if (error == 0 && pointer != nullptr) {
        finishFree(pointer);
    }
    return failed(error);
}

int cudaFreeAsync(void* pointer, void* stream) {
    EMULATOR_ENTER(cudaFreeAsync);
    int error = beginFree(pointer);
    if (error == 0) {
        enqueue(stream, [pointer] { finishFree(pointer); });
    }
    return failed(error);
}

int cudaHostAlloc(void** result, size_t bytes, unsigned flags) {
    EMULATOR_ENTER(cudaHostAlloc);
    return failed(allocate(result, bytes, -1));
}

int cudaFreeHost(void* pointer) {
    EMULATOR_ENTER(cudaFreeHost);
    drainAll();
    int error = beginFree(pointer);
    if (error == 0 && pointer != nullptr) {
        finishFree(pointer);
    }
    return failed(error);
}

int cudaMemcpyAsync(void* to, const void* from, size_t bytes, int kind, void* stream) {
    EMULATOR_ENTER(cudaMemcpyAsync);
    if (bytes == 0) {
        return 0;
    }
    counted(kind == 1 ? "copies to device" : kind == 2 ? "copies to host" : "copies on device");
    bool host = kind == 1 ? !isPinned(from) : kind == 2 ? !isPinned(to) : false;
    if (kind == 1 && host) {
        if (capturing(stream)) {
            return failed(CAPTURE_UNSUPPORTED);
        }
        auto copy = std::make_shared<std::vector<char>>((const char*)from, (const char*)from + bytes);
        enqueue(stream, [to, copy] {
            check(to, copy->size(), 1, "cudaMemcpyAsync to device");
            memcpy(to, copy->data(), copy->size());
        });
        return 0;
    }
    if (kind == 2) {
        memset(to, 0xFF, bytes);
    }
    enqueue(stream, [to, from, bytes, kind] {
        if (kind != 1) {
            check(from, bytes, 1, "cudaMemcpyAsync from device");
        }
        if (kind != 2) {
            check(to, bytes, 1, "cudaMemcpyAsync to device");
        }
        memmove(to, from, bytes);
    });
    if (kind == 2 && host) {
        counted("synchronisations");
        drain(stream);
        return failed(state().sticky);
    }
    return 0;
}

int cudaMemcpyPeerAsync(void* to, int toDevice, const void* from, int fromDevice, size_t bytes, void* stream) {
    EMULATOR_ENTER(cudaMemcpyPeerAsync);
    counted("copies between devices");
    enqueue(stream, [=] {
        check(from, bytes, 1, "cudaMemcpyPeerAsync source");
        check(to, bytes, 1, "cudaMemcpyPeerAsync target");
        memcpy(to, from, bytes);
    });
    return 0;
}

int cudaMemsetAsync(void* to, int value, size_t bytes, void* stream) {
    EMULATOR_ENTER(cudaMemsetAsync);
    enqueue(stream, [=] {
        check(to, bytes, 1, "cudaMemsetAsync");
        memset(to, value, bytes);
    });
    return 0;
}

int cudaStreamCreateWithFlags(void** stream, unsigned flags) {
    EMULATOR_ENTER(cudaStreamCreateWithFlags);
    Stream* created = new Stream();
    created->device = currentDevice;
    state().streams.insert(created);
    *stream = created;
    return 0;
}

int cudaStreamDestroy(void* stream) {
    EMULATOR_ENTER(cudaStreamDestroy);
    drain(stream);
    state().streams.erase((Stream*)stream);
    delete (Stream*)stream;
    return 0;
}

int cudaStreamSynchronize(void* stream) {
    EMULATOR_ENTER(cudaStreamSynchronize);
    if (capturing(stream)) {
        return failed(CAPTURE_UNSUPPORTED);
    }
    counted("synchronisations");
    drain(stream);
    return failed(state().sticky);
}

int cudaDeviceSynchronize() {
    EMULATOR_ENTER(cudaDeviceSynchronize);
    counted("synchronisations");
    drainAll();
    return failed(state().sticky);
}

int cudaEventCreateWithFlags(void** event, unsigned flags) {
    EMULATOR_ENTER(cudaEventCreateWithFlags);
    Event* created = new Event();
    state().events.insert(created);
    *event = created;
    return 0;
}

int cudaEventDestroy(void* event) {
    EMULATOR_ENTER(cudaEventDestroy);
    state().events.erase((Event*)event);
    delete (Event*)event;
    return 0;
}

int cudaEventRecord(void* event, void* stream) {
    EMULATOR_ENTER(cudaEventRecord);
    ((Event*)event)->stream = (Stream*)stream;
    ((Event*)event)->at = ((Stream*)stream)->enqueued;
    return 0;
}

int cudaEventQuery(void* event) {
    EMULATOR_ENTER(cudaEventQuery);
    Event* e = (Event*)event;
    if (e->stream != nullptr && e->stream->done < e->at) {
        drainTo(e->stream, e->stream->done + 1);  // time passes
        return 600;
    }
    return 0;
}

int cudaEventSynchronize(void* event) {
    EMULATOR_ENTER(cudaEventSynchronize);
    counted("synchronisations");
    Event* e = (Event*)event;
    if (e->stream != nullptr) {
        drainTo(e->stream, e->at);
    }
    return failed(state().sticky);
}

int cudaStreamWaitEvent(void* stream, void* event, unsigned flags) {
    EMULATOR_ENTER(cudaStreamWaitEvent);
    Stream* other = ((Event*)event)->stream;
    uint64_t at = ((Event*)event)->at;
    if (other != nullptr && other != stream) {
        enqueue(stream, [other, at] { drainTo(other, at); });
    }
    return 0;
}

int cudaStreamBeginCapture(void* stream, int mode) {
    EMULATOR_ENTER(cudaStreamBeginCapture);
    drain(stream);
    ((Stream*)stream)->captures = true;
    ((Stream*)stream)->captured.clear();
    return 0;
}

int cudaStreamEndCapture(void* stream, void** graph) {
    EMULATOR_ENTER(cudaStreamEndCapture);
    Stream* s = (Stream*)stream;
    s->captures = false;
    *graph = new Graph{std::move(s->captured)};
    s->captured.clear();
    return 0;
}

int cudaGraphInstantiate(void** executable, void* graph, unsigned long long flags) {
    EMULATOR_ENTER(cudaGraphInstantiate);
    *executable = new Graph(*(Graph*)graph);
    return 0;
}

int cudaGraphLaunch(void* executable, void* stream) {
    EMULATOR_ENTER(cudaGraphLaunch);
    counted("graph launches");
    for (auto& work : ((Graph*)executable)->work) {
        enqueue(stream, work);
    }
    return 0;
}

int cudaGraphDestroy(void* graph) {
    EMULATOR_ENTER(cudaGraphDestroy);
    delete (Graph*)graph;
    return 0;
}

int cudaGraphExecDestroy(void* executable) {
    EMULATOR_ENTER(cudaGraphExecDestroy);
    delete (Graph*)executable;
    return 0;
}

int cudaDeviceCanAccessPeer(int* can, int, int) {
    EMULATOR_ENTER(cudaDeviceCanAccessPeer);
    *can = 1;
    return 0;
}

int cudaDeviceEnablePeerAccess(int, unsigned) {
    EMULATOR_ENTER(cudaDeviceEnablePeerAccess);
    return 0;
}

int cudaGetLastError() {
    int error = lastError;
    lastError = 0;
    return error;
}

static const char* const NAMES[][3] = {
    {"1", "cudaErrorInvalidValue", "invalid argument"},
    {"2", "cudaErrorMemoryAllocation", "out of memory"},
    {"3", "cudaErrorInitializationError", "initialization error"},
    {"35", "cudaErrorInsufficientDriver", "CUDA driver version is insufficient for CUDA runtime version"},
    {"100", "cudaErrorNoDevice", "no CUDA-capable device is detected"},
    {"101", "cudaErrorInvalidDevice", "invalid device ordinal"},
    {"400", "cudaErrorInvalidResourceHandle", "invalid resource handle"},
    {"700", "cudaErrorIllegalAddress", "an illegal memory access was encountered"},
    {"701", "cudaErrorLaunchOutOfResources", "too many resources requested for launch"},
    {"716", "cudaErrorMisalignedAddress", "misaligned address"},
    {"719", "cudaErrorLaunchFailure", "unspecified launch failure"},
    {"900", "cudaErrorStreamCaptureUnsupported", "operation not permitted when stream is capturing"},
};

const char* cudaGetErrorName(int error) {
    for (auto& entry : NAMES) {
        if (atoi(entry[0]) == error) {
            return entry[1];
        }
    }
    return error == 0 ? "cudaSuccess" : "cudaErrorUnknown";
}

const char* cudaGetErrorString(int error) {
    for (auto& entry : NAMES) {
        if (atoi(entry[0]) == error) {
            return entry[2];
        }
    }
    return error == 0 ? "no error" : "unknown error";
}

// --- for the tests ---

/** The call returns the error when it was called so many times more. */
void emulatorFail(const char* call, int error, long skip) {
    std::lock_guard<std::recursive_mutex> guard(lock());
    state().injected[call] = {error, skip};
}

/** Forgets injected and sticky errors, and the work that was put off. */
void emulatorReset() {
    std::lock_guard<std::recursive_mutex> guard(lock());
    state().injected.clear();
    drainAll();
    state().sticky = 0;
    state().complaint.clear();
}

/** How often something was counted since the start: "synchronisations", "launches", "double frees"; or a call's name. */
long emulatorCount(const char* what) {
    std::lock_guard<std::recursive_mutex> guard(lock());
    auto found = state().counts.find(what);
    return found != state().counts.end() ? found->second : state().calls[what];
}

long emulatorLiveBytes(int device) {
    std::lock_guard<std::recursive_mutex> guard(lock());
    drainAll();
    return (long)state().used[device];
}

long emulatorLiveAllocations() {
    std::lock_guard<std::recursive_mutex> guard(lock());
    drainAll();
    return (long)state().live.size();
}

const char* emulatorComplaint() {
    std::lock_guard<std::recursive_mutex> guard(lock());
    return state().complaint.c_str();
}
}
