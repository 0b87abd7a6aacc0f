// Elements of the types that cuBLAS and cuDNN know, as double.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstring>

namespace emulator {

/** cudaDataType: float 0, double 1, float16 2, bfloat16 14. */
inline int64_t bytesOf(int type) { return type == 0 ? 4 : type == 1 ? 8 : 2; }

inline float fromBits(uint32_t bits) {
    float x;
    memcpy(&x, &bits, 4);
    return x;
}

inline uint32_t toBits(float x) {
    uint32_t bits;
    memcpy(&bits, &x, 4);
    return bits;
}

inline float fromHalf(uint16_t h) {
    uint32_t sign = (h & 0x8000u) << 16, rest = h & 0x7fffu;
    if (rest >= 0x7c00u) {
        return fromBits(sign | 0x7f800000u | (rest & 0x3ffu) << 13);
    }
    float magnitude = rest < 0x400u ? rest * 5.9604644775390625e-8f : fromBits((rest << 13) + (112u << 23));
    return sign ? -magnitude : magnitude;
}

inline uint16_t toHalf(float x) {
    uint32_t bits = toBits(x), sign = bits >> 16 & 0x8000u, rest = bits & 0x7fffffffu;
    if (rest > 0x7f800000u) return sign | 0x7e00u;
    if (rest >= 0x477ff000u) return sign | 0x7c00u;
    if (rest < 0x38800000u) return sign | (uint32_t)rintf(fromBits(rest) * 16777216.0f);
    uint32_t rounded = rest + 0xfffu + (rest >> 13 & 1u);
    return sign | ((rounded >> 13) - (112u << 10));
}

inline uint16_t toBfloat(float x) {
    uint32_t bits = toBits(x);
    return (bits & 0x7fffffffu) > 0x7f800000u ? bits >> 16 | 0x40u : (bits + 0x7fffu + (bits >> 16 & 1u)) >> 16;
}

inline double number(const void* data, int type, int64_t index) {
    switch (type) {
        case 0: return ((const float*)data)[index];
        case 1: return ((const double*)data)[index];
        case 2: return fromHalf(((const uint16_t*)data)[index]);
        default: return fromBits((uint32_t)((const uint16_t*)data)[index] << 16);
    }
}

inline void setNumber(void* data, int type, int64_t index, double value) {
    switch (type) {
        case 0: ((float*)data)[index] = (float)value; break;
        case 1: ((double*)data)[index] = value; break;
        case 2: ((uint16_t*)data)[index] = toHalf((float)value); break;
        default: ((uint16_t*)data)[index] = toBfloat((float)value);
    }
}

}  // namespace emulator
