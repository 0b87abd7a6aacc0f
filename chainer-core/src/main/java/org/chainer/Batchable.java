package org.chainer;

import java.util.List;
import org.chainer.array.NDArray;

/** A {@link Deferrable} function that can be computed together with others of its class, and differentiated together with them. */
public interface Batchable extends Deferrable {

    /** What functions that can be computed together have in common; compared with {@code equals}. It must keep no memory alive. */
    Object batchKey(NDArray[] in);

    /** How many functions with inputs like these are worth computing together. */
    int mostTogether(NDArray[] in);

    /** The outputs of several functions: one for each function's inputs. */
    NDArray[] forwardTogether(List<NDArray[]> inputs);

    /**
     * The gradients to the inputs of several functions that were computed together, without a graph of their own.
     *
     * @param wanted indices of the inputs whose gradients are needed, ascending; the same for all functions
     * @param functions the functions, this one first
     * @param gy the gradient to each function's output
     * @return for each function a gradient to each wanted input; null for zero, or where an input that all share has its gradient from another function
     */
    Variable[][] backwardTogether(int[] wanted, List<? extends FunctionNode> functions, List<NDArray> gy);
}
