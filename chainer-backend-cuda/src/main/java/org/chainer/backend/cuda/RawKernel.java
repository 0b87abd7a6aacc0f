package org.chainer.backend.cuda;

import java.util.Arrays;
import org.chainer.array.NDArray;

/**
 * A user's kernel written whole, in CUDA C++, as CuPy's {@code RawKernel}. Made by {@link Cuda#raw}. Immutable and thread-safe; compiled when it is first used.
 */
public final class RawKernel {
    private final String code;
    private final String name;

    RawKernel(String code, String name) {
        KernelParameter.requireIdentifier(name);
        this.code = code;
        this.name = name;
    }

    /** As {@link #launch(int[], int[], int, Object...)} on one-dimensional grid and blocks, without dynamic shared memory. */
    public void launch(int blocks, int threads, Object... arguments) {
        launch(new int[] {blocks}, new int[] {threads}, 0, arguments);
    }

    /**
     * Launches the kernel.
     *
     * @param grid number of blocks along one to three axes
     * @param block number of threads of a block along one to three axes
     * @param sharedBytes dynamic shared memory of each block
     * @param arguments in the order of the kernel's parameters, and of exactly their types: an array of a CUDA device for a pointer (to its first element; arrays must be in C order
     *     without gaps), Integer for int, Long for long long, Float, Double, Boolean for bool
     * @throws IllegalArgumentException if number or sizes of the arguments are not the kernel's, arrays are not on one CUDA device or have gaps, or the kernel does not compile: then with
     *     the compiler's log
     */
    public void launch(int[] grid, int[] block, int sharedBytes, Object... arguments) {
        requireLengths("grid", grid);
        requireLengths("block", block);
        CudaContext context = device(arguments).context();
        Kernel kernel = context.userKernel(name, code);
        int[] sizes = context.parameterSizes(kernel);
        if (sizes.length != arguments.length) {
            throw new IllegalArgumentException("kernel '" + name + "' has " + sizes.length + " parameters, but "
                    + arguments.length + " arguments were given");
        }
        Arguments launch = Arguments.of(context, kernel);
        for (int k = 0; k < arguments.length; k++) {
            add(launch, k, arguments[k], sizes[k]);
        }
        launch.describe("grid " + Arrays.toString(grid) + ", block " + Arrays.toString(block))
                .launch(grid, block, sharedBytes);
    }

    private void requireLengths(String what, int[] lengths) {
        boolean fits = lengths.length >= 1 && lengths.length <= 3;
        for (int length : lengths) {
            fits &= length > 0;
        }
        if (!fits) {
            throw new IllegalArgumentException("kernel '" + name + "': " + what + " is " + Arrays.toString(lengths)
                    + ", expected one to three positive numbers");
        }
    }

    private CudaDevice device(Object[] arguments) {
        CudaDevice found = null;
        for (int k = 0; k < arguments.length; k++) {
            if (arguments[k] instanceof NDArray array) {
                CudaDevice own = KernelCall.cuda(name, "argument " + k, array);
                if (found != null && found != own) {
                    throw new IllegalArgumentException("kernel '" + name + "': argument " + k + " is on " + own
                            + ", but one before it on " + found);
                }
                found = own;
            }
        }
        return found != null ? found : Cuda.current();
    }

    private void add(Arguments launch, int k, Object argument, int expected) {
        int size = size(argument);
        if (size != expected) {
            throw new IllegalArgumentException("kernel '" + name + "': argument " + k + " is "
                    + (argument == null ? "null" : argument.getClass().getSimpleName()) + " of " + size
                    + " bytes, but the kernel's parameter has " + expected + " bytes");
        }
        if (argument instanceof NDArray array) {
            if (!array.isContiguous()) {
                throw new IllegalArgumentException(
                        "kernel '" + name + "': argument " + k + ", an array of shape " + array.shape()
                                + ", has gaps or is not in C order: give contiguous() or write an elementwise kernel");
            }
            launch.write(array);
        } else if (argument instanceof Integer number) {
            launch.add(number.intValue());
        } else if (argument instanceof Long number) {
            launch.add(number.longValue());
        } else if (argument instanceof Float number) {
            launch.add(number.floatValue());
        } else if (argument instanceof Double number) {
            launch.add(number.doubleValue());
        } else {
            launch.add(((Boolean) argument) ? 1 : 0);
        }
    }

    private int size(Object argument) {
        if (argument instanceof NDArray || argument instanceof Long || argument instanceof Double) {
            return 8;
        }
        if (argument instanceof Integer || argument instanceof Float) {
            return 4;
        }
        if (argument instanceof Boolean) {
            return 1;
        }
        throw new IllegalArgumentException("kernel '" + name + "': an argument is "
                + (argument == null ? "null" : argument.getClass().getName())
                + ", expected NDArray, Integer, Long, Float, Double or Boolean");
    }
}
