package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chainer.GradientMethod;
import org.chainer.OptimizerHook;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizerhooks.GradientHardClipping;
import org.chainer.optimizerhooks.GradientLARS;
import org.chainer.optimizerhooks.GradientNoise;
import org.chainer.optimizerhooks.Lasso;
import org.chainer.optimizerhooks.WeightDecay;
import org.chainer.optimizers.AMSBound;
import org.chainer.optimizers.AMSGrad;
import org.chainer.optimizers.AdaBound;
import org.chainer.optimizers.AdaDelta;
import org.chainer.optimizers.AdaGrad;
import org.chainer.optimizers.Adam;
import org.chainer.optimizers.AdamW;
import org.chainer.optimizers.CorrectedMomentumSGD;
import org.chainer.optimizers.MSVAG;
import org.chainer.optimizers.MomentumSGD;
import org.chainer.optimizers.NesterovAG;
import org.chainer.optimizers.RMSprop;
import org.chainer.optimizers.RMSpropGraves;
import org.chainer.optimizers.SGD;
import org.chainer.optimizers.SMORMS3;

/** Optimizers and their hooks by Chainer's names, built from Chainer's arguments. */
final class ChainerOptimizers {
    private ChainerOptimizers() {}

    /** An optimizer of that class with those arguments; one that is not known is an error. */
    static GradientMethod create(String name, Map<?, ?> arguments) {
        ConstructorArguments a = new ConstructorArguments(arguments);
        GradientMethod optimizer = create(name, a);
        a.expectAllRead(name);
        return optimizer;
    }

    private static GradientMethod create(String name, ConstructorArguments a) {
        return switch (name) {
            case "SGD" -> new SGD(a.number("lr", 0.01));
            case "MomentumSGD" -> new MomentumSGD(a.number("lr", 0.01), a.number("momentum", 0.9));
            case "CorrectedMomentumSGD" -> new CorrectedMomentumSGD(a.number("lr", 0.01), a.number("momentum", 0.9));
            case "NesterovAG" -> new NesterovAG(a.number("lr", 0.01), a.number("momentum", 0.9));
            case "AdaGrad" -> new AdaGrad(a.number("lr", 0.001), a.number("eps", 1e-8));
            case "AdaDelta" -> new AdaDelta(a.number("rho", 0.95), a.number("eps", 1e-6));
            case "RMSprop" ->
                new RMSprop(
                        a.number("lr", 0.01),
                        a.number("alpha", 0.99),
                        a.number("eps", 1e-8),
                        a.flag("eps_inside_sqrt", false));
            case "RMSpropGraves" ->
                new RMSpropGraves(
                        a.number("lr", 1e-4),
                        a.number("alpha", 0.95),
                        a.number("momentum", 0.9),
                        a.number("eps", 1e-4));
            case "SMORMS3" -> new SMORMS3(a.number("lr", 0.001), a.number("eps", 1e-16));
            case "MSVAG" ->
                new MSVAG(
                        a.number("lr", 0.1),
                        a.number("beta", 0.9),
                        a.number("eta", 1),
                        a.number("weight_decay_rate", 0));
            default -> adam(name, a);
        };
    }

    private static GradientMethod adam(String name, ConstructorArguments a) {
        double alpha = a.number("alpha", 0.001);
        double beta1 = a.number("beta1", 0.9);
        double beta2 = a.number("beta2", 0.999);
        double eps = a.number("eps", 1e-8);
        double eta = a.number("eta", 1);
        return switch (name) {
            case "Adam" ->
                new Adam(
                        alpha,
                        beta1,
                        beta2,
                        eps,
                        eta,
                        a.number("weight_decay_rate", 0),
                        a.flag("amsgrad", false),
                        a.flag("adabound", false),
                        a.number("final_lr", 0.1),
                        a.number("gamma", 1e-3));
            case "AdamW" -> new AdamW(alpha, beta1, beta2, eps, eta, a.number("weight_decay_rate", 0));
            case "AMSGrad" -> new AMSGrad(alpha, beta1, beta2, eps, eta);
            case "AdaBound" ->
                new AdaBound(alpha, beta1, beta2, a.number("final_lr", 0.1), a.number("gamma", 1e-3), eps, eta);
            case "AMSBound" ->
                new AMSBound(alpha, beta1, beta2, a.number("final_lr", 0.1), a.number("gamma", 1e-3), eps, eta);
            default -> throw new AssertionError("no optimizer " + name);
        };
    }

    /** A hook; arguments by position ({@code args}) or name ({@code kwargs}). */
    static OptimizerHook hook(Map<?, ?> entry) {
        List<?> args = entry.get("args") instanceof List<?> list ? list : List.of();
        Map<?, ?> named = entry.get("kwargs") instanceof Map<?, ?> map ? map : Map.of();
        String name = (String) entry.get("hook");
        ConstructorArguments k = new ConstructorArguments(named);
        OptimizerHook hook = switch (name) {
            case "WeightDecay" -> new WeightDecay(number(args, 0, k, "rate", 0));
            case "Lasso" -> new Lasso(number(args, 0, k, "rate", 0));
            case "GradientClipping" -> new GradientClipping(number(args, 0, k, "threshold", 0));
            case "GradientHardClipping" ->
                new GradientHardClipping(number(args, 0, k, "lower_bound", 0), number(args, 1, k, "upper_bound", 0));
            case "GradientLARS" ->
                new GradientLARS(
                        number(args, 0, k, "threshold", 1e-2),
                        number(args, 1, k, "weight_decay", 0),
                        number(args, 2, k, "eps", 1e-9));
            case "GradientNoise" -> new GradientNoise(number(args, 0, k, "eta", 0));
            default -> throw new AssertionError("no hook " + name);
        };
        k.expectAllRead(name);
        assertThat(hook.name()).isEqualTo(name);
        return hook;
    }

    private static double number(
            List<?> args, int position, ConstructorArguments named, String name, double otherwise) {
        return position < args.size() ? ((Number) args.get(position)).doubleValue() : named.number(name, otherwise);
    }
}
