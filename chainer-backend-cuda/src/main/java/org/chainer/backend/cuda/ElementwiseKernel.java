package org.chainer.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/**
 * A user's kernel that computes element by element, as CuPy's {@code ElementwiseKernel}. Made by {@link Cuda#elementwise}. Immutable and thread-safe; compiled for each
 * combination of dtypes when it is first used.
 *
 * <p>In the operation, each parameter's name stands for the element at hand; inputs are constant, outputs are assigned to. {@code i} is the number of the element in C order, {@code n} and
 * {@code _ind.size()} how many there are, {@code _ind.get()[k]} the index along axis k. Arrays are broadcast to a common shape. A parameter declared {@code raw} is not: the
 * operation indexes it, by number in C order ({@code x[j]}) or by an index for each axis ({@code x[indices]}, {@code const int64*}), and may ask for {@code x.size()}, {@code x.shape()}
 * and {@code x.strides()} (in elements).
 */
public final class ElementwiseKernel {
    private final String name;
    private final List<KernelParameter> parameters;
    private final int inputs;
    private final String operation;
    private final String preamble;
    private final String before;
    private final String after;
    private final long size;

    ElementwiseKernel(String inParams, String outParams, String operation, String name) {
        KernelParameter.requireIdentifier(name);
        List<KernelParameter> in = KernelParameter.parse(name, inParams);
        this.name = name;
        this.parameters = KernelParameter.all(name, in, KernelParameter.parse(name, outParams));
        this.inputs = in.size();
        this.operation = operation;
        this.preamble = "";
        this.before = "";
        this.after = "";
        this.size = -1;
    }

    private ElementwiseKernel(ElementwiseKernel from, String preamble, String before, String after, long size) {
        this.name = from.name;
        this.parameters = from.parameters;
        this.inputs = from.inputs;
        this.operation = from.operation;
        this.preamble = preamble;
        this.before = before;
        this.after = after;
        this.size = size;
    }

    /** The kernel with declarations before it, such as {@code __device__} functions. Placeholders may be used. */
    public ElementwiseKernel preamble(String code) {
        return new ElementwiseKernel(this, code, before, after, size);
    }

    /** The kernel with statements that each thread runs before its first element. CuPy: {@code loop_prep}. */
    public ElementwiseKernel loopPrep(String code) {
        return new ElementwiseKernel(this, preamble, code, after, size);
    }

    /** The kernel with statements that each thread runs after its last element. */
    public ElementwiseKernel afterLoop(String code) {
        return new ElementwiseKernel(this, preamble, before, code, size);
    }

    /** The kernel for so many elements: needed where all array parameters are raw. */
    public ElementwiseKernel size(long elements) {
        if (elements < 0) {
            throw new IllegalArgumentException("kernel '" + name + "': size is " + elements);
        }
        return new ElementwiseKernel(this, preamble, before, after, elements);
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
        Shape shape = shape(call);
        List<NDArray> outputs = new ArrayList<>();
        List<NDArray> views = new ArrayList<>();
        for (int k = 0; k < parameters.size(); k++) {
            NDArray array = call.array(k);
            if (k >= inputs) {
                array = array != null ? array : output(call, k, shape);
                call.set(k, array);
                outputs.add(array);
            }
            if (array != null && !parameters.get(k).isRaw()) {
                if (k >= inputs && !array.shape().equals(shape)) {
                    throw new IllegalArgumentException("kernel '" + name + "': output "
                            + parameters.get(k).name() + " has shape " + array.shape() + ", expected " + shape);
                }
                views.add(k < inputs ? array.broadcastTo(shape) : array);
            }
        }
        launch(call, shape, views);
        return outputs;
    }

    private Shape shape(KernelCall call) {
        List<Shape> shapes = new ArrayList<>();
        boolean hasArray = false;
        for (int k = 0; k < parameters.size(); k++) {
            if (call.array(k) != null) {
                hasArray = true;
                if (!parameters.get(k).isRaw()) {
                    shapes.add(call.array(k).shape());
                }
            }
        }
        if (size >= 0) {
            if (!shapes.isEmpty()) {
                throw new IllegalArgumentException("kernel '" + name
                        + "': a size is for kernels whose arrays are all raw, but others have shapes " + shapes);
            }
            return Shape.of(size);
        }
        if (shapes.isEmpty() && hasArray) {
            throw new IllegalArgumentException("kernel '" + name
                    + "': all arrays are raw, so the number of elements is not known: say it with size(…)");
        }
        try {
            return Shape.broadcast(shapes.toArray(Shape[]::new));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("kernel '" + name + "' (" + call + "): " + e.getMessage(), e);
        }
    }

    private NDArray output(KernelCall call, int k, Shape shape) {
        if (parameters.get(k).isRaw()) {
            throw new IllegalArgumentException("kernel '" + name + "': raw output "
                    + parameters.get(k).name() + " has to be given, as its shape is not known");
        }
        return NDArray.empty(call.device(), call.dtype(k), shape);
    }

    private void launch(KernelCall call, Shape shape, List<NDArray> views) {
        Extent whole = KernelCall.whole(name, shape);
        CudaContext context = call.device().context();
        Kernel kernel = context.userKernel(name, source(call));
        if (shape.size() == 0) {
            return;
        }
        Extent extent = views.isEmpty() ? whole : Extent.of(views.toArray(NDArray[]::new));
        Arguments launch = Arguments.of(context, kernel).add(whole).add(extent);
        int view = 0;
        for (int k = 0; k < parameters.size(); k++) {
            NDArray array = call.array(k);
            if (array == null) {
                call.addNumber(launch, k);
            } else if (parameters.get(k).isRaw()) {
                Extent own = KernelCall.whole(name, array.shape(), array);
                launch.add(own).view(array, own, 0, k >= inputs);
            } else {
                launch.view(views.get(view), extent, view, k >= inputs);
                view++;
            }
        }
        launch.describe(call.toString()).launch(shape.size());
    }

    private String source(KernelCall call) {
        StringBuilder signature = new StringBuilder("Extent _whole, Extent _extent");
        StringBuilder once = new StringBuilder();
        StringBuilder each = new StringBuilder();
        for (int k = 0; k < parameters.size(); k++) {
            KernelParameter parameter = parameters.get(k);
            String own = parameter.name();
            String type = (k < inputs ? "const " : "") + KernelCall.cType(call.dtype(k));
            if (call.array(k) == null && k < inputs) {
                signature.append(", ").append(call.numberType(k)).append(" _").append(own);
                once.append(type + " " + own + " = (" + KernelCall.cType(call.dtype(k)) + ")_" + own + ";\n");
            } else if (parameter.isRaw()) {
                signature.append(", Extent _extent_" + own + ", View _" + own);
                once.append("RawArray<" + type + "> " + own + " = {_extent_" + own + ", _" + own + "};\n");
            } else {
                signature.append(", View _").append(own);
                each.append(type + "& " + own + " = cell<" + type + ">(_" + own + ".data, place(_extent, _" + own
                        + ", i));\n");
            }
        }
        return KernelSource.user(call.typedefs() + preamble) + "\nCHAINER_KERNEL " + name + "(" + signature + ") {\n"
                + "const int64 n = _whole.size;\nIndexer _ind = {_whole};\n" + once + before
                + ";\nFOR_EACH(i, n) {\n_ind.number = i;\n" + each + "#line 1 \"" + name + "\"\n" + operation
                + ";\n}\n" + after + ";\n}\n";
    }
}
