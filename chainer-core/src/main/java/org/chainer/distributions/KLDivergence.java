package org.chainer.distributions;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.chainer.Variable;

/**
 * Kullback–Leibler divergences {@code KL(p‖q) = E[ln p(x) − ln q(x)]} for x distributed as p, by formulas registered for pairs of classes. Chainer: {@code
 * chainer.kl_divergence}, {@code chainer.cross_entropy}, {@code chainer.register_kl}. Thread-safe.
 */
public final class KLDivergence {
    private record Pair(Class<?> first, Class<?> second) {}

    private static final Map<Pair, BiFunction<Distribution, Distribution, Variable>> FORMULAS =
            new ConcurrentHashMap<>();

    static {
        registerKl(Bernoulli.class, Bernoulli.class, Bernoulli::kl);
        registerKl(Beta.class, Beta.class, Beta::kl);
        registerKl(Categorical.class, Categorical.class, Categorical::kl);
        registerKl(Dirichlet.class, Dirichlet.class, Dirichlet::kl);
        registerKl(Exponential.class, Exponential.class, Exponential::kl);
        registerKl(Gamma.class, Gamma.class, Gamma::kl);
        registerKl(Geometric.class, Geometric.class, Geometric::kl);
        registerKl(Gumbel.class, Gumbel.class, Gumbel::kl);
        registerKl(Independent.class, Independent.class, Independent::kl);
        registerKl(Laplace.class, Laplace.class, Laplace::kl);
        registerKl(LogNormal.class, LogNormal.class, LogNormal::kl);
        registerKl(MultivariateNormal.class, MultivariateNormal.class, MultivariateNormal::kl);
        registerKl(Normal.class, Normal.class, Normal::kl);
        registerKl(OneHotCategorical.class, OneHotCategorical.class, OneHotCategorical::kl);
        registerKl(Pareto.class, Pareto.class, Pareto::kl);
        registerKl(Poisson.class, Poisson.class, Poisson::kl);
        registerKl(Uniform.class, Uniform.class, Uniform::kl);
    }

    private KLDivergence() {}

    /**
     * Registers the formula for a pair of classes, in place of one that is there.
     *
     * @param first class of p
     * @param second class of q
     * @param formula gives the divergence from p and q
     */
    public static <P extends Distribution, Q extends Distribution> void registerKl(
            Class<P> first, Class<Q> second, BiFunction<P, Q, Variable> formula) {
        FORMULAS.put(new Pair(first, second), (p, q) -> formula.apply(first.cast(p), second.cast(q)));
    }

    /**
     * The divergence of p from q, of the batch's shape.
     *
     * @throws IllegalArgumentException if no formula is registered for their classes
     */
    public static Variable klDivergence(Distribution p, Distribution q) {
        BiFunction<Distribution, Distribution, Variable> formula = FORMULAS.get(new Pair(p.getClass(), q.getClass()));
        if (formula == null) {
            throw new IllegalArgumentException("no KL divergence is registered for "
                    + p.getClass().getSimpleName() + " and " + q.getClass().getSimpleName()
                    + ": register a formula with registerKl()");
        }
        return formula.apply(p, q);
    }

    /**
     * The cross entropy {@code −E[ln q(x)]} for x distributed as p: p's entropy plus the divergence.
     *
     * @throws IllegalArgumentException if no divergence is registered for their classes
     */
    public static Variable crossEntropy(Distribution p, Distribution q) {
        return p.entropy().add(klDivergence(p, q));
    }
}
