package org.chainer.examples.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.array.DType;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures workloads and prints one JSON line for each on standard output. */
@Command(
        name = "bench",
        header = "Speed and memory of workloads, one JSON line each.",
        description = "Measures speed and memory of workloads; prints one JSON line for each.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Bench implements Callable<Integer> {
    private static final double PEAK_SECONDS = 2;

    @Parameters(
            arity = "1..*",
            paramLabel = "WORKLOAD",
            description = {
                "ptb650, ptb200: training iterations of a language model, step by step; items are words.",
                "mlp, cnn: training iterations on images; items are images.",
                "peak: a 2048\u00b3 product.",
                "dispatch: additions of one element.",
                "eval: evaluation of a language model, batch 1; items are words.",
                "resume: saving and loading a model; items are such pairs.",
                "prefetch: training on a data set as slow as the training step; items are examples."
            })
    private List<String> workloads;

    @Option(
            names = "--threads",
            description = "Number of compute threads. Default: the physical cores (-Dchainer.threads).")
    private Integer threads;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long to measure each workload. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = {"--device", "-d"},
            defaultValue = "cpu",
            description = "Device. Default: ${DEFAULT-VALUE}.")
    private String deviceName;

    @Option(
            names = "--dtype",
            defaultValue = "float32",
            description = "Dtype of parameters. Default: ${DEFAULT-VALUE}.")
    private String dtypeName;

    @Override
    public Integer call() throws JsonProcessingException {
        if (threads != null) {
            System.setProperty("chainer.threads", threads.toString());
        }
        DType dtype = DType.of(dtypeName);
        Device device = Devices.get(deviceName);
        try (DeviceScope scope = device.use();
                Chainer.Scope parameters = Chainer.usingConfig(Config.DTYPE, dtype)) {
            double peak = gflops(new PeakWorkload(dtype), PEAK_SECONDS);
            device.pool().trim();
            for (String name : workloads) {
                System.out.println(measure(name, device, dtype, peak));
            }
        }
        return 0;
    }

    private static Workload workload(String name, DType dtype) {
        return switch (name) {
            case "ptb650" -> new LanguageModelWorkload(650);
            case "ptb200" -> new LanguageModelWorkload(200);
            case "mlp" -> FeedForwardWorkload.mlp(dtype);
            case "cnn" -> FeedForwardWorkload.cnn(dtype);
            case "peak" -> new PeakWorkload(dtype);
            case "dispatch" -> new DispatchWorkload(dtype);
            case "eval" -> new EvaluationWorkload();
            case "resume" -> new ResumeWorkload();
            case "prefetch" -> new PrefetchWorkload(dtype);
            default ->
                throw new IllegalArgumentException("there is no workload '" + name
                        + "'; there are ptb650, ptb200, mlp, cnn, peak, dispatch, eval,"
                        + " resume, prefetch");
        };
    }

    private static double gflops(Workload workload, double seconds) {
        return new Measurement(workload, seconds).median() * workload.flopPerItem() / 1e9;
    }

    private String measure(String name, Device device, DType dtype, double peak) throws JsonProcessingException {
        device.pool().resetPeak();
        Workload workload = workload(name, dtype);
        Measurement measured = new Measurement(workload, seconds);
        double gflops = measured.median() * workload.flopPerItem() / 1e9;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("workload", name);
        line.put("device", device.name());
        line.put(
                "threads",
                Integer.getInteger("chainer.threads", Runtime.getRuntime().availableProcessors()));
        line.put("dtype", dtype.toString());
        line.put("items_per_s", rounded(measured.median()));
        line.put("spread", rounded(measured.spread()));
        line.put("gflops", rounded(gflops));
        line.put("peak_gflops", rounded(peak));
        line.put("fraction_of_peak", rounded(gflops / peak));
        line.put("peak_rss_mb", Process.peakResidentMegabytes());
        if (!Double.isNaN(workload.firstLoss())) {
            line.put("loss0", rounded(workload.firstLoss()));
        }
        line.put("iterations", measured.iterations());
        line.put("heap_kb_per_iteration", measured.heapBytesPerIteration() / 1024);
        line.put("gc_share", rounded(measured.collectionShare()));
        line.put("gc_count", measured.collections());
        line.put("gc_longest_ms", measured.longestPauseMillis());
        line.put("pool_peak_mb", device.pool().statistics().peak() >> 20);
        line.putAll(workload.details());
        return new ObjectMapper().writeValueAsString(line);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
