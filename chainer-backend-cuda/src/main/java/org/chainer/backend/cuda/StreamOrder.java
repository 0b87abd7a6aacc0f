package org.chainer.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.global.cudart;

/** Lets one device's stream wait for what another's was asked so far; no thread of the host waits. */
final class StreamOrder implements AutoCloseable {
    private final List<CUevent_st> events = new ArrayList<>();

    /** What {@code later} is asked from now on begins when {@code earlier} is done with what it was asked so far. */
    void after(CudaContext later, CudaContext earlier) {
        CUevent_st event = new CUevent_st();
        earlier.enter();
        CudaErrors.runtime(
                cudart.cudaEventCreateWithFlags(event, cudart.cudaEventDisableTiming),
                "cudaEventCreateWithFlags",
                earlier,
                "ordering two devices' work");
        events.add(event);
        CudaErrors.runtime(
                cudart.cudaEventRecord(event, earlier.stream()),
                "cudaEventRecord",
                earlier,
                "ordering two devices' work");
        later.enter();
        CudaErrors.runtime(
                cudart.cudaStreamWaitEvent(later.stream(), event, 0),
                "cudaStreamWaitEvent",
                later,
                "ordering two devices' work");
    }

    @Override
    public void close() {
        for (CUevent_st event : events) {
            cudart.cudaEventDestroy(event);
        }
    }
}
