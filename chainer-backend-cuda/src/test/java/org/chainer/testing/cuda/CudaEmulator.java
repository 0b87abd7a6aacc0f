package org.chainer.testing.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * Builds the emulator's libraries, once for each state of their sources, and loads them into this process before the bindings look for NVIDIA's.
 *
 * <p>System properties: {@code chainer.cuda.emulator} = true asks for the emulator, else the machine's own libraries and device serve; {@code chainer.cuda.emulator.dir} is where the
 * libraries are built (default {@code target/cuda-emulator}).
 */
public final class CudaEmulator {
    /** Each library and the source that it is built from, in the order in which they are loaded. */
    private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

    static {
        LIBRARIES.put("libcudart.so.13", "cudart.cpp");
        LIBRARIES.put("libcuda.so.1", "cuda.cpp");
        LIBRARIES.put("libnvrtc.so.13", "nvrtc.cpp");
        LIBRARIES.put("libcublasLt.so.13", "cublas.cpp");
        LIBRARIES.put("libcublas.so.13", "cublas.cpp");
        LIBRARIES.put("libcudnn_graph.so.9", "cudnn.cpp");
        LIBRARIES.put("libcudnn_ops.so.9", "cudnn.cpp");
        LIBRARIES.put("libcudnn_cnn.so.9", "cudnn.cpp");
        LIBRARIES.put("libcudnn_adv.so.9", "cudnn.cpp");
    }

    private static final String[] HEADERS = {"emulator.h", "numbers.h", "device.h"};
    private static Path folder;
    private static final String REASON = load();

    private CudaEmulator() {}

    /** Why there is no emulator here, or null if it is loaded or was not asked for. */
    public static String unavailableReason() {
        return REASON;
    }

    /** Where the libraries are; null without them. */
    static Path folder() {
        return folder;
    }

    /** Whether this process works with the emulator. */
    public static boolean isLoaded() {
        return REASON == null && isWanted();
    }

    private static boolean isWanted() {
        return Boolean.getBoolean("chainer.cuda.emulator");
    }

    private static String load() {
        if (!isWanted()) {
            return null;
        }
        try {
            Process compiler = new ProcessBuilder(compiler(), "--version").start();
            compiler.waitFor();
        } catch (IOException e) {
            return "the CUDA emulator needs g++, which is not installed (" + e.getMessage() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        try {
            folder = build();
            System.setProperty(
                    "org.bytedeco.javacpp.cachedir", folder.resolve("javacpp").toString());
            System.setProperty("chainer.cuda.cache", folder.resolve("cubin").toString());
            for (String library : LIBRARIES.keySet()) {
                System.load(folder.resolve(library).toString());
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("the CUDA emulator could not be built", e);
        }
    }

    private static String compiler() {
        String chosen = System.getenv("CXX");
        return chosen == null ? "g++" : chosen;
    }

    private static Path build() throws IOException {
        Path base = Path.of(System.getProperty("chainer.cuda.emulator.dir", "target/cuda-emulator"))
                .toAbsolutePath();
        Files.createDirectories(base);
        Map<String, byte[]> sources = new LinkedHashMap<>();
        for (String header : HEADERS) {
            sources.put(header, read(header));
        }
        for (String source : LIBRARIES.values()) {
            sources.put(source, read(source));
        }
        CRC32 sum = new CRC32();
        sources.values().forEach(sum::update);
        Path target = base.resolve(Long.toHexString(sum.getValue()));
        try (FileChannel channel =
                        FileChannel.open(base.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Files.exists(target.resolve("complete"))) {
                Files.createDirectories(target);
                for (Map.Entry<String, byte[]> source : sources.entrySet()) {
                    Files.write(target.resolve(source.getKey()), source.getValue());
                }
                compile(target);
                Files.createFile(target.resolve("complete"));
            }
            if (!lock.isValid()) {
                throw new IOException("lost the lock of " + base);
            }
        }
        return target;
    }

    private static void compile(Path folder) throws IOException {
        List<String> sources = LIBRARIES.values().stream().distinct().toList();
        for (String source : sources) {
            run(folder, List.of(compiler(), "-std=c++17", "-O2", "-fPIC", "-c", "-o", source + ".o", source));
        }
        for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
            String name = library.getKey();
            Files.writeString(folder.resolve(name + ".map"), name + " { global: *; };\n");
            List<String> command = new ArrayList<>(List.of(
                    compiler(),
                    "-shared",
                    "-Wl,-soname," + name,
                    "-Wl,--version-script," + name + ".map",
                    "-o",
                    name,
                    library.getValue() + ".o"));
            if (!name.equals("libcudart.so.13")) {
                command.add("libcudart.so.13");
            }
            command.add("-ldl");
            run(folder, command);
        }
    }

    private static void run(Path folder, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = CudaEmulator.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("source " + name + " of the CUDA emulator is missing");
            }
            return in.readAllBytes();
        }
    }
}
