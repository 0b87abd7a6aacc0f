package org.chainer;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.backend.Device;
import org.chainer.functions.array.Cast;
import org.chainer.functions.array.GetItem;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Transpose;
import org.chainer.functions.math.Absolute;
import org.chainer.functions.math.BasicMath;
import org.chainer.functions.math.MatMul;

/**
 * An array that remembers how it was computed: the user's handle on a {@link VariableNode} of the graph.
 *
 * <p>Functions applied to variables give variables; {@link #backward()} then computes gradients back to the leaves. Arithmetic
 * broadcasts as NumPy's; dtypes and devices of two variables must agree.
 *
 * <p>Threads: a variable belongs to one thread at a time.
 */
public class Variable {
    private NDArray array;
    private DeferredGradient deferred;
    private DeferredForward deferredForward;
    private final VariableNode node;
    private final Number constant;

    /** A leaf that requires a gradient. */
    public Variable(NDArray array) {
        this(array, true);
    }

    /** A leaf. */
    public Variable(NDArray array, boolean requiresGrad) {
        this(array, requiresGrad, null);
    }

    /** A named leaf; the array may be null for a parameter that has none yet. */
    protected Variable(NDArray array, boolean requiresGrad, String name) {
        this.array = array;
        this.node = new VariableNode(array, requiresGrad, name);
        this.constant = null;
    }

    /** Another handle on a node. */
    Variable(NDArray array, VariableNode node) {
        this.array = array;
        this.node = node;
        this.constant = null;
    }

    /** A gradient that is computed when somebody asks for it. */
    Variable(DeferredGradient deferred) {
        this.array = null;
        this.deferred = deferred;
        this.node = new VariableNode(null, false, null);
        this.constant = null;
    }

    /** The output of a function whose forward pass waits until somebody asks for the array. */
    Variable(DeferredForward deferredForward, VariableNode node) {
        this.array = null;
        this.deferredForward = deferredForward;
        this.node = node;
        this.constant = null;
    }

    private Variable(Number constant) {
        this.array = NDArray.scalar(constant, Chainer.config().dtype());
        this.node = new VariableNode(array, false, null);
        this.constant = constant;
    }

    /**
     * A number to start a sum with: in arithmetic it takes the other operand's dtype and device, as a Python number does.
     */
    public static Variable scalar(Number value) {
        return new Variable(value);
    }

    /** The array; null for a parameter that is not initialised yet. */
    public NDArray array() {
        if (deferred != null) {
            array = deferred.compute();
            deferred = null;
            node.describe(array);
        } else if (deferredForward != null) {
            array = deferredForward.result();
            deferredForward = null;
        }
        return array;
    }

    /** Whether there is an array, or will be as soon as somebody asks for it. */
    boolean hasValue() {
        return array != null || deferred != null || deferredForward != null;
    }

    /**
     * Whether the values wait to be computed until somebody asks for the {@link #array()}; see {@link Deferrable}.
     */
    public final boolean isDeferred() {
        return deferredForward() != null;
    }

    /** The forward pass that computes the array, or null if it has run. */
    DeferredForward deferredForward() {
        if (deferredForward != null && deferredForward.isDone()) {
            array();
        }
        return deferredForward;
    }

    /**
     * Replaces the array. Functions applied before keep the one they saw.
     *
     * @throws IllegalArgumentException if the array is null
     */
    public void setArray(NDArray newArray) {
        if (newArray == null) {
            throw new IllegalArgumentException("a variable's array must not be null");
        }
        array = newArray;
        deferred = null;
        deferredForward = null;
        node.describe(newArray);
    }

    DeferredGradient deferredGradient() {
        return deferred;
    }

    /** The node in the graph. */
    public VariableNode node() {
        return node;
    }

    /** Shape of the array. */
    public Shape shape() {
        if (deferred != null) {
            return deferred.shape();
        }
        return deferredForward != null ? deferredForward.shape() : present().shape();
    }

    private NDArray present() {
        if (array == null) {
            throw new IllegalStateException(
                    describe()
                            + " has no array: it is a parameter that is not initialised yet; call the link once, or give its sizes when it is made");
        }
        return array;
    }

    /** Dtype of the array. */
    public DType dtype() {
        if (deferred != null) {
            return deferred.dtype();
        }
        return deferredForward != null ? deferredForward.dtype() : present().dtype();
    }

    /** Device of the array. */
    public Device device() {
        if (deferred != null) {
            return deferred.device();
        }
        return deferredForward != null ? deferredForward.device() : present().device();
    }

    /** Length of one axis. */
    public long dim(int axis) {
        return shape().dim(axis);
    }

