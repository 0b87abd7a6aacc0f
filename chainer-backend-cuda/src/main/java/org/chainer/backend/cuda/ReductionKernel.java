package org.chainer.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/**
 * A user's kernel that reduces over axes, as CuPy's {@code ReductionKernel}. Made by {@link Cuda#reduce}. Immutable and thread-safe; compiled for each combination of dtypes when it is first used.
 *
 * <p>The map expression makes a value of each element of the inputs (which are broadcast to a common shape), the reduce expression one of two, {@code a} and {@code b}, and the expression after it
 * assigns what remains, {@code a}, to the outputs. Values are of the first output's type, unless {@link #reduceType} says otherwise. The order is fixed: the same input gives the same result.
 */
public final class ReductionKernel {
    private static final int BLOCK = 256;
    private static final int MOST_BLOCKS = 1 << 16;

    private final String name;
    private final List<KernelParameter> parameters;
    private final int inputs;
    private final String mapExpr;
    private final String reduceExpr;
    private final String postMapExpr;
    private final String identity;
    private final String preamble;
    private final String reduceType;
    private final int[] axes;
    private final boolean keepDims;

    ReductionKernel(
            String inParams,
            String outParams,
            String mapExpr,
            String reduceExpr,
            String postMapExpr,
            String identity,
            String name) {
        KernelParameter.requireIdentifier(name);
        List<KernelParameter> in = KernelParameter.parse(name, inParams);
        if (identity.isBlank()) {
            throw new IllegalArgumentException(
                    "kernel '" + name + "': the identity, which reductions begin with, is empty");
        }
        this.name = name;
        this.parameters = KernelParameter.all(name, in, KernelParameter.parse(name, outParams));
        for (KernelParameter parameter : parameters.subList(in.size(), parameters.size())) {
            if (parameter.isRaw()) {
                throw new IllegalArgumentException(
                        "kernel '" + name + "': output " + parameter.name() + " of a reduction cannot be raw");
            }
        }
        this.inputs = in.size();
        this.mapExpr = mapExpr;
        this.reduceExpr = reduceExpr;
        this.postMapExpr = postMapExpr;
        this.identity = identity;
        this.preamble = "";
        this.reduceType = null;
        this.axes = null;
        this.keepDims = false;
    }

    private ReductionKernel(ReductionKernel from, String preamble, String reduceType, int[] axes, boolean keepDims) {
        this.name = from.name;
        this.parameters = from.parameters;
        this.inputs = from.inputs;
        this.mapExpr = from.mapExpr;
        this.reduceExpr = from.reduceExpr;
        this.postMapExpr = from.postMapExpr;
        this.identity = from.identity;
        this.preamble = preamble;
        this.reduceType = reduceType;
        this.axes = axes;
        this.keepDims = keepDims;
    }

    /** The kernel with declarations before it. Placeholders may be used. */
    public ReductionKernel preamble(String code) {
        return new ReductionKernel(this, code, reduceType, axes, keepDims);
    }

    /** The kernel with another type for values while they are reduced: a dtype's name, a placeholder, or a type of the preamble's. */
    public ReductionKernel reduceType(String type) {
        return new ReductionKernel(this, preamble, type, axes, keepDims);
    }

    /** The kernel that reduces over these axes; without it, over all. */
    public ReductionKernel over(int... over) {
        return new ReductionKernel(this, preamble, reduceType, over.clone(), keepDims);
    }

    /** The kernel whose outputs have length 1 along the axes that it reduces. */
    public ReductionKernel keepDims() {
        return new ReductionKernel(this, preamble, reduceType, axes, true);
    }

    /**
     * Runs the kernel.
     *
     * @param arguments the inputs: arrays of one CUDA device, numbers; then the outputs, or none of them: then they are made
     * @return the first output
     * @throws IllegalArgumentException if arguments do not fit the parameters or each other, or the kernel does not compile: then with the compiler's log
     */
    public NDArray apply(Object... arguments) {
        return applyAll(arguments).get(0);
    }

