package org.chainer.functionhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.chainer.Chainer;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.junit.jupiter.api.Test;

class FunctionHooksTest {
    private final Variable x = new Variable(NDArray.ones(DType.FLOAT32, 100, 100));

    private void useNetwork() {
        Variable h = F.relu(F.relu(x));
        F.sum(h).backward();
    }

    private static String printed(Consumer<PrintStream> action) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        action.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void timer() {
        TimerHook hook = new TimerHook();
        try (Chainer.Scope scope = Chainer.usingHook(hook)) {
            useNetwork();
        }
        useNetwork();
        assertThat(hook.callHistory())
                .extracting(TimerHook.Call::functionName)
                .startsWith("ReLU", "ReLU", "Sum")
                .filteredOn(name -> name.equals("ReLU"))
                .hasSize(4);
        assertThat(hook.summary().get("ReLU").occurrence()).isEqualTo(4);
        double sum = hook.callHistory().stream()
                .mapToDouble(TimerHook.Call::elapsedTime)
                .sum();
        assertThat(hook.summary().values().stream()
                        .mapToDouble(TimerHook.Record::elapsedTime)
                        .sum())
                .isCloseTo(sum, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(hook.totalTime()).isPositive().isLessThanOrEqualTo(sum + 1e-12);
    }

    @Test
    void timeReport() {
        TimerHook hook = new TimerHook();
        assertThat(printed(out -> hook.printReport("auto", out)).lines())
                .containsExactly("FunctionName  ElapsedTime  Occurrence");
        try (Chainer.Scope scope = Chainer.usingHook(hook)) {
            F.relu(x);
            F.sum(x);
        }
        List<String> lines = printed(out -> hook.printReport("ns", out)).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).matches(" +ReLU +[0-9]+\\.[0-9]{2}ns +1");
        assertThat(lines).allMatch(line -> line.length() == lines.get(0).length());
        for (String unit : List.of("sec", "ms", "us", "auto", "auto_foreach")) {
            assertThat(printed(out -> hook.printReport(unit, out)))
                    .containsPattern("Sum +[0-9]+\\.[0-9]{2}(sec|ms|us|ns)");
        }
        assertThatThrownBy(() -> hook.printReport("hours", System.out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'hours'");
    }

    /** A function whose forward pass applies other functions, and throws if asked to. */
    private static final class Outer extends FunctionNode {
        private final boolean fail;

        Outer(boolean fail) {
            this.fail = fail;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            Variable inner = F.exp(new Variable(in[0], false));
            if (fail) {
                throw new IllegalStateException("on purpose");
            }
            return arrays(inner.array());
        }
    }

    @Test
    void functionsInsideOthersAreNotCountedTwice() {
        TimerHook timer = new TimerHook();
        MemoryHook memory = new MemoryHook();
        try (Chainer.Scope first = Chainer.usingHook(timer);
                Chainer.Scope second = Chainer.usingHook(memory)) {
            assertThatThrownBy(() -> new Outer(true).apply(x)).hasMessage("on purpose");
            new Outer(false).apply(x);
            F.exp(x);
        }
        assertThat(timer.callHistory())
                .extracting(TimerHook.Call::functionName)
                .containsExactly("exp", "exp", "Outer", "exp");
        assertThat(timer.totalTime())
                .isLessThan(timer.callHistory().stream()
                        .mapToDouble(TimerHook.Call::elapsedTime)
                        .sum());
        assertThat(memory.callHistory()).extracting(MemoryHook.Call::depth).containsExactly(1, 2, 1, 1);
    }

    @Test
    void memory() {
        MemoryHook hook = new MemoryHook();
        try (Chainer.Scope scope = Chainer.usingHook(hook)) {
            F.relu(x);
            F.reshape(x, 10000);
            F.sum(x).backward();
        }
        assertThat(hook.summary().get("ReLU").usedBytes()).isBetween(40000L, 50000L);
        assertThat(hook.summary().get("Reshape").usedBytes()).isZero();
        assertThat(hook.summary().get("Sum").occurrence()).isEqualTo(2);
        assertThat(hook.totalUsedBytes())
                .isEqualTo(hook.callHistory().stream()
                        .mapToLong(MemoryHook.Call::usedBytes)
                        .sum());
        assertThat(hook.totalAcquiredBytes()).isBetween(0L, hook.totalUsedBytes());
    }

    @Test
    void memoryReport() {
        MemoryHook hook = new MemoryHook();
        assertThat(printed(out -> hook.printReport("auto", out)).lines())
                .containsExactly("FunctionName  UsedBytes  AcquiredBytes  Occurrence");
        try (Chainer.Scope scope = Chainer.usingHook(hook)) {
            F.relu(x);
            F.reshape(x, 10000);
        }
        assertThat(printed(out -> hook.printReport("B", out))).containsPattern("ReLU +[0-9]+\\.00B +[0-9]+\\.00B +1");
        assertThat(printed(out -> hook.printReport("auto", out)))
                .containsPattern("ReLU +[0-9]{2}\\.[0-9]{2}KB")
                .containsPattern("Reshape +0\\.00KB");
        assertThat(printed(out -> hook.printReport("auto_foreach", out)))
                .containsPattern("ReLU +[0-9]{2}\\.[0-9]{2}KB")
                .containsPattern("Reshape +0\\.00B");
        assertThatThrownBy(() -> hook.printReport("kB", System.out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'kB'");
    }

    @Test
    void print() {
        String text = printed(out -> {
            try (Chainer.Scope scope = Chainer.usingHook(new PrintHook(out))) {
                Variable a = new Variable(NDArray.of(1f, 3f));
                F.sum(a.mul(a)).backward();
            }
        });
        String device = x.device().name();
        assertThat(text.lines().map(line -> line.replaceAll("0x[0-9a-f]+", "0x")))
                .startsWith(
                        "function\t_ * _",
                        "input data",
                        "<variable at 0x>",
                        "- device: " + device,
                        "- backend: " + x.device().backend().name(),
                        "- shape: (2,)",
                        "- dtype: float32",
                        "- statistics: mean=2.00000000, std=1.00000000",
                        "- grad: None",
                        "<variable at 0x>");
        assertThat(text)
                .contains(
                        "function\tSum" + System.lineSeparator() + "input data" + System.lineSeparator() + "(removed)")
                .contains("output gradient")
                .contains("- grad: mean=1.00000000, std=0.00000000");
    }

    @Test
    void aVariablesSummary() {
        Variable v = new Variable(NDArray.of(1.0, 2.0));
        v.setName("v");
        v.zeroGrad();
        assertThat(v.debugPrint())
                .isEqualTo(
                        "<variable v>\n- device: " + v.device().name() + "\n- backend: "
                                + v.device().backend().name()
                                + "\n- shape: (2,)\n- dtype: float64\n- statistics: mean=1.50000000, std=0.50000000\n- grad: 0");
        assertThat(new Variable(NDArray.of(new int[0]), false).debugPrint()).contains("mean=NaN");
    }
}
