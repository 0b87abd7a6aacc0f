package org.chainer.backend.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** A call of a user's kernel: its arguments checked, what placeholders stand for, and the device. */
final class KernelCall {
    private final String kernel;
    private final List<KernelParameter> parameters;
    private final Object[] arguments;
    private final Map<String, DType> types = new LinkedHashMap<>();
    private final CudaDevice device;

    /**
     * @param inputs how many of the parameters are inputs; arguments are these, or also the outputs
     * @throws IllegalArgumentException if number, types or devices do not fit
     */
    KernelCall(String kernel, List<KernelParameter> parameters, int inputs, Object... arguments) {
        this.kernel = kernel;
        this.parameters = parameters;
        if (arguments.length != inputs && arguments.length != parameters.size()) {
            throw new IllegalArgumentException("kernel '" + kernel + "': " + arguments.length + " arguments, expected "
                    + inputs + " (inputs) or " + parameters.size() + " (inputs and outputs)");
        }
        this.arguments = Arrays.copyOf(arguments, parameters.size());
        device = device(kernel, parameters, arguments);
        bindArrays();
        bindNumbers(inputs);
    }

    private static CudaDevice device(String kernel, List<KernelParameter> parameters, Object[] arguments) {
        CudaDevice found = null;
        for (int k = 0; k < arguments.length; k++) {
            if (arguments[k] instanceof NDArray array) {
                CudaDevice own = cuda(kernel, parameters.get(k).name(), array);
                if (found != null && found != own) {
                    throw new IllegalArgumentException("kernel '" + kernel + "': "
                            + parameters.get(k).name() + " is on " + own + ", but an argument before it on " + found);
                }
                found = own;
            } else if (!(arguments[k] instanceof Number || arguments[k] instanceof Boolean)) {
                throw new IllegalArgumentException("kernel '" + kernel + "': argument "
                        + parameters.get(k).name() + " is "
                        + (arguments[k] == null
                                ? "null"
                                : arguments[k].getClass().getName())
                        + ", expected an NDArray, a number or a boolean");
            }
        }
        return found != null ? found : Cuda.current();
    }

    static CudaDevice cuda(String kernel, String name, NDArray array) {
        if (array.device() instanceof CudaDevice own) {
            return own;
        }
        throw new IllegalArgumentException("kernel '" + kernel + "': " + name + " is on " + array.device()
                + "; kernels work on CUDA devices: move it with toDevice(\"cuda:0\")");
    }

    private void bindArrays() {
        for (int k = 0; k < parameters.size(); k++) {
            KernelParameter parameter = parameters.get(k);
            if (!(arguments[k] instanceof NDArray array)) {
                continue;
            }
            DType declared = parameter.dtype();
            DType expected =
                    declared != null ? declared : types.computeIfAbsent(parameter.type(), key -> array.dtype());
            if (expected != array.dtype()) {
                throw new IllegalArgumentException("kernel '" + kernel + "': " + parameter.name() + " is of dtype "
                        + array.dtype() + ", but " + (declared != null ? "is declared " : parameter.type() + " is ")
                        + expected);
            }
        }
    }

    private void bindNumbers(int inputs) {
        for (int k = 0; k < parameters.size(); k++) {
            KernelParameter parameter = parameters.get(k);
            if (arguments[k] instanceof NDArray || arguments[k] == null) {
                continue;
            }
            if (parameter.isRaw() || k >= inputs) {
                throw new IllegalArgumentException("kernel '" + kernel + "': " + parameter.name() + " is "
                        + arguments[k] + ", expected an NDArray");
            }
            if (parameter.dtype() == null) {
                types.putIfAbsent(parameter.type(), dtypeOf(arguments[k]));
            }
        }
        for (KernelParameter parameter : parameters) {
            if (parameter.dtype() == null && !types.containsKey(parameter.type())) {
                throw new IllegalArgumentException("kernel '" + kernel + "': no argument says what type "
                        + parameter.type() + " of " + parameter.name() + " is; give the output too");
            }
        }
    }

    private static DType dtypeOf(Object number) {
        if (number instanceof Boolean) {
            return DType.BOOL;
        }
        if (number instanceof Float) {
            return DType.FLOAT32;
        }
        if (number instanceof Double) {
            return DType.FLOAT64;
        }
        return number instanceof Long ? DType.INT64 : DType.INT32;
    }

    CudaDevice device() {
        return device;
    }

    /** The dtype of the parameter of that number. */
    DType dtype(int k) {
        DType declared = parameters.get(k).dtype();
        return declared != null ? declared : types.get(parameters.get(k).type());
    }

    /** The argument of that number as array; null for numbers and outputs that were not given. */
    NDArray array(int k) {
        return arguments[k] instanceof NDArray array ? array : null;
    }

    void set(int k, NDArray output) {
        arguments[k] = output;
    }

    /** The declarations of what placeholders stand for. */
    String typedefs() {
        StringBuilder text = new StringBuilder();
        types.forEach((name, dtype) -> text.append("typedef ")
                .append(cType(dtype))
                .append(' ')
                .append(name)
                .append(";\n"));
        return text.toString();
    }

    /** The name of a dtype in CUDA C++. */
    static String cType(DType dtype) {
        return dtype.name().toLowerCase(Locale.ROOT);
    }

    /** Adds the argument of a number. */
    void addNumber(Arguments to, int k) {
        Object value = arguments[k];
        Number number = value instanceof Boolean flag ? (Number) (flag ? 1 : 0) : (Number) value;
        switch (dtype(k)) {
            case FLOAT64 -> to.add(number.doubleValue());
            case FLOAT32, FLOAT16, BFLOAT16 -> to.add(number.floatValue());
            default -> to.add(number.longValue());
        }
    }

    /** The type that a number comes in. */
    String numberType(int k) {
        return switch (dtype(k)) {
            case FLOAT64 -> "double";
            case FLOAT32, FLOAT16, BFLOAT16 -> "float";
            default -> "int64";
        };
    }

    /** A shape as kernels have it, no axes joined. */
    static Extent whole(String kernel, Shape shape, NDArray... views) {
        if (shape.rank() > Arguments.MAX_RANK) {
            throw new IllegalArgumentException(
                    "kernel '" + kernel + "': shape " + shape + " has more than " + Arguments.MAX_RANK + " axes");
        }
        int rank = Math.max(shape.rank(), 1);
        long[] dims = shape.rank() == 0 ? new long[] {1} : shape.toArray();
        long[][] strides = new long[views.length][];
        boolean contiguous = true;
        for (int k = 0; k < views.length; k++) {
            strides[k] = shape.rank() == 0 ? new long[] {1} : views[k].strides();
            contiguous &= views[k].isContiguous();
        }
        return new Extent(shape.size(), rank, dims, strides, contiguous && views.length > 0);
    }

    /** What the call is about, for messages. */
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < parameters.size(); k++) {
            texts.add(parameters.get(k).name() + " "
                    + (arguments[k] instanceof NDArray array
                            ? array.dtype() + " " + array.shape()
                            : String.valueOf(arguments[k])));
        }
        return String.join(", ", texts);
    }
}
