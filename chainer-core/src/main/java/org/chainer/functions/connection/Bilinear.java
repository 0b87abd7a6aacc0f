package org.chainer.functions.connection;

import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.MatMul;
import org.chainer.utils.TypeCheck;

/**
 * Bilinear layer: {@code y[n, l] = Σ e1[n, j]·e2[n, k]·W[j, k, l]}, with linear terms {@code Σ e1[n, j]·V1[j, l] + Σ e2[n, k]·V2[k, l] + b[l]} if they are
 * given.
 *
 * <p>In: e1 (batch, …) and e2 (batch, …), whose last axes are flattened to J and K; W (J, K, out), V1 (J, out), V2 (K, out), b (out), of one floating-point
 * dtype. Out: (batch, out). Chainer: {@code F.bilinear}, for float32 only.
 */
public final class Bilinear {
    private Bilinear() {}

    /** The layer without linear terms. */
    public static Variable bilinear(Variable e1, Variable e2, Variable w) {
        return bilinear(e1, e2, w, null, null, null);
    }

    /**
     * The layer.
     *
     * @param v1 weights of e1, or null
     * @param v2 weights of e2, or null
     * @param b bias, or null
     * @throws IllegalArgumentException if some of v1, v2 and b are given and some are not
     */
    public static Variable bilinear(Variable e1, Variable e2, Variable w, Variable v1, Variable v2, Variable b) {
        boolean none = v1 == null && v2 == null && b == null;
        if (!none && (v1 == null || v2 == null || b == null)) {
            throw new IllegalArgumentException("bilinear: V1, V2 and b must be given all or none");
        }
        TypeCheck.of("bilinear", e1, e2, w)
                .names("e1", "e2", "W")
                .floating(0)
                .sameDType(0, 1, 2)
                .minRank(0, 2)
                .minRank(1, 2)
                .sameDim(0, 0, 1, 0)
                .shape(2, Shape.of(features(e1), features(e2), w.rank() == 3 ? w.dim(2) : 0));
        if (!none) {
            TypeCheck.of("bilinear", w, v1, v2, b)
                    .names("W", "V1", "V2", "b")
                    .sameDType(0, 1, 2, 3)
                    .shape(1, Shape.of(w.dim(0), w.dim(2)))
                    .shape(2, Shape.of(w.dim(1), w.dim(2)))
                    .shape(3, Shape.of(w.dim(2)));
        }
        long batch = e1.dim(0);
        Variable left = Reshape.reshape(e1, batch, w.dim(0));
        Variable right = Reshape.reshape(e2, batch, w.dim(1));
        Variable pairs = Reshape.expandDims(left, 2).mul(Reshape.expandDims(right, 1));
        Variable y = MatMul.matmul(
                Reshape.reshape(pairs, batch, w.dim(0) * w.dim(1)), Reshape.reshape(w, w.dim(0) * w.dim(1), w.dim(2)));
        return none
                ? y
                : y.add(MatMul.matmul(left, v1)).add(MatMul.matmul(right, v2)).add(b);
    }

    private static long features(Variable e) {
        return e.rank() < 1 ? 1 : e.shape().subShape(1, e.rank()).size();
    }
}
