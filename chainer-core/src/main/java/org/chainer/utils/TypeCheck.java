package org.chainer.utils;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.FunctionNode;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.utils.typecheck.Expectation;
import org.chainer.utils.typecheck.TypeInfo;
import org.chainer.utils.typecheck.TypeInfoTuple;

/**
 * Checks a function's inputs: {@code in.names("x", "W").count(2).floating(0).sameDType(0, 1).rank(1, 2).dim(0, 1, W.dim(1))}. Each check
 * throws an {@link InvalidTypeException} that names function and argument, and says what was expected and what came.
 */
public final class TypeCheck {
    private final FunctionNode function;
    private final String label;
    private final Variable[] in;
    private String[] names = {};

    /** Checks of the variables that a function is applied to. */
    public TypeCheck(FunctionNode function, Variable[] in) {
        this(function, null, in);
    }

    /** Checks of the arrays that a function is applied to. */
    public TypeCheck(FunctionNode function, NDArray[] in) {
        this(function, null, Arrays.stream(in).map(Chainer::asVariable).toArray(Variable[]::new));
    }

    private TypeCheck(FunctionNode function, String label, Variable[] in) {
        this.function = function;
        this.label = label;
        this.in = in;
    }

    /**
     * Checks of the inputs of a function that is made of others and is no {@link FunctionNode} itself.
     *
     * @param label the function's name in messages
     * @throws IllegalArgumentException if an input is missing or inputs are on different devices
     * @throws IllegalStateException if an input has no array yet
     */
    public static TypeCheck of(String label, Variable... in) {
        for (int i = 0; i < in.length; i++) {
            if (in[i] == null) {
                throw new IllegalArgumentException(label + ": input " + i + " is null");
            }
            if (in[i] instanceof Parameter parameter && !parameter.isInitialized()) {
                throw new IllegalStateException(label + ": input " + i + " is a parameter that is not initialised yet:"
                        + " call the link once, or give its sizes when it is made");
            }
            if (in[i].device() != in[0].device()) {
                throw new IllegalArgumentException(label + ": inputs are on different devices: input 0 on "
                        + in[0].device() + ", input " + i + " on " + in[i].device()
                        + "; move the model or the data with toDevice()");
            }
        }
        return new TypeCheck(null, label, in);
    }

    /** Names the arguments for messages; others, as those of a function of any number of arrays, are called {@code xs[i]}. */
    public TypeCheck names(String... argumentNames) {
        names = argumentNames;
        return this;
    }

    /** Number of inputs. */
    public int size() {
        return in.length;
    }

    /** The device of the inputs. */
    public Device device() {
        return in[0].device();
    }

    /** Shape of an input. */
    public Shape shape(int i) {
        return in[i].shape();
    }

    /** Dtype of an input. */
    public DType dtype(int i) {
        return in[i].dtype();
    }

    /** An argument's name in messages. */
    public String name(int i) {
        return i < names.length ? names[i] : "xs[" + i + "]";
    }

    /** Expects just that many inputs. */
    public TypeCheck count(int expected) {
        if (in.length != expected) {
            fail("in_types.size() == " + expected, in.length + " != " + expected);
        }
        return this;
    }

    /** Expects a number of inputs within bounds. */
    public TypeCheck count(int least, int most) {
        if (in.length < least) {
            fail("in_types.size() >= " + least, in.length + " < " + least);
        }
        if (in.length > most) {
            fail("in_types.size() <= " + most, in.length + " > " + most);
        }
        return this;
    }

    /** Expects floating-point inputs. */
    public TypeCheck floating(int... indices) {
        for (int i : indices) {
            if (!in[i].dtype().isFloating()) {
                fail(name(i) + ".dtype.kind == f", in[i].dtype() + " is no floating-point type");
            }
        }
        return this;
    }

    /** Expects integer inputs. */
    public TypeCheck integer(int... indices) {
        for (int i : indices) {
            if (!in[i].dtype().isInteger()) {
                fail(name(i) + ".dtype.kind == i", in[i].dtype() + " is no integer type");
            }
        }
        return this;
    }

    /** Expects an input of one dtype. */
    public TypeCheck dtype(int i, DType expected) {
        if (in[i].dtype() != expected) {
            fail(name(i) + ".dtype == " + expected, in[i].dtype() + " != " + expected);
        }
        return this;
    }

    /** Expects inputs of the first one's dtype. */
    public TypeCheck sameDType(int first, int... others) {
        for (int i : others) {
            if (in[i].dtype() != in[first].dtype()) {
                fail(name(i) + ".dtype == " + name(first) + ".dtype", in[i].dtype() + " != " + in[first].dtype());
            }
        }
        return this;
    }

