package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.LogNdtr;
import org.chainer.functions.math.Ndtr;
import org.chainer.functions.math.Ndtri;
import org.chainer.utils.TypeCheck;

/** Normal distribution: density {@code e^(−(x − loc)²/(2·scale²)) / (scale·√(2π))}. Chainer: {@code chainer.distributions.Normal}. */
public final class Normal extends Distribution {
    private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

    private final Variable loc;
    private final Variable scale;
    private final Variable logScale;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param loc the mean
     * @param scale the standard deviation, positive
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public Normal(Variable loc, Variable scale) {
        this(loc, scale, null);
        check(loc, scale, "scale");
    }

    private Normal(Variable loc, Variable scale, Variable logScale) {
        this.loc = loc;
        this.scale = scale;
        this.logScale = logScale;
    }

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param loc the mean
     * @param logScale the standard deviation's logarithm
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public static Normal ofLogScale(Variable loc, Variable logScale) {
        check(loc, logScale, "log_scale");
        return new Normal(loc, null, logScale);
    }

    private static void check(Variable loc, Variable second, String name) {
        TypeCheck.of("Normal", loc, second)
                .names("loc", name)
                .floating(0)
                .sameDType(0, 1)
                .sameShape(0, 1);
    }

    /** The mean. */
    public Variable loc() {
        return loc;
    }

    /** The standard deviation. */
    public Variable scale() {
        return scale != null ? scale : Exp.exp(logScale);
    }

    /** The standard deviation's logarithm. */
    public Variable logScale() {
        return logScale != null ? logScale : Log.log(scale);
    }

    @Override
    public Shape batchShape() {
        return loc.shape();
    }

    @Override
    public Shape eventShape() {
        return Shape.of();
    }

    @Override
    public Map<String, Variable> params() {
        return Map.of("loc", loc, "scale", scale());
    }

    @Override
    public String support() {
        return "real";
    }

    private Variable standardized(Variable x) {
        return points(x, loc).sub(loc).div(scale());
    }

    @Override
    public Variable logProb(Variable x) {
        Variable z = standardized(x);
        return z.mul(z).mul(0.5).add(logScale()).add(HALF_LOG_2PI).neg();
    }

    @Override
    public Variable prob(Variable x) {
        Variable z = standardized(x);
        return Exp.exp(z.mul(z).mul(-0.5)).div(scale()).mul(1 / Math.sqrt(2 * Math.PI));
    }

    @Override
    public Variable cdf(Variable x) {
        return Ndtr.ndtr(standardized(x));
    }

    @Override
    public Variable logCdf(Variable x) {
        return LogNdtr.logNdtr(standardized(x));
    }

    @Override
    public Variable survivalFunction(Variable x) {
        return Ndtr.ndtr(standardized(x).neg());
    }

    @Override
    public Variable logSurvivalFunction(Variable x) {
        return LogNdtr.logNdtr(standardized(x).neg());
    }

    @Override
    public Variable icdf(Variable q) {
        return loc.add(scale().mul(Ndtri.ndtri(q)));
    }

    @Override
    public Variable entropy() {
        return logScale().add(HALF_LOG_2PI + 0.5);
    }

    @Override
    public Variable mean() {
        return loc;
    }

    @Override
    public Variable mode() {
        return loc;
    }

    @Override
    public Variable variance() {
        Variable deviation = scale();
        return deviation.mul(deviation);
    }

    @Override
    public Variable stddev() {
        return scale();
    }

    @Override
    public Variable sampleN(long n) {
        return constant(Sampling.normal(loc, n)).mul(scale()).add(loc);
    }

    static Variable kl(Normal p, Normal q) {
        Variable distance = p.loc.sub(q.loc);
        return q.logScale()
                .sub(p.logScale())
                .add(p.variance().add(distance.mul(distance)).div(q.variance()).mul(0.5))
                .sub(0.5);
    }
}
