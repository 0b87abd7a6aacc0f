package org.chainer;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/**
 * A variable as the graph sees it: who created it, and (for leaves, and where asked for) its gradient. The node does not hold the
 * variable's array; functions that need it keep it themselves. So memory falls as soon as the user lets go of a variable.
 */
public final class VariableNode {
    private FunctionNode creator;
    private int outputIndex;
    private int rank;
    private final boolean requiresGrad;
    private Variable grad;
    private double lossScale = 1;
    private String name;
    private DType dtype;
    private Shape shape;

    VariableNode(NDArray array, boolean requiresGrad, String name) {
        this.requiresGrad = requiresGrad;
        this.name = name;
        describe(array);
    }

    void describe(NDArray array) {
        describe(array == null ? null : array.dtype(), array == null ? null : array.shape());
    }

    void describe(DType newDtype, Shape newShape) {
        dtype = newDtype;
        shape = newShape;
    }

    /** The function that computed this variable, or null for a leaf. */
    public FunctionNode creatorNode() {
        return creator;
    }

    /** Position among its creator's outputs. */
    public int outputIndex() {
        return outputIndex;
    }

    void setCreator(FunctionNode function, int index) {
        creator = function;
        outputIndex = index;
        rank = function.rank() + 1;
    }

    /** Longest distance from a leaf, in functions. */
    public int rank() {
        return rank;
    }

    /** Whether a gradient to this variable is wanted. */
    public boolean requiresGrad() {
        return requiresGrad;
    }

    /** The variable's name, or null. */
    public String name() {
        return name;
    }

    void setName(String newName) {
        name = newName;
    }

    /** Dtype of the array, or null before it is there. */
    public DType dtype() {
        return dtype;
    }

    /** Shape of the array, or null before it is there. */
    public Shape shape() {
        return shape;
    }

    /** Text that drawings of the graph put into this node: shape and dtype, as {@code (2, 3), float32}. */
    public String label() {
        if (shape == null) {
            return "(uninitialized)";
        }
        String dims = Arrays.stream(shape.toArray()).mapToObj(Long::toString).collect(Collectors.joining(", "));
        return shape.rank() == 0 ? dtype.toString() : "(" + dims + "), " + dtype;
    }

    Variable gradVariable() {
        return grad;
    }

    /** The factor that the gradient carries, of the loss it came from. */
    double lossScale() {
        return lossScale;
    }

    void setLossScale(double scale) {
        lossScale = scale;
    }

    void setGradVariable(Variable gradient) {
        Variable former = grad;
        lossScale = 1;
        grad = gradient;
        if (gradient != null) {
            gradient.retainMemory();
        }
        if (former != null) {
            former.releaseMemory();
        }
    }

    /** Cuts the link to the creator. */
    void unchain() {
        creator = null;
    }
}
