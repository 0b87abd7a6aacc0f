package org.chainer.distributions;

import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Lgamma;
import org.chainer.functions.math.Log;
import org.chainer.utils.TypeCheck;

/**
 * Gumbel distribution: density {@code e^(−z − e^(−z)) / scale} with {@code z = (x − loc) / scale}. Chainer: {@code chainer.distributions.Gumbel}.
 */
public final class Gumbel extends Distribution {
    private final Variable loc;
    private final Variable scale;

    /**
     * Distributions with the given parameters, of one shape and floating-point dtype.
     *
     * @param loc the mode
     * @param scale the scale, positive
     * @throws org.chainer.utils.InvalidTypeException if they do not fit
     */
    public Gumbel(Variable loc, Variable scale) {
        TypeCheck.of("Gumbel", loc, scale)
                .names("loc", "scale")
                .floating(0)
                .sameDType(0, 1)
                .sameShape(0, 1);
        this.loc = loc;
        this.scale = scale;
    }

    /** The parameter: the mode. */
    public Variable loc() {
        return loc;
    }

    /** The parameter: the scale, positive. */
    public Variable scale() {
        return scale;
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
        return Map.of("loc", loc, "scale", scale);
    }

    private static final double EULER = 0.57721566490153286061;

    @Override
    public String support() {
        return "real";
    }

    @Override
    public Variable logProb(Variable x) {
        Variable z = points(x, loc).sub(loc).div(scale);
        return Log.log(scale).add(z).add(Exp.exp(z.neg())).neg();
    }

    @Override
    public Variable entropy() {
        return Log.log(scale).add(EULER + 1);
    }

    @Override
    public Variable mean() {
        return loc.add(scale.mul(EULER));
    }

    @Override
    public Variable variance() {
        return scale.mul(scale).mul(Math.PI * Math.PI / 6);
    }

    @Override
    public Variable sampleN(long n) {
        return constant(Sampling.gumbel(loc, n)).mul(scale).add(loc);
    }

    static Variable kl(Gumbel p, Gumbel q) {
        Variable ratio = p.scale.div(q.scale);
        Variable shift = q.loc.sub(p.loc).div(q.scale);
        return Log.log(q.scale)
                .sub(Log.log(p.scale))
                .add(ratio.sub(1).mul(EULER))
                .add(Exp.exp(shift.add(Lgamma.lgamma(ratio.add(1)))))
                .sub(1)
                .sub(shift);
    }
}