    /** As {@link #apply}, for all outputs. */
    public List<NDArray> applyAll(Object... arguments) {
        KernelCall call = new KernelCall(name, parameters, inputs, arguments);
        List<Shape> shapes = new ArrayList<>();
        for (int k = 0; k < inputs; k++) {
            if (call.array(k) != null && !parameters.get(k).isRaw()) {
                shapes.add(call.array(k).shape());
            }
        }
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("kernel '" + name
                    + "': no input says what is to be reduced: one has to be an array that is not raw");
        }
        Shape shape = Shape.broadcast(shapes.toArray(Shape[]::new));
        int[] reduced = axes == null ? all(shape.rank()) : shape.axes(axes);
        Shape result = shape.withoutAxes(reduced);
        Shape visible = keepDims ? shape.withUnitAxes(reduced) : result;
        List<NDArray> outputs = new ArrayList<>();
        for (int k = inputs; k < parameters.size(); k++) {
            NDArray output =
                    call.array(k) != null ? call.array(k) : NDArray.empty(call.device(), call.dtype(k), visible);
            if (!output.shape().equals(visible)) {
                throw new IllegalArgumentException("kernel '" + name + "': output "
                        + parameters.get(k).name() + " has shape " + output.shape() + ", expected " + visible);
            }
            call.set(k, output);
            outputs.add(output);
        }
        launch(call, shape, reduced, result);
        return outputs;
    }

    private static int[] all(int rank) {
        int[] axes = new int[rank];
        for (int k = 0; k < rank; k++) {
            axes[k] = k;
        }
        return axes;
    }

    private void launch(KernelCall call, Shape shape, int[] reduced, Shape result) {
        Extent kept = KernelCall.whole(name, result);
        int[] keptAxes = rest(shape.rank(), reduced);
        long[] dims = new long[reduced.length];
        for (int k = 0; k < dims.length; k++) {
            dims[k] = shape.dim(reduced[k]);
        }
        Extent inner = KernelCall.whole(name, Shape.of(dims));
        CudaContext context = call.device().context();
        Kernel kernel = context.userKernel(name, source(call));
        if (result.size() == 0) {
            return;
        }
        int group = 1;
        while (group < BLOCK && group < inner.size()) {
            group *= 2;
        }
        Arguments launch = Arguments.of(context, kernel).add(kept).add(inner).add(group);
        for (int k = 0; k < parameters.size(); k++) {
            NDArray array = call.array(k);
            if (array == null) {
                call.addNumber(launch, k);
            } else if (parameters.get(k).isRaw()) {
                Extent own = KernelCall.whole(name, array.shape(), array);
                launch.add(own).view(array, own, 0, false);
            } else if (k < inputs) {
                NDArray view = array.broadcastTo(shape);
                launch.view(view, strides(view, keptAxes), 0, false).view(view, strides(view, reduced), 0, false);
            } else {
                NDArray view = keepDims ? array.squeeze(reduced) : array;
                launch.view(view, strides(view, all(view.rank())), 0, true);
            }
        }
        long perBlock = BLOCK / group;
        long blocks = Math.min((result.size() + perBlock - 1) / perBlock, MOST_BLOCKS);
        launch.describe(call.toString()).launch((int) blocks, BLOCK);
    }

    private static int[] rest(int rank, int[] axes) {
        List<Integer> rest = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            boolean isKept = true;
            for (int other : axes) {
                isKept &= other != axis;
            }
            if (isKept) {
                rest.add(axis);
            }
        }
        return rest.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A view's strides along some axes. */
    private static Extent strides(NDArray view, int[] axes) {
        long[] strides = new long[Math.max(axes.length, 1)];
        for (int k = 0; k < axes.length; k++) {
            strides[k] = view.stride(axes[k]);
        }
        return new Extent(0, strides.length, strides, new long[][] {strides}, false);
    }

    private String source(KernelCall call) {
        StringBuilder signature = new StringBuilder("Extent _kept, Extent _inner, int _group");
        StringBuilder once = new StringBuilder();
        StringBuilder each = new StringBuilder();
        StringBuilder results = new StringBuilder();
        for (int k = 0; k < parameters.size(); k++) {
            KernelParameter parameter = parameters.get(k);
            String own = parameter.name();
            String type = (k < inputs ? "const " : "") + KernelCall.cType(call.dtype(k));
            if (call.array(k) == null) {
                signature.append(", ").append(call.numberType(k)).append(" _").append(own);
                once.append(type + " " + own + " = (" + KernelCall.cType(call.dtype(k)) + ")_" + own + ";\n");
            } else if (parameter.isRaw()) {
                signature.append(", Extent _extent_" + own + ", View _" + own);
                once.append("RawArray<" + type + "> " + own + " = {_extent_" + own + ", _" + own + "};\n");
            } else if (k < inputs) {
                signature.append(", View _" + own + ", View _inner_" + own);
                each.append(type + "& " + own + " = cell<" + type + ">(_" + own + ".data, place(_kept, _" + own
                        + ", _out) + place(_inner, _inner_" + own + ", _in));\n");
            } else {
                signature.append(", View _").append(own);
                results.append(type + "& " + own + " = cell<" + type + ">(_" + own + ".data, place(_kept, _" + own
                        + ", _out));\n");
            }
        }
        String value = reduceType != null ? reduceType : KernelCall.cType(call.dtype(inputs));
        return KernelSource.user(call.typedefs() + preamble) + "\ntypedef " + value + " _Value;\n"
                + "#line 1 \"" + name + ", reduce expression\"\n"
                + "__device__ _Value _reduce(const _Value a, const _Value b) { return (" + reduceExpr + "); }\n"
                + "CHAINER_KERNEL " + name + "(" + signature + ") {\n"
                + "__shared__ uint64 _memory[" + BLOCK + " * ((sizeof(_Value) + 7) / 8)];\n"
                + "_Value* _values = (_Value*)_memory;\n" + once
                + "const int _lane = threadIdx.x % _group;\n"
                + "const int64 _step = (int64)gridDim.x * (blockDim.x / _group);\n"
                + "for (int64 _first = (int64)blockIdx.x * (blockDim.x / _group); _first < _kept.size; _first += _step) {\n"
                + "const int64 _out = _first + threadIdx.x / _group;\n"
                + "_Value _value = (_Value)(" + identity + ");\n"
                + "if (_out < _kept.size) {\nfor (int64 _in = _lane; _in < _inner.size; _in += _group) {\n" + each
                + "#line 1 \"" + name + ", map expression\"\n_value = _reduce(_value, (_Value)(" + mapExpr
                + "));\n}\n}\n"
                + "_values[threadIdx.x] = _value;\n__syncthreads();\n"
                + "for (int _half = _group / 2; _half > 0; _half /= 2) {\n"
                + "if (_lane < _half) _values[threadIdx.x] = _reduce(_values[threadIdx.x], _values[threadIdx.x + _half]);\n"
                + "__syncthreads();\n}\n"
                + "if (_lane == 0 && _out < _kept.size) {\nconst _Value a = _values[threadIdx.x];\n" + results
                + "#line 1 \"" + name + ", expression after the reduction\"\n" + postMapExpr
                + ";\n}\n__syncthreads();\n}\n}\n";
    }
}