    /** Number of axes. */
    public int rank() {
        return shape().rank();
    }

    /** Number of elements. */
    public long size() {
        return shape().size();
    }

    /** The only element as double. */
    public double item() {
        return array().item();
    }

    /** The variable's name, or null. */
    public String name() {
        return node.name();
    }

    /** Names the variable, for drawings of the graph and messages. */
    public void setName(String name) {
        node.setName(name);
    }

    /** Whether a gradient to this variable is wanted. */
    public boolean requiresGrad() {
        return node.requiresGrad();
    }

    /** The function that computed this variable, or null. */
    public FunctionNode creator() {
        return node.creatorNode();
    }

    // --- gradient
    // ------------------------------------------------------------------------------------------------------------------------

    /** The gradient, or null. */
    public NDArray grad() {
        Variable gradient = gradVariable();
        return gradient == null ? null : gradient.array();
    }

    /** The gradient as a variable, with a graph of its own under {@code enableDoubleBackprop}; or null. */
    public Variable gradVariable() {
        Variable gradient = node.gradVariable();
        if (gradient != null) {
            gradient.array().memory().escape();
        }
        return gradient;
    }

    /**
     * The gradient's array, or null, for the duration of the caller's work only: unlike that of {@link #grad()}, its memory is taken back
     * when the gradient is cleared. For optimizers and their hooks.
     */
    public NDArray borrowGrad() {
        Variable gradient = node.gradVariable();
        return gradient == null ? null : gradient.array();
    }

    /**
     * Sets the gradient; null clears it.
     *
     * @throws IllegalArgumentException if shape, dtype or device differ from the array's
     */
    public void setGrad(NDArray gradient) {
        setGradVariable(gradient == null ? null : new Variable(gradient, false));
    }

    /** Sets the gradient as a variable; null clears it. */
    public void setGradVariable(Variable gradient) {
        if (gradient != null && hasValue()) {
            if (!gradient.shape().equals(shape()) || gradient.dtype() != dtype() || gradient.device() != device()) {
                throw new IllegalArgumentException(
                        "gradient of " + describe() + " must have the array's shape, dtype and device ("
                                + shape() + " " + dtype() + " on " + device() + "), not "
                                + gradient.shape() + " "
                                + gradient.dtype() + " on " + gradient.device());
            }
        }
        node.setGradVariable(gradient);
    }

    /** Forgets the gradient. */
    public void clearGrad() {
        node.setGradVariable(null);
    }

    /** Sets the gradient to zeros. */
    public void zeroGrad() {
        setGrad(array().zerosLike());
    }

    /** The factor that the gradient carries: that of {@link #backward(boolean, boolean, double)}, until an update rule has divided by it. */
    public double lossScale() {
        return node.lossScale();
    }

    void unscaleGrad() {
        NDArray gradient = borrowGrad();
        if (gradient != null && lossScale() != 1) {
            gradient.mulAssign(1 / lossScale());
            node.setLossScale(1);
        }
    }

    /** Adds another variable's gradient to this one's. */
    public void addGrad(Variable other) {
        NDArray source = other.borrowGrad();
        if (source == null) {
            return;
        }
        NDArray here = borrowGrad();
        NDArray moved = source.toDevice(device());
        setGrad(here == null ? moved.copy() : here.add(moved));
    }

    /** Copies another variable's array into this one's, also between devices. */
    public void copyData(Variable other) {
        array().copyFrom(other.array());
    }

    /**
     * Computes gradients back to the leaves, where they add to gradients that are there. A variable without a gradient of its own must
     * have one element; its gradient is 1 then. On a variable without history nothing happens.
     */
    public void backward() {
        backward(false, false, 1);
    }

    /**
     * Computes gradients back to the leaves.
     *
     * @param retainGrad whether variables in between keep their gradients too
     * @param enableDoubleBackprop whether the gradients have a graph of their own, to be differentiated again
     * @param lossScale factor that the first gradient is multiplied by
     * @throws IllegalStateException if this variable has several elements and no gradient
     */
    public void backward(boolean retainGrad, boolean enableDoubleBackprop, double lossScale) {
        Backprop.backward(new Variable[] {this}, retainGrad, enableDoubleBackprop, lossScale);
    }

    /** Cuts this variable off its creator: it becomes a leaf. */
    public void unchain() {
        node.unchain();
    }

    /**
     * Cuts this variable off all its history: every function behind it forgets its inputs and what it kept for gradients. Truncated
     * backprop through time calls this after each window.
     */
    public void unchainBackward() {
        Backprop.unchainBackward(this);
    }

