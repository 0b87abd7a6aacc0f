package org.chainer.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.golden.GoldenCase;
import org.chainer.golden.GoldenOps;
import org.junit.jupiter.api.Test;

/**
 * Every function is called with inputs that are wrong in one way: dtype, rank, length of an axis, device, index. It computes what {@code
 * accepted-inputs.txt} lists, and refuses the rest with a message that names it (or the function it is made of) and the argument, and says what was
 * expected and what came.
 */
class RefusalTest {
    /** Messages of functions that are made of another one, or of Chainer's name for an operator, have that one's name. */
    private static final Map<String, String> OTHER_NAMES = new HashMap<>();

    /** The words by which messages say what is expected: a condition, or the limit that was passed. */
    private static final Pattern EXPECTATION = Pattern.compile(
            "Expect: |expected|must |needs |different devices|different dtypes|neither|is not one of|not in "
                    + "|is out of range for|more than the|can't be divided into|has room for|the batch has|has items for");

    /** The words by which messages say which argument is wrong: its name with what it lacks, or what it holds. */
    private static final Pattern ARGUMENT = Pattern.compile(
            "\\w+(\\[\\d+\\])*\\.(shape|dtype|ndim|size)|input \\d"
                    + "|\\b(xs\\[\\d+\\]|[xW]|running_mean|array|id|index|label|region|channels|indices|mask|sample_size|stride|pad|pad_width|ksize|shape) ");

    /** Functions of F that share the checks of another one. */
    private static final Map<String, String> SAME_CHECKS = Map.ofEntries(
            Map.entry("rreluReturnR", "rrelu"),
            Map.entry("dropoutReturnMask", "dropout"),
            Map.entry("gaussianReturnEps", "gaussian"),
            Map.entry("maxPoolingReturnIndices", "max_pooling_nd"),
            Map.entry("negativeSamplingReturnSamples", "negative_sampling"),
            Map.entry("fbetaScore", "f1_score"));

    static {
        for (String text : List.of(
                "absolute=|_|",
                "add=_ + _",
                "sub=_ - _",
                "mul=_ * _",
                "div=_ / _",
                "floordiv=_ // _",
                "pow=_ ** _",
                "average=mean",
                "get_item=index array",
                "batch_det=det",
                "batch_inv=inv",
                "batch_matmul=matmul",
                "connectionist_temporal_classification=ctc",
                "convolution_1d=convolution",
                "convolution_2d=convolution",
                "convolution_3d=convolution",
                "convolution_nd=convolution",
                "depthwise_convolution_2d=convolution",
                "dilated_convolution_2d=convolution",
                "deconvolution_1d=deconvolution",
                "deconvolution_2d=deconvolution",
                "deconvolution_3d=deconvolution",
                "deconvolution_nd=deconvolution",
                "local_convolution_2d=im2col",
                "f1_score=classification_summary",
                "precision=classification_summary",
                "recall=classification_summary",
                "fixed_batch_renormalization=fixed_batch_normalization",
                "fliplr=flip",
                "ifft=fft",
                "average_pooling_1d=average_pooling",
                "average_pooling_2d=average_pooling",
                "average_pooling_3d=average_pooling",
                "average_pooling_nd=average_pooling",
                "max_pooling_1d=max_pooling",
                "max_pooling_2d=max_pooling",
                "max_pooling_3d=max_pooling",
                "max_pooling_nd=max_pooling",
                "spatial_pyramid_pooling_2d=max_pooling",
                "unpooling_1d=unpooling",
                "unpooling_2d=unpooling",
                "unpooling_3d=unpooling",
                "unpooling_nd=unpooling",
                "relu6=clipped_relu",
                "selu=elu",
                "sparse_matmul=coo",
                "squared_difference=squared_error",
                "stack=concat",
                "hstack=concat",
                "vstack=concat")) {
            int at = text.indexOf('=');
            OTHER_NAMES.put(text.substring(0, at), text.substring(at + 1));
        }
    }

    /** A function with inputs that fit. */
    private record Case(String op, boolean train, Variable[] inputs, Function<Variable[], Variable[]> call) {}

    private static List<Case> cases() {
        GoldenOps ops = GoldenOps.all();
        List<Case> cases = GoldenCase.bundled("f4").stream()
                .filter(c -> ops.isCall(c.op()))
                .map(c -> new Case(c.op(), c.train(), c.inputs(), x -> ops.call(c, x)))
                .collect(Collectors.toList());
        cases.add(new Case("zoneout", true, floats(2, 2, 3), x -> one(F.zoneout(x[0], x[1], 0.4))));
        cases.add(new Case("gaussian", true, floats(2, 2, 3), x -> one(F.gaussian(x[0], x[1]))));
        cases.add(new Case("gumbel_softmax", true, floats(1, 2, 3), x -> one(F.gumbelSoftmax(x[0], 0.5))));
        return cases;
    }

    private static Variable[] one(Variable y) {
        return new Variable[] {y};
    }

    private static Variable[] floats(int count, long... shape) {
        Variable[] x = new Variable[count];
        for (int i = 0; i < count; i++) {
            x[i] = new Variable(FunctionChecks.uniform(i, -1, 1, shape).astype(DType.FLOAT32));
        }
        return x;
    }

