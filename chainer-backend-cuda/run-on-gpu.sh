#!/bin/bash
# Runs the CUDA backend's tests, Chainer's figures and the benchmarks on a machine with an NVIDIA device, and writes one report.
# Usage: chainer-backend-cuda/run-on-gpu.sh [REPORT]      (default: gpu-report.md here)
# Needs: the driver, CUDA 13 with NVRTC and cuBLAS, cuDNN 9, a JDK from 17 on, Maven. Where nvcc is installed it also compiles every kernel
# source for all supported architectures and reports registers and spills.
set -u
cd "$(dirname "$0")/.." || exit 1
report=$(realpath -m "${1:-gpu-report.md}")
options="-B -Dchainer.cuda.emulator=false"
status=0

section() {
    printf '\n## %s\n\n```\n' "$1" >>"$report"
    shift
    "$@" >>"$report" 2>&1
    local code=$?
    printf '```\n\nexit status %d\n' "$code" >>"$report"
    [ $code -eq 0 ] || status=1
}

machine() {
    date -u '+%Y-%m-%d %H:%M UTC'
    git log -1 --format='commit %h %s'
    nvidia-smi --query-gpu=name,driver_version,memory.total,compute_cap --format=csv
    java -version
}

# Every source as NVRTC sees it, for each architecture.
kernels() {
    local folder=chainer-backend-cuda/src/main/resources/org/chainer/backend/cuda work bad=0
    work=$(mktemp -d)
    for source in "$folder"/*.cu; do
        { cat "$folder/common.cuh"; awk -v folder="$folder" '
            /^#include "[a-z]+\.cuh"$/ { gsub(/"/, "", $2); while ((getline line < (folder "/" $2)) > 0) print line; next } { print }' \
            "$source"; } >"$work/kernels.cu"
        for architecture in 75 80 86 89 90 100; do
            nvcc -std=c++17 -arch=sm_$architecture -cubin -Xptxas -v -o "$work/out" "$work/kernels.cu" >"$work/log" 2>&1 || bad=1
            printf '%s sm_%s: ' "$(basename "$source")" $architecture
            grep -q error "$work/log" && grep error "$work/log" | head -3
            awk '/Used [0-9]+ registers/ { n++; for (i = 1; i < NF; i++) if ($i == "Used" && $(i + 1) > most) most = $(i + 1) }
                 /bytes spill stores/ { for (i = 1; i < NF; i++) if ($(i + 1) == "bytes" && $(i + 2) == "spill") spilled += $i }
                 END { printf "%d kernels, at most %d registers, %d bytes spilled\n", n, most, spilled }' "$work/log"
        done
    done
    rm -r "$work"
    return $bad
}

benchmarks() {
    local jar=chainer-examples/target/chainer-examples.jar
    for workload in peak mlp cnn ptb200 ptb650; do
        java -jar "$jar" bench $workload --device 0 --seconds 10 || return 1
    done
}

echo "# The CUDA backend on this machine" >"$report"
section "Machine" machine
command -v nvcc >/dev/null && section "Kernels by nvcc" kernels
section "Contract suite and all tests of arrays and functions" \
    mvn $options -pl chainer-backend-cuda -am test -Dtest='Cuda*Test,FallbackHookTest,*GoldenTest,org/chainer/array/*Test,org/chainer/functions/**/*Test' \
    -Dsurefire.failIfNoSpecifiedTests=false
section "Links, optimizers, language model, trainer" \
    mvn $options -pl chainer-links,chainer-training -am test -Dtest='*GoldenTest' -Dsurefire.failIfNoSpecifiedTests=false
section "Build of the examples" mvn $options -DskipTests package
section "Benchmarks" benchmarks
echo "report: $report"
exit $status
