package org.chainer.backend.cuda;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainer.array.DType;

/**
 * A parameter of a user's kernel, as CuPy writes it: {@code float32 x}, {@code T y}, {@code raw T z}.
 *
 * @param type a dtype's name or a placeholder
 * @param isRaw whether the kernel indexes it by itself
 */
record KernelParameter(String type, String name, boolean isRaw) {
    private static final Pattern FORM = Pattern.compile("(?:(raw)\\s+)?([A-Za-z_]\\w*)\\s+([A-Za-z]\\w*)");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<String> RESERVED = Set.of("i", "n");
    /** Types that a dtype is called by besides its own name. */
    private static final Map<String, DType> TYPES =
            Map.of("float", DType.FLOAT32, "double", DType.FLOAT64, "int", DType.INT32, "long long", DType.INT64);

    /** The dtype that the parameter is declared with; null for a placeholder. */
    DType dtype() {
        DType known = TYPES.get(type);
        if (known != null) {
            return known;
        }
        for (DType dtype : DType.values()) {
            if (dtype.name().toLowerCase(Locale.ROOT).equals(type)) {
                return dtype;
            }
        }
        return null;
    }

    /** The parameters of a list separated by commas. */
    static List<KernelParameter> parse(String kernel, String list) {
        List<KernelParameter> result = new ArrayList<>();
        for (String text : list.isBlank() ? new String[0] : list.split(",", -1)) {
            Matcher matcher = FORM.matcher(text.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("kernel '" + kernel + "': parameter '" + text.strip()
                        + "' is not of the form '[raw] TYPE NAME', such as 'float32 x' or 'raw T y'");
            }
            if (RESERVED.contains(matcher.group(3))) {
                throw new IllegalArgumentException("kernel '" + kernel + "': the parameter name '" + matcher.group(3)
                        + "' is reserved (i is the element's number, n the number of elements)");
            }
            result.add(new KernelParameter(matcher.group(2), matcher.group(3), matcher.group(1) != null));
        }
        return List.copyOf(result);
    }

    /** Inputs and outputs with names of their own. */
    static List<KernelParameter> all(String kernel, List<KernelParameter> inputs, List<KernelParameter> outputs) {
        List<KernelParameter> all = new ArrayList<>(inputs);
        all.addAll(outputs);
        Set<String> names = new HashSet<>();
        for (KernelParameter parameter : all) {
            if (!names.add(parameter.name)) {
                throw new IllegalArgumentException(
                        "kernel '" + kernel + "': two parameters are named '" + parameter.name + "'");
            }
        }
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("kernel '" + kernel + "' has no output parameters");
        }
        return List.copyOf(all);
    }

    static void requireIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "kernel name '" + name + "': expected a name as C has them, letters, digits and underscores");
        }
    }
}
