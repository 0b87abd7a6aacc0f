package org.chainer.examples.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final int WARM_UP = 3;
    private static final double PEAK_SECONDS = 2;

    @Parameters(
            arity = "1..*",
            paramLabel = "WORKLOAD",
            description = "ptb650, ptb200 (training iterations of a language model), peak (a 2048\u00b3 product).")
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
    public Integer call() throws IOException {
        if (threads != null) {
            System.setProperty("chainer.threads", threads.toString());
        }
        DType dtype = DType.of(dtypeName);
        Device device = Devices.get(deviceName);
        try (DeviceScope scope = device.use();
                Chainer.Scope parameters = Chainer.usingConfig(Config.DTYPE, dtype)) {
            double peak = gflops(new PeakWorkload(dtype), PEAK_SECONDS);
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
            case "peak" -> new PeakWorkload(dtype);
            default ->
                throw new IllegalArgumentException(
                        "there is no workload '" + name + "'; there are ptb650, ptb200, peak");
        };
    }

    private static double gflops(Workload workload, double seconds) {
        double[] rates = rates(workload, seconds);
        return rates[rates.length / 2] * workload.flopPerItem() / 1e9;
    }

    /** Items a second of each iteration, sorted. */
    private static double[] rates(Workload workload, double seconds) {
        for (int i = 0; i < WARM_UP; i++) {
            workload.iterate();
        }
        List<Double> rates = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end || rates.isEmpty()) {
            long begin = System.nanoTime();
            workload.iterate();
            rates.add(workload.itemsPerIteration() / ((System.nanoTime() - begin) / 1e9));
        }
        return rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private String measure(String name, Device device, DType dtype, double peak) throws JsonProcessingException {
        Workload workload = workload(name, dtype);
        double[] rates = rates(workload, seconds);
        double median = rates[rates.length / 2];
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("workload", name);
        line.put("device", device.name());
        line.put(
                "threads",
                Integer.getInteger("chainer.threads", Runtime.getRuntime().availableProcessors()));
        line.put("dtype", dtype.toString());
        line.put("items_per_s", rounded(median));
        line.put("spread", rounded((rates[rates.length * 3 / 4] - rates[rates.length / 4]) / median));
        line.put("gflops", rounded(median * workload.flopPerItem() / 1e9));
        line.put("peak_gflops", rounded(peak));
        line.put("fraction_of_peak", rounded(median * workload.flopPerItem() / 1e9 / peak));
        line.put("peak_rss_mb", peakResidentMegabytes());
        if (!Double.isNaN(workload.firstLoss())) {
            line.put("loss0", rounded(workload.firstLoss()));
        }
        return new ObjectMapper().writeValueAsString(line);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static long peakResidentMegabytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException e) {
            return -1;
        }
        return -1;
    }
}
