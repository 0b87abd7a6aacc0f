package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.kernels.BinaryOp;
import org.chainer.functions.array.Where;
import org.chainer.functions.math.Clip;
import org.chainer.functions.math.Log;
import org.chainer.utils.TypeCheck;

/**
 * Uniform distribution on [low, high]: density {@code 1 / (high − low)}. Its parameters are both ends, or {@code loc = low} and {@code scale = high − low}.
 * Chainer: {@code chainer.distributions.Uniform}.
 */
public final class Uniform extends Distribution {
    private final Variable low;
    private final Variable high;
    private final Variable scale;

    /**
     * Distributions with the given ends, of one shape and floating-point dtype.
     *
     * @param low lower end
     * @param high upper end, above low
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public Uniform(Variable low, Variable high) {
        this(low, high, null);
        check(low, high, "low", "high");
    }

    private Uniform(Variable low, Variable high, Variable scale) {
        this.low = low;
        this.high = high;
        this.scale = scale;
    }

    /**
     * Distributions with the given lower end and length, of one shape and floating-point dtype.
     *
     * @param loc lower end
     * @param scale length, positive
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public static Uniform ofLocScale(Variable loc, Variable scale) {
        check(loc, scale, "loc", "scale");
        return new Uniform(loc, null, scale);
    }

    private static void check(Variable first, Variable second, String... names) {
        TypeCheck.of("Uniform", first, second)
                .names(names)
                .floating(0)
                .sameDType(0, 1)
                .sameShape(0, 1);
    }

    /** Lower end. */
    public Variable low() {
        return low;
    }

    /** Upper end. */
    public Variable high() {
        return high != null ? high : low.add(scale);
    }

    /** Lower end. */
    public Variable loc() {
        return low;
    }

    /** Length. */
    public Variable scale() {
        return scale != null ? scale : high.sub(low);
    }

    @Override
    public Shape batchShape() {
        return low.shape();
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return scale == null ? Map.of("low", low, "high", high) : Map.of("loc", low, "scale", scale);
    }

    @Override
    public String support() {
        return "[low, high]";
    }

    @Override
    public Variable logProb(Variable x) {
        NDArray points = points(x, low).array();
        NDArray inside = points.apply(BinaryOp.GREATER_EQUAL, low.array())
                .apply(BinaryOp.LOGICAL_AND, points.apply(BinaryOp.LESS_EQUAL, high().array()));
        return Where.where(inside, Log.log(scale()).neg(), constant(Double.NEGATIVE_INFINITY, low));
    }

    @Override
    public Variable cdf(Variable x) {
        return Clip.clip(points(x, low).sub(low).div(scale()), 0, 1);
    }

    @Override
    public Variable icdf(Variable q) {
        return q.mul(scale()).add(low);
    }

    @Override
    public Variable entropy() {
        return Log.log(scale());
    }

    @Override
    public Variable mean() {
        return low.add(high()).mul(0.5);
    }

    @Override
    public Variable variance() {
        Variable length = scale();
        return length.mul(length).mul(1 / 12.0);
    }

    @Override
    public Variable sampleN(long n) {
        return icdf(constant(Sampling.uniform(low, n)));
    }

    /** Infinite where p reaches beyond q. */
    static Variable kl(Uniform p, Uniform q) {
        NDArray inside = p.high()
                .array()
                .apply(BinaryOp.LESS_EQUAL, q.high().array())
                .apply(BinaryOp.LOGICAL_AND, p.low.array().apply(BinaryOp.GREATER_EQUAL, q.low.array()));
        Variable kl = Log.log(q.scale()).sub(Log.log(p.scale()));
        return Where.where(inside, kl, constant(Double.POSITIVE_INFINITY, kl));
    }
}
