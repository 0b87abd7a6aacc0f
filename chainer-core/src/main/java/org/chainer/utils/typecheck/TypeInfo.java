package org.chainer.utils.typecheck;

import org.chainer.array.DType;
import org.chainer.array.Shape;

/**
 * Shape and dtype of an input, as expressions. Chainer: {@code type_check.TypeInfo}.
 *
 * @param name the argument's name in messages
 */
public record TypeInfo(String name, Shape inputShape, DType inputDType) {

    /** Its shape; {@code shape().item(0)} is the length of the first axis. */
    public Expr shape() {
        return Expr.variable(inputShape, name + ".shape");
    }

    /** Its number of axes. */
    public Expr ndim() {
        return Expr.variable((long) inputShape.rank(), name + ".ndim");
    }

    /** Its number of elements. */
    public Expr size() {
        return Expr.variable(inputShape.size(), name + ".size");
    }

    /** Its dtype. */
    public Expr dtype() {
        return Expr.variable(inputDType, name + ".dtype");
    }

    /** NumPy's letter of its dtype's kind: f, i, u or b. */
    public Expr dtypeKind() {
        String kind =
                inputDType.isFloating() ? "f" : inputDType == DType.BOOL ? "b" : inputDType == DType.UINT8 ? "u" : "i";
        return Expr.variable(kind, name + ".dtype.kind");
    }
}
