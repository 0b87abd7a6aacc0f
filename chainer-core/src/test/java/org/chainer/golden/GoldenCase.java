package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.NDArray;

/** One case of {@code functions/index.json} with its arrays. */
public final class GoldenCase {
    private final String name;
    private final String op;
    private final Kwargs kwargs;
    private final boolean train;
    private final Tolerance tolerance;
    private final int outputs;
    private final List<Integer> grads = new ArrayList<>();
    private final Map<String, NDArray> arrays;
    private final Variable[] inputs;

    /** How close figures of a dtype are; float16 is Chainer's sum of roundings against ours. */
    private record Tolerance(double rtol, double atol, double gradientRtol, double gradientAtol) {
        static Tolerance of(String dtype) {
            return switch (dtype) {
                case "f2" -> new Tolerance(1e-2, 5e-3, 2e-2, 1e-2);
                case "f4" -> new Tolerance(1e-4, 1e-5, 5e-4, 5e-5);
                default -> new Tolerance(1e-8, 1e-10, 1e-8, 1e-10);
            };
        }
    }

    /** The cases of a dtype that are among the test resources, whatever the golden folder is. */
    public static List<GoldenCase> bundled(String dtype) {
        List<GoldenCase> all = new ArrayList<>();
        Map<?, ?> index = (Map<?, ?>) GoldenFiles.bundledJson("functions/index.json");
        for (Object element : (List<?>) index.get("cases")) {
            Map<?, ?> entry = (Map<?, ?>) element;
            if (entry.get("dtype").equals(dtype)) {
                all.add(new GoldenCase(entry, GoldenFiles.bundledNpz("functions/" + entry.get("case") + ".npz")));
            }
        }
        return all;
    }

    /**
     * Cases with other options, shapes and dtypes than the golden folder's, computed by Chainer in the same way: {@code golden-options} among the
     * test resources.
     */
    public static List<GoldenCase> options() {
        Map<String, Map<String, NDArray>> arrays = new HashMap<>();
        GoldenFiles.optionArrays().forEach((key, array) -> {
            int at = key.indexOf('/');
            arrays.computeIfAbsent(key.substring(0, at), name -> new HashMap<>())
                    .put(key.substring(at + 1), array);
        });
        List<GoldenCase> all = new ArrayList<>();
        Map<?, ?> index = (Map<?, ?>) GoldenFiles.optionIndex();
        for (Object element : (List<?>) index.get("cases")) {
            Map<?, ?> entry = (Map<?, ?>) element;
            all.add(new GoldenCase(entry, arrays.get((String) entry.get("case"))));
        }
        return all;
    }

    GoldenCase(Map<?, ?> entry) {
        this(entry, GoldenFiles.npz("functions/" + entry.get("case") + ".npz"));
    }

    private GoldenCase(Map<?, ?> entry, Map<String, NDArray> arrays) {
        this.arrays = arrays;
        name = (String) entry.get("case");
        op = (String) entry.get("op");
        kwargs = new Kwargs((Map<?, ?>) entry.get("kwargs"));
        train = (Boolean) entry.get("train");
        tolerance = Tolerance.of((String) entry.get("dtype"));
        outputs = ((Number) entry.get("outputs")).intValue();
        for (Object index : (List<?>) entry.get("grads")) {
            grads.add(((Number) index).intValue());
        }
        inputs = new Variable[((Number) entry.get("inputs")).intValue()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = new Variable(arrays.get("x" + i), grads.contains(i));
        }
    }

    /** Chainer's name of the function. */
    public String op() {
        return op;
    }

    /** The case's name: that of its file, without the suffix. */
    public String name() {
        return name;
    }

    /** Chainer's keyword arguments. */
    public Kwargs kwargs() {
        return kwargs;
    }

    /** Numbers of the inputs that have a gradient. */
    public List<Integer> grads() {
        return grads;
    }

    /** Whether the case is in float64. */
    public boolean isDouble() {
        return tolerance.rtol < 1e-6;
    }

    /** Whether the case is of training. */
    public boolean train() {
        return train;
    }

    /** The inputs; those that have a gradient require one. */
    public Variable[] inputs() {
        return inputs;
    }

    /** An array of the case's file. */
    public NDArray array(String key) {
        return arrays.get(key);
    }

    /** Applies the function and compares outputs and gradients. */
    void run(GoldenOps.Op function) {
        try (Chainer.Scope mode = Chainer.usingConfig(Config.TRAIN, train)) {
            Variable[] y = function.apply(inputs, this);
            assertThat(y).as("outputs of %s", name).hasSize(outputs);
            for (int i = 0; i < y.length; i++) {
                expectClose("y" + i, y[i].array(), tolerance.rtol, tolerance.atol);
            }
            if (!grads.isEmpty()) {
                compareGradients(y);
            }
        }
    }

    private void compareGradients(Variable[] y) {
        List<Variable> roots = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            if (arrays.containsKey("gy" + i)) {
                Variable root = y[i].creator() == null ? y[i].add(0) : y[i];
                root.setGrad(arrays.get("gy" + i).toDevice(root.device()));
                roots.add(root);
            }
        }
        Chainer.backward(roots.toArray(Variable[]::new));
        for (int i : grads) {
            assertThat(inputs[i].grad())
                    .as("gradient to input %s of %s", i, name)
                    .isNotNull();
            expectClose("gx" + i, inputs[i].grad(), tolerance.gradientRtol, tolerance.gradientAtol);
        }
    }

    private void expectClose(String key, NDArray actual, double rtol, double atol) {
        NDArray expected = arrays.get(key);
        assertThat(actual.shape()).as("shape of %s of %s", key, name).isEqualTo(expected.shape());
        assertThat(actual.dtype()).as("dtype of %s of %s", key, name).isEqualTo(expected.dtype());
        double[] want = expected.toDoubleArray();
        double[] have = actual.toDoubleArray();
        for (int i = 0; i < want.length; i++) {
            boolean close = Double.compare(want[i], have[i]) == 0
                    || Math.abs(want[i] - have[i]) <= atol + rtol * Math.abs(want[i])
                    || want[i] == have[i];
            assertThat(close)
                    .as(
                            "%s of %s, element %s: Chainer has %s, here it is %s\nChainer's:\n%s\nhere:\n%s",
                            key, name, i, want[i], have[i], expected, actual)
                    .isTrue();
        }
    }
}
