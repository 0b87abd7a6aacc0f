// What the stand-in libraries share. The state lives in the stand-in for libcudart; the others link to it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <mutex>
#include <string>

namespace emulator {

struct Stream;

/** One lock for everything: a call holds it from beginning to end. */
std::recursive_mutex& lock();

/** What a call has to return before it does anything: an injected error, else a sticky one, else 0. */
int entered(const char* call);

/** Does work in the stream's order: later, when somebody waits for it. */
void enqueue(void* stream, std::function<void()> work);

/** Runs everything that a stream has to do, and what that waits for in others. */
void drain(void* stream);
void drainAll();

/** Stops the work in progress with an error that every later call returns. */
[[noreturn]] void fault(int error, const std::string& what);

/** Ends the work in progress if the bytes are not all inside one live allocation, or not aligned. */
void check(const void* address, size_t bytes, size_t alignment, const char* user);

/** The live allocation around an address; false if there is none. */
bool range(const void* address, char** begin, char** end);

/** The reason of the last error, for messages. */
void complain(const std::string& what);

void counted(const char* what);

bool capturing(void* stream);

struct Abort {
    int error;
};

}  // namespace emulator

#define EMULATOR_ENTER(call)                                             \
    std::lock_guard<std::recursive_mutex> guard(emulator::lock());       \
    if (int error = emulator::entered(#call)) return error