    /** Expects inputs of the first one's shape. */
    public TypeCheck sameShape(int first, int... others) {
        for (int i : others) {
            if (!in[i].shape().equals(in[first].shape())) {
                fail(name(i) + ".shape == " + name(first) + ".shape", in[i].shape() + " != " + in[first].shape());
            }
        }
        return this;
    }

    /** Expects an input with just that many axes. */
    public TypeCheck rank(int i, int expected) {
        if (in[i].rank() != expected) {
            fail(name(i) + ".ndim == " + expected, in[i].rank() + " != " + expected + " (shape " + in[i].shape() + ")");
        }
        return this;
    }

    /** Expects an input with at least that many axes. */
    public TypeCheck minRank(int i, int least) {
        if (in[i].rank() < least) {
            fail(name(i) + ".ndim >= " + least, in[i].rank() + " < " + least + " (shape " + in[i].shape() + ")");
        }
        return this;
    }

    /** Expects an input that has these axes, none of them named twice; negative ones count from the end. */
    public TypeCheck hasAxis(int i, int... axes) {
        int rank = in[i].rank();
        boolean[] seen = new boolean[rank];
        for (int axis : axes) {
            if (axis < -rank || axis >= rank) {
                fail(
                        -rank + " <= axis < " + rank + " for " + name(i) + ".ndim == " + rank,
                        "axis == " + axis + " (shape " + in[i].shape() + ")");
            }
            int counted = axis < 0 ? axis + rank : axis;
            if (seen[counted]) {
                fail("axes of " + name(i) + " are named once", Arrays.toString(axes));
            }
            seen[counted] = true;
        }
        return this;
    }

    /** Expects a length of an axis. */
    public TypeCheck dim(int i, int axis, long expected) {
        long actual = in[i].dim(axis);
        if (actual != expected) {
            fail(
                    name(i) + ".shape[" + axis + "] == " + expected,
                    actual + " != " + expected + " (shape " + in[i].shape() + ")");
        }
        return this;
    }

    /** Expects equal lengths of two inputs' axes. */
    public TypeCheck sameDim(int i, int axis, int j, int otherAxis) {
        long a = in[i].dim(axis);
        long b = in[j].dim(otherAxis);
        if (a != b) {
            fail(
                    name(i) + ".shape[" + axis + "] == " + name(j) + ".shape[" + otherAxis + "]",
                    a + " != " + b + " (shapes " + in[i].shape() + " and " + in[j].shape() + ")");
        }
        return this;
    }

    /** Expects an input of one shape. */
    public TypeCheck shape(int i, Shape expected) {
        if (!in[i].shape().equals(expected)) {
            fail(name(i) + ".shape == " + expected, in[i].shape() + " != " + expected);
        }
        return this;
    }

    /** Expects shapes that can be broadcast against each other. */
    public TypeCheck broadcastable(int i, int j) {
        if (!Shape.canBroadcast(in[i].shape(), in[j].shape())) {
            fail(
                    name(i) + ".shape and " + name(j) + ".shape can be broadcast together",
                    in[i].shape() + " and " + in[j].shape());
        }
        return this;
    }

    /** Expects shapes of all inputs that can be broadcast against each other. */
    public TypeCheck broadcastable() {
        for (int i = 1; i < in.length; i++) {
            for (int j = 0; j < i; j++) {
                broadcastable(j, i);
            }
        }
        return this;
    }

    /** The inputs for expectations that are written as expressions. */
    public TypeInfoTuple types() {
        List<TypeInfo> types = new ArrayList<>();
        for (int i = 0; i < in.length; i++) {
            types.add(new TypeInfo(name(i), in[i].shape(), in[i].dtype()));
        }
        return new TypeInfoTuple("in_types", types);
    }

    /**
     * Expectations that are written as expressions: {@code in.expect(x.ndim().eq(2), x.shape().item(1).eq(w.shape().item(1)))}. Chainer: {@code
     * type_check.expect}.
     */
    public TypeCheck expect(Expectation... expectations) {
        for (Expectation expectation : expectations) {
            expect(expectation.eval(), expectation.toString(), expectation.eval() ? "" : expectation.actual());
        }
        return this;
    }

    /** Any other expectation. */
    public TypeCheck expect(boolean holds, String expected, String actual) {
        if (!holds) {
            fail(expected, actual);
        }
        return this;
    }

    /** Messages are made here, after a check has failed: checks run at each call of each function. */
    private void fail(String expected, String actual) {
        String operation = function == null ? label : function.label();
        throw new InvalidTypeException(operation + " (Forward)", expected, actual);
    }
}
