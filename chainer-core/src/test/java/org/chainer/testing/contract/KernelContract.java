package org.chainer.testing.contract;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every kernel of a device gives what the reference gives. Extend it, in a backend's tests, by a class that names its device.
 *
 * <p>A kernel called with views must read and write just their elements: the memory around them is checked too, and so are the arguments that the
 * kernel is not to write.
 */
public abstract class KernelContract {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5;

    /** The device under test: by default the current one, which {@code -Dchainer.device} chooses. */
    protected Device device() {
        return Devices.current();
    }

    /** All cases, on all layouts. */
    @TestFactory
    Stream<DynamicNode> kernels() {
        Map<String, List<DynamicNode>> byMethod = new LinkedHashMap<>();
        for (KernelCase kernelCase : KernelCases.all()) {
            Method method = kernelCase.method();
            byMethod.computeIfAbsent(
                            method.getDeclaringClass().getSimpleName() + "." + method.getName(),
                            key -> new ArrayList<>())
                    .add(DynamicTest.dynamicTest(kernelCase.toString(), () -> check(kernelCase)));
        }
        return byMethod.entrySet().stream()
                .map(entry -> DynamicContainer.dynamicContainer(entry.getKey(), entry.getValue()));
    }

    /** One case of each kernel, at once from several threads that share whatever the device caches. */
    @TestFactory
    Stream<DynamicNode> kernelsFromSeveralThreads() {
        Set<Method> seen = new HashSet<>();
        return KernelCases.all().stream()
                .filter(kernelCase ->
                        kernelCase.expectedError() == null && usesFloat32(kernelCase) && seen.add(kernelCase.method()))
                .map(kernelCase -> DynamicTest.dynamicTest(kernelCase.toString(), () -> checkFromThreads(kernelCase)));
    }

    /** Nobody can add a kernel without saying here what it does. */
    @Test
    void everyKernelHasACase() {
        Set<String> missing = new TreeSet<>();
        for (Method topic : Device.class.getMethods()) {
            if (topic.getReturnType().getPackageName().equals("org.chainer.backend.kernels")) {
                for (Method method : topic.getReturnType().getMethods()) {
                    missing.add(method.toString());
                }
            }
        }
        Assertions.assertThat(missing).as("kernels found by reflection").hasSizeGreaterThan(50);
        KernelCases.all()
                .forEach(kernelCase -> missing.remove(kernelCase.method().toString()));
        Assertions.assertThat(missing)
                .as("kernels without a case in the contract")
                .isEmpty();
    }

    private static boolean usesFloat32(KernelCase kernelCase) {
        for (Object argument : kernelCase.arguments()) {
            if (argument instanceof NDArray array && array.dtype() == DType.FLOAT32 && array.size() > 1) {
                return true;
            }
        }
        return false;
    }

    private void check(KernelCase kernelCase) throws Exception {
        List<String> failures = new ArrayList<>();
        for (Layout[] layouts : Layouts.of(kernelCase)) {
            CaseRun run = new CaseRun(kernelCase, layouts, null);
            failures.addAll(run.failures(device()));
        }
        for (int[] shared : kernelCase.sharedArguments()) {
            for (Layout layout : new Layout[] {Layout.CONTIGUOUS, Layout.TRANSPOSED, Layout.GAPPED}) {
                CaseRun run = new CaseRun(kernelCase, Layouts.all(kernelCase, layout), shared);
                failures.addAll(run.failures(device()));
            }
        }
        fail(kernelCase, failures);
    }

    private void checkFromThreads(KernelCase kernelCase) throws Exception {
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                try {
                    for (int round = 0; round < ROUNDS; round++) {
                        CaseRun run = new CaseRun(kernelCase, Layouts.all(kernelCase, Layout.CONTIGUOUS), null);
                        failures.addAll(run.failures(device()));
                    }
                } catch (Exception | AssertionError e) {
                    failures.add(e.toString());
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        fail(kernelCase, List.copyOf(failures));
    }

    private void fail(KernelCase kernelCase, List<String> failures) {
        if (!failures.isEmpty()) {
            Assertions.fail(kernelCase + " on " + device().name() + ":\n" + String.join("\n", failures));
        }
    }
}
