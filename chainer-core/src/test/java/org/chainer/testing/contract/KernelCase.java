package org.chainer.testing.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.backend.Out;

/** One call of a kernel: its method and arguments, which are contiguous arrays on the reference device. */
public final class KernelCase {
    private final Method method;
    private final String label;
    private final Object[] arguments;
    private final List<int[]> sharedArguments = new ArrayList<>();
    private Class<? extends Exception> expectedError;
    private UnaryOperator<NDArray[]> judged = outputs -> outputs;
    private boolean contiguousOnly;
    private boolean distinctOnly;

    private KernelCase(Method method, String label, Object[] arguments) {
        this.method = method;
        this.label = label;
        this.arguments = arguments;
    }

    /** A call of the topic's method with that name and as many parameters. */
    static KernelCase of(Class<?> topic, String name, String label, Object... arguments) {
        Method found = null;
        for (Method method : topic.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                found = method;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException(
                    topic.getSimpleName() + " has no method " + name + " with " + arguments.length + " parameters");
        }
        return new KernelCase(found, label, arguments);
    }

    /** An array that a kernel only writes: what it holds before must not matter. */
    static NDArray out(DType dtype, long... shape) {
        NDArray array = NDArray.empty(Devices.reference(), dtype, Shape.of(shape));
        return array.fill(dtype.isFloating() ? (Number) Double.NaN : dtype == DType.BOOL ? 1 : 77);
    }

    /** The kernel may be given one array for these two arguments. */
    KernelCase mayShare(int input, int output) {
        sharedArguments.add(new int[] {input, output});
        return this;
    }

    /** The call is wrong, and must throw this. */
    KernelCase expecting(Class<? extends Exception> error) {
        expectedError = error;
        return this;
    }

    /** What is compared is computed from the outputs, which may differ in themselves. */
    KernelCase judgedBy(UnaryOperator<NDArray[]> judgement) {
        judged = judgement;
        return this;
    }

    /** Views are covered by other cases of the same method. */
    KernelCase contiguousOnly() {
        contiguousOnly = true;
        return this;
    }

    /** The kernel needs an input that equal elements along an axis would spoil, such as a symmetric matrix. */
    KernelCase distinctOnly() {
        distinctOnly = true;
        return this;
    }

    Method method() {
        return method;
    }

    Object[] arguments() {
        return arguments;
    }

    List<int[]> sharedArguments() {
        return sharedArguments;
    }

    Class<? extends Exception> expectedError() {
        return expectedError;
    }

    NDArray[] judge(NDArray[] outputs) {
        return judged.apply(outputs);
    }

    boolean isContiguousOnly() {
        return contiguousOnly;
    }

    boolean isDistinctOnly() {
        return distinctOnly;
    }

    /** Whether an argument is an array. */
    boolean isArray(int argument) {
        return arguments[argument] instanceof NDArray;
    }

    /** Whether an argument is an array that the kernel writes. */
    boolean isOutput(int argument) {
        return isArray(argument) && method.getParameters()[argument].isAnnotationPresent(Out.class);
    }

    /** Calls the kernel on a device. */
    Object call(Device device, Object[] actual) throws Exception {
        Object kernels = null;
        for (Method topic : Device.class.getMethods()) {
            if (topic.getReturnType() == method.getDeclaringClass()) {
                kernels = topic.invoke(device);
            }
        }
        try {
            return method.invoke(kernels, actual);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        }
    }

    @Override
    public String toString() {
        String text = Arrays.stream(arguments).map(KernelCase::text).collect(Collectors.joining(", "));
        return method.getName() + " " + label + ": " + text;
    }

    private static String text(Object argument) {
        if (argument instanceof NDArray array) {
            return array.dtype() + array.shape().toString();
        }
        return argument instanceof int[] ints ? Arrays.toString(ints) : String.valueOf(argument);
    }
}
