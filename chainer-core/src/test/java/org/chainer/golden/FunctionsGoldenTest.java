package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chainer.backend.Devices;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of {@code functions/index.json}, outputs and gradients, on the device {@code -Dchainer.device}: within rtol 1e-4 and atol 1e-5 for float32
 * (gradients 5e-4 and 5e-5), 1e-8 and 1e-10 for float64.
 */
public class FunctionsGoldenTest {
    private final GoldenOps ops = GoldenOps.all();
    private final List<Map<?, ?>> cases = cases();

    private static List<Map<?, ?>> cases() {
        List<Map<?, ?>> cases = new ArrayList<>();
        Map<?, ?> index = (Map<?, ?>) GoldenFiles.json("functions/index.json");
        for (Object entry : (List<?>) index.get("cases")) {
            cases.add((Map<?, ?>) entry);
        }
        return cases;
    }

    @TestFactory
    List<DynamicTest> chainersFigures() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<?, ?> entry : cases) {
            String name = (String) entry.get("case");
            tests.add(DynamicTest.dynamicTest(name, () -> ops.run(new GoldenCase(entry))));
        }
        System.out.println("functions: " + tests.size() + " golden cases of " + cases.size() + " from "
                + GoldenFiles.source("functions") + " on " + Devices.current());
        return tests;
    }

    @Test
    void everyNameHasACall() {
        Set<String> names = new TreeSet<>();
        cases.forEach(entry -> names.add((String) entry.get("op")));
        assertThat(ops.implemented()).containsAll(names);
    }
}
