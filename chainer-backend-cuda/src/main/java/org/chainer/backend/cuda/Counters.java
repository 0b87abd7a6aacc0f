package org.chainer.backend.cuda;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a device has been asked for so far. */
final class Counters {
    final LongAdder launches = new LongAdder();
    final LongAdder libraryCalls = new LongAdder();
    final LongAdder synchronizations = new LongAdder();
    final LongAdder copiesToDevice = new LongAdder();
    final LongAdder copiesToHost = new LongAdder();
    private final Map<String, LongAdder> fallbacks = new ConcurrentHashMap<>();

    void fellBack(String kernel) {
        fallbacks.computeIfAbsent(kernel, key -> new LongAdder()).increment();
    }

    CudaStatistics now() {
        Map<String, Long> counts = new TreeMap<>();
        fallbacks.forEach((kernel, count) -> counts.put(kernel, count.sum()));
        return new CudaStatistics(
                launches.sum(),
                libraryCalls.sum(),
                synchronizations.sum(),
                copiesToDevice.sum(),
                copiesToHost.sum(),
                counts);
    }
}
