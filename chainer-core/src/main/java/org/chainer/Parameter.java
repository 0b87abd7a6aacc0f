package org.chainer;

import java.util.function.UnaryOperator;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/**
 * A variable that a link owns and an optimizer updates.
 *
 * <p>Its array may come late: a parameter made without a shape is initialised when its link sees the first input.
 */
public class Parameter extends Variable {
    private final Initializer initializer;
    private Device initialDevice;
    private UpdateRule updateRule;
    private UnaryOperator<Variable> substitution;
    private Variable substitute;
    private boolean substituting;

    /** A parameter with an array. */
    public Parameter(NDArray array) {
        this(array, null, null);
    }

    /** A parameter filled by an initializer on the current device. */
    public Parameter(Initializer initializer, Shape shape) {
        this(Initializer.generateArray(initializer, shape, null, Devices.current()), initializer, Devices.current());
    }

    /** A parameter filled by an initializer on the current device. */
    public Parameter(Initializer initializer, long... shape) {
        this(initializer, Shape.of(shape));
    }

    private Parameter(NDArray array, Initializer initializer, Device initialDevice) {
        super(array, true, null);
        this.initializer = initializer;
        this.initialDevice = initialDevice;
    }

    /** A parameter whose shape is not known yet. */
    public static Parameter deferred(Initializer initializer) {
        return new Parameter(null, initializer, Devices.current());
    }

    /** Whether the array is there. */
    public boolean isInitialized() {
        return array() != null;
    }

    /** The initializer, or null. */
    public Initializer initializer() {
        return initializer;
    }

    /**
     * Gives the parameter its shape and fills it.
     *
     * @throws IllegalStateException if it has an array already
     */
    public void initialize(Shape shape) {
        if (isInitialized()) {
            throw new IllegalStateException(describe() + " has an array of shape " + shape() + " already");
        }
        setArray(Initializer.generateArray(initializer, shape, null, device()));
    }

    /** Gives the parameter the shape and the values of an array, in its own dtype and on its own device. */
    void initializeFrom(NDArray values) {
        NDArray array = Initializer.generateArray(empty -> {}, values.shape(), initializerDType(), device());
        setArray(array.copyFrom(values));
    }

    private DType initializerDType() {
        return initializer == null ? null : initializer.dtype();
    }

    @Override
    public Device device() {
        return array() == null ? initialDevice : super.device();
    }

    @Override
    public void toDevice(Device device) {
        initialDevice = device;
        super.toDevice(device);
    }

    @Override
    public void copyData(Variable other) {
        if (!isInitialized() && other.array() != null) {
            initialize(other.shape());
        }
        if (other.array() != null) {
            super.copyData(other);
        }
    }

    /** From now on functions take what is computed from this parameter in its place; null ends that. The computation runs when the first function asks. */
    final void substitute(UnaryOperator<Variable> newSubstitution) {
        substitution = newSubstitution;
        substitute = null;
    }

    final boolean isSubstituted() {
        return substitution != null && !substituting;
    }

    final Variable substitute() {
        if (substitute == null) {
            substituting = true;
            try {
                substitute = substitution.apply(this);
            } finally {
                substituting = false;
            }
        }
        return substitute;
    }

    /** How an optimizer updates this parameter, or null before its setup. */
    public UpdateRule updateRule() {
        return updateRule;
    }

    /** Sets how this parameter is updated. */
    public void setUpdateRule(UpdateRule rule) {
        updateRule = rule;
    }

    /** Updates the array by the update rule, if there is one. */
    public void update() {
        if (updateRule != null) {
            updateRule.update(this);
        }
    }

    /**
     * Another parameter without gradient: over the same array ({@code SHARE}), a copy of it ({@code COPY}), or a newly initialised one
     * ({@code INIT}).
     */
    Parameter copy(CopyMode mode) {
        NDArray array = array();
        if (array != null && mode == CopyMode.COPY) {
            array = array.copy();
        } else if (array != null && mode == CopyMode.INIT) {
            if (initializer == null) {
                throw new IllegalStateException(
                        "copy mode 'init': " + describe() + " was made from an array and has no initializer");
            }
            array = Initializer.generateArray(initializer, shape(), dtype(), device());
        }
        Parameter copy = new Parameter(array, initializer, device());
        copy.setName(name());
        copy.updateRule = updateRule == null ? null : updateRule.copy();
        return copy;
    }
}
