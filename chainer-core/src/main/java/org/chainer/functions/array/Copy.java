package org.chainer.functions.array;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.chainer.utils.TypeCheck;

/** An array on another device; the gradient is copied back. In: one array. Out: the same shape and dtype. Chainer: {@code F.copy}. */
public final class Copy extends FunctionNode {
    private final Device dst;
    private Device source;

    private Copy(Device dst) {
        this.dst = dst;
    }

    /** The array on a device. */
    public static Variable copy(Variable x, Device dst) {
        return new Copy(dst).applySingle(x);
    }

    /**
     * The array on the device of that name.
     *
     * @throws IllegalArgumentException if there is no such device
     */
    public static Variable copy(Variable x, String dst) {
        return copy(x, Devices.get(dst));
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x").count(1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        source = in[0].device();
        return arrays(in[0].toDevice(dst));
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        return variables(copy(gy[0], source));
    }
}
