package org.chainer.links.connection;

import org.chainer.Initializer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.initializers.Initializers;

/**
 * Bilinear layer of two inputs. Parameters {@code W} (left, right, out), and with linear terms {@code V1} (left, out), {@code V2} (right, out) and {@code b} (out). Chainer: {@code L.Bilinear}.
 *
 * @see org.chainer.functions.connection.Bilinear
 */
public class Bilinear extends Link {
    @Name("W")
    private Parameter w;

    @Name("V1")
    private Parameter v1;

    @Name("V2")
    private Parameter v2;

    private Parameter b;

    /** A layer with linear terms. */
    public Bilinear(int leftSize, int rightSize, int outSize) {
        this(leftSize, rightSize, outSize, false, null, null, null, null);
    }

    /**
     * A layer.
     *
     * @param noBias whether there are no linear terms
     * @param initialW null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialV1 null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialV2 null for {@link org.chainer.initializers.LeCunNormal}
     * @param initialB null for zeros
     */
    public Bilinear(
            int leftSize,
            int rightSize,
            int outSize,
            boolean noBias,
            Initializer initialW,
            Initializer initialV1,
            Initializer initialV2,
            Initializer initialB) {
        w = new Parameter(Initializers.orLeCunNormal(initialW), leftSize, rightSize, outSize);
        if (!noBias) {
            v1 = new Parameter(Initializers.orLeCunNormal(initialV1), leftSize, outSize);
            v2 = new Parameter(Initializers.orLeCunNormal(initialV2), rightSize, outSize);
            b = new Parameter(Initializers.orConstant(initialB, 0), outSize);
        }
    }

    /** The weight (left, right, out). */
    public Parameter w() {
        return w;
    }

    /** The left input's weight (left, out), or null. */
    public Parameter v1() {
        return v1;
    }

    /** The right input's weight (right, out), or null. */
    public Parameter v2() {
        return v2;
    }

    /** The bias (out), or null. */
    public Parameter b() {
        return b;
    }

    /** (batch, left) and (batch, right) to (batch, out). */
    public Variable apply(Variable e1, Variable e2) {
        return withHooks(
                "forward", () -> org.chainer.functions.connection.Bilinear.bilinear(e1, e2, w, v1, v2, b), e1, e2);
    }
}
