package org.chainer.examples.vae;

import org.chainer.Chain;
import org.chainer.Name;
import org.chainer.Variable;
import org.chainer.distributions.Independent;
import org.chainer.distributions.Normal;
import org.chainer.functions.F;
import org.chainer.links.connection.Linear;

/** The approximate posterior q(z|x): a normal distribution whose mean and deviation a network computes. */
final class Encoder extends Chain {
    private Linear linear;
    private Linear mu;

    @Name("ln_sigma")
    private Linear lnSigma;

    Encoder(int pixels, int latent, int hidden) {
        linear = new Linear(pixels, hidden);
        mu = new Linear(hidden, latent);
        lnSigma = new Linear(hidden, latent);
    }

    /** Images (batch, pixels) to a distribution of (batch) vectors (latent). */
    Independent apply(Variable x) {
        return withHooks(
                "forward",
                () -> {
                    Variable h = F.tanh(linear.apply(x));
                    return new Independent(Normal.ofLogScale(mu.apply(h), lnSigma.apply(h)));
                },
                x);
    }
}