    /** Arrays that are wrong in one way each, by the way's name. */
    private static Map<String, NDArray> wrong(NDArray x, boolean alone) {
        Map<String, NDArray> all = new LinkedHashMap<>();
        if (x.dtype().isFloating()) {
            all.put("int", x.astype(DType.INT32));
            if (!alone) {
                all.put("wide", x.astype(DType.FLOAT64));
            }
        } else {
            all.put("float", x.astype(DType.FLOAT32));
            if (x.dtype().isInteger()) {
                all.put("large", x.copy().fill(1000000));
                all.put("negative", x.copy().fill(-1000000));
            }
        }
        all.put("rank+1", x.expandDims(0));
        all.put("rank+1e", x.expandDims(x.rank()));
        if (x.rank() > 0) {
            all.put("rank-1", x.select(0, 0));
        }
        for (int axis = 0; axis < x.rank(); axis++) {
            all.put("axis" + axis + "+1", NDArrays.concatenate(axis, x, x.slice(axis, 0, 1)));
            if (x.dim(axis) > 1) {
                all.put("axis" + axis + "-1", x.slice(axis, 0, x.dim(axis) - 1));
            }
            all.put("axis" + axis + "=0", x.slice(axis, 0, 0));
        }
        for (Device device : Devices.available()) {
            if (device != x.device() && device.isHost()) {
                all.put("device", x.toDevice(device));
            }
        }
        return all;
    }

    @Test
    void wrongInputsAreRefusedByName() throws IOException {
        Map<String, Set<String>> listed = accepted();
        Map<String, String> problems = new TreeMap<>();
        for (Case c : cases()) {
            int step = c.inputs.length > 10 ? 5 : 1;
            for (int i = 0; i < c.inputs.length; i += step) {
                int at = i;
                String input = "x" + i + ".";
                wrong(c.inputs[i].array(), c.inputs.length == 1).forEach((way, array) -> {
                    Variable[] x = c.inputs.clone();
                    x[at] = new Variable(array, array.dtype().isFloating());
                    boolean accepted = listed.getOrDefault(c.op, Set.of()).contains(input + way);
                    String problem = problem(c, x, at, way, accepted);
                    if (problem != null) {
                        problems.put(c.op + " " + input + way, problem);
                    }
                });
            }
        }
        assertThat(problems).isEmpty();
    }

    private static String problem(Case c, Variable[] x, int wrong, String way, boolean accepted) {
        try (Chainer.Scope mode = Chainer.usingConfig(Config.TRAIN, c.train)) {
            for (Variable y : c.call.apply(x)) {
                y.array().copy();
            }
            return accepted ? null : "was not refused";
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            String message = String.valueOf(e.getMessage());
            String text = letters(message);
            if (!e.getStackTrace()[0].getClassName().startsWith("org.chainer.")) {
                return "no check of ours: " + e;
            }
            boolean named = text.contains(letters(c.op))
                    || OTHER_NAMES.containsKey(c.op) && text.contains(letters(OTHER_NAMES.get(c.op)));
            return named ? missing(message, way, x[wrong]) : "not named: " + message;
        } catch (RuntimeException | Error e) {
            return "failed: " + e;
        }
    }

    /** What a message lacks of the argument, what was expected of it, and what came; null if nothing. */
    private static String missing(String message, String way, Variable came) {
        if (!ARGUMENT.matcher(message).find()) {
            return "argument not named: " + message;
        }
        if (!EXPECTATION.matcher(message).find()) {
            return "no expectation: " + message;
        }
        NDArray array = came.array();
        boolean said;
        if (way.equals("device")) {
            said = message.contains(Devices.current().name())
                    && message.contains(array.device().name());
        } else if (way.equals("int") || way.equals("wide") || way.equals("float")) {
            said = message.contains(array.dtype().toString())
                    || message.contains(array.shape().toString());
        } else if (way.equals("large") || way.equals("negative")) {
            said = message.contains("1000000");
        } else {
            said = message.contains(array.shape().toString())
                    || Arrays.stream(array.shape().toArray()).anyMatch(dim -> message.contains(Long.toString(dim)))
                    || message.contains(Integer.toString(array.rank()));
        }
        return said ? null : "what came is not said: " + message;
    }

    private static String letters(String text) {
        return text.replace("_", "").replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, Set<String>> accepted() throws IOException {
        Map<String, Set<String>> accepted = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                RefusalTest.class.getResourceAsStream("accepted-inputs.txt"), StandardCharsets.UTF_8))) {
            reader.lines().forEach(line -> {
                int at = line.indexOf(": ");
                accepted.put(
                        line.substring(0, at), Set.of(line.substring(at + 2).split(" ")));
            });
        }
        return accepted;
    }

    @Test
    void everyFunctionIsAmongThem() {
        Set<String> tried = cases().stream().map(c -> c.op.replace("_", "")).collect(Collectors.toSet());
        Set<String> forgotten = Arrays.stream(F.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !SAME_CHECKS.containsKey(name))
                .filter(name -> !tried.contains(name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(forgotten)
                .as("functions whose refusals are not tried; forget takes any function")
                .containsExactly("forget", "forgetAll");
    }
}
