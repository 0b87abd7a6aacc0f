package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.Log1p;
import org.chainer.functions.math.Sqrt;

/**
 * A batch of probability distributions. Points that are asked about have the shape {@link #batchShape()} followed by {@link #eventShape()}, perhaps with
 * leading axes; answers lack the event's axes. Integer points are converted to the parameters' dtype.
 *
 * <p>What a distribution does not offer, because there is no closed form or it makes no sense, is an {@link UnsupportedOperationException}. Chainer:
 * {@code chainer.Distribution}.
 */
public abstract class Distribution {
    /** For subclasses. */
    protected Distribution() {}

    /** The batch's axes: one distribution for each element. */
    public abstract Shape batchShape();

    /** The axes of one outcome; none for a number. */
    public abstract Shape eventShape();

    /** The parameters by name. */
    public abstract Map<String, Variable> params();

    /** Where probabilities are not zero, in words. */
    public abstract String support();

    /** Logarithm of the probability, or of its density, at x. */
    public abstract Variable logProb(Variable x);

    /**
     * Several samples of each distribution.
     *
     * @return (n, batch…, event…). Where a sample is a differentiable function of the parameters and of noise, gradients go through it.
     */
    public abstract Variable sampleN(long n);

    /**
     * Samples.
     *
     * @param sampleShape number of samples along each of new leading axes; none for one sample
     * @return (sampleShape…, batch…, event…)
     */
    public final Variable sample(long... sampleShape) {
        Shape leading = Shape.of(sampleShape);
        return Reshape.reshape(
                sampleN(leading.size()), leading.concat(batchShape()).concat(eventShape()));
    }

    /** Probability, or its density, at x. */
    public Variable prob(Variable x) {
        return Exp.exp(logProb(x));
    }

    /** Probability of an outcome of at most x. */
    public Variable cdf(Variable x) {
        throw none("cumulative distribution function");
    }

    /** Logarithm of {@link #cdf}. */
    public Variable logCdf(Variable x) {
        return Log.log(cdf(x));
    }

    /** Probability of an outcome above x. */
    public Variable survivalFunction(Variable x) {
        return cdf(x).rsub(1);
    }

    /** Logarithm of {@link #survivalFunction}. */
    public Variable logSurvivalFunction(Variable x) {
        return Log1p.log1p(cdf(x).neg());
    }

    /** The inverse of {@link #cdf}: the outcome that is not exceeded with probability q. */
    public Variable icdf(Variable q) {
        throw none("inverse cumulative distribution function");
    }

    /** Expectation of {@code −}{@link #logProb}. */
    public Variable entropy() {
        throw none("entropy");
    }

    /** Expectation of an outcome. */
    public Variable mean() {
        throw none("mean");
    }

    /** The most probable outcome. */
    public Variable mode() {
        throw none("mode");
    }

    /** Expectation of the squared deviation from the mean. */
    public Variable variance() {
        throw none("variance");
    }

    /** Square root of {@link #variance}. */
    public Variable stddev() {
        return Sqrt.sqrt(variance());
    }

    /** Covariance matrix of an outcome's elements. */
    public Variable covariance() {
        throw none("covariance");
    }

    private UnsupportedOperationException none(String what) {
        return new UnsupportedOperationException(
                "the " + getClass().getSimpleName() + " distribution offers no " + what);
    }

    /** Points as numbers of a parameter's dtype. */
    static Variable points(Variable x, Variable parameter) {
        return x.dtype().isFloating() ? x : new Variable(x.array().astype(parameter.dtype()), false);
    }

    /** A constant of a variable's dtype and device. */
    static Variable constant(double value, Variable like) {
        return new Variable(like.array().emptyLike(Shape.of()).fill(value), false);
    }

    /** A constant. */
    static Variable constant(NDArray array) {
        return new Variable(array, false);
    }
}
