package org.chainer.backend.cuda;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a device was asked for since the program began; the difference of two of these tells what happened in between.
 *
 * @param launches launches of kernels
 * @param libraryCalls calls of cuBLAS and cuDNN that compute something
 * @param synchronizations how often the host waited for the device
 * @param copiesToDevice copies from host memory
 * @param copiesToHost copies to host memory
 * @param fallbacks how often a kernel that the device lacks was run on the host instead, by its name, such as {@code LinalgKernels.inverse}
 */
public record CudaStatistics(
        long launches,
        long libraryCalls,
        long synchronizations,
        long copiesToDevice,
        long copiesToHost,
        Map<String, Long> fallbacks) {

    /** All fallbacks together. */
    public long totalFallbacks() {
        return fallbacks.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What happened since an earlier moment. */
    public CudaStatistics since(CudaStatistics earlier) {
        Map<String, Long> difference = new TreeMap<>();
        fallbacks.forEach((kernel, count) -> {
            long more = count - earlier.fallbacks.getOrDefault(kernel, 0L);
            if (more != 0) {
                difference.put(kernel, more);
            }
        });
        return new CudaStatistics(
                launches - earlier.launches,
                libraryCalls - earlier.libraryCalls,
                synchronizations - earlier.synchronizations,
                copiesToDevice - earlier.copiesToDevice,
                copiesToHost - earlier.copiesToHost,
                difference);
    }
}