    /**
     * Promises that nobody will ask this handle for its array any more, so that memory can return as soon as the graph lets go. For the
     * inside of links only: an array that was given to a user must not be disowned. Arrays that hooks have seen are left alone.
     */
    public void disown() {
        if (array() != null) {
            array.memory().disown();
        }
    }

    /** Says that a user holds this variable: {@link #disown()} has no effect any more. */
    void expose() {
        if (array() != null) {
            array.memory().expose();
        }
    }

    void retainMemory() {
        if (array != null) {
            array.memory().retain();
        }
    }

    void releaseMemory() {
        if (array != null) {
            array.memory().release();
        }
    }

    /** Whether this variable stands for a bare number (see {@link #scalar}). */
    public boolean isConstant() {
        return constant != null;
    }

    /** The number that this variable stands for, or null. */
    public Number constant() {
        return constant;
    }

    // --- arithmetic
    // ----------------------------------------------------------------------------------------------------------------------

    /** {@code this + other}. */
    public Variable add(Variable other) {
        return BasicMath.add(this, other);
    }

    /** {@code this + value}. */
    public Variable add(Number value) {
        return BasicMath.add(this, value);
    }

    /** {@code this − other}. */
    public Variable sub(Variable other) {
        return BasicMath.sub(this, other);
    }

    /** {@code this − value}. */
    public Variable sub(Number value) {
        return BasicMath.sub(this, value);
    }

    /** {@code value − this}. */
    public Variable rsub(Number value) {
        return BasicMath.sub(value, this);
    }

    /** {@code this · other}, element by element. */
    public Variable mul(Variable other) {
        return BasicMath.mul(this, other);
    }

    /** {@code this · value}. */
    public Variable mul(Number value) {
        return BasicMath.mul(this, value);
    }

    /** {@code this / other}, element by element. */
    public Variable div(Variable other) {
        return BasicMath.div(this, other);
    }

    /** {@code this / value}. */
    public Variable div(Number value) {
        return BasicMath.div(this, value);
    }

    /** {@code value / this}. */
    public Variable rdiv(Number value) {
        return BasicMath.div(value, this);
    }

    /** {@code ⌊this / other⌋}; no gradient. */
    public Variable floorDiv(Variable other) {
        return BasicMath.floorDiv(this, other);
    }

    /** {@code this} to the power of {@code other}. */
    public Variable pow(Variable other) {
        return BasicMath.pow(this, other);
    }

    /** {@code this} to the power of {@code value}. */
    public Variable pow(Number value) {
        return BasicMath.pow(this, value);
    }

    /** {@code value} to the power of {@code this}. */
    public Variable rpow(Number value) {
        return BasicMath.pow(value, this);
    }

    /** {@code −this}. */
    public Variable neg() {
        return BasicMath.neg(this);
    }

    /** {@code |this|}. */
    public Variable abs() {
        return Absolute.absolute(this);
    }

    /** Matrix product, as NumPy's {@code matmul}. */
    public Variable matmul(Variable other) {
        return MatMul.matmul(this, other);
    }

    /** Indexing; see {@link NDArray#get(Slice...)}. */
    public Variable get(Slice... index) {
        return GetItem.getItem(this, index);
    }

    /** Indexing in NumPy's notation. */
    public Variable get(String index) {
        return GetItem.getItem(this, Slice.parse(index));
    }

    /** The same elements in another shape; one length may be −1. */
    public Variable reshape(long... shape) {
        return Reshape.reshape(this, shape);
    }

    /** Axes in another order; without arguments, reversed. */
    public Variable transpose(int... order) {
        return Transpose.transpose(this, order);
    }

    /** Conversion to another dtype. */
    public Variable cast(DType dtype) {
        return Cast.cast(this, dtype);
    }

    /** Moves the array (and gradient) to a device; the graph behind this variable is cut off. */
    public void toDevice(Device device) {
        if (array() != null && array.device() != device) {
            Variable gradient = node.gradVariable();
            array = array.toDevice(device);
            node.unchain();
            if (gradient != null) {
                node.setGradVariable(new Variable(gradient.array().toDevice(device), false));
            }
        }
    }

    /** Name, device, shape, dtype, mean and standard deviation of array and gradient, over several lines, for a look while debugging. */
    public String debugPrint() {
        return DebugSummary.of(this);
    }

    String describe() {
        return name() == null ? "a variable" : "variable '" + name() + "'";
    }

    /** As Chainer prints: {@code variable([1. 2.])}, with the name if there is one. */
    @Override
    public String toString() {
        String head = name() == null ? "variable" : "variable " + name();
        return array() == null ? head + "(None)" : head + "(" + array + ")";
    }
}
