package org.chainer.examples.vae;

import org.chainer.Chain;
import org.chainer.Variable;
import org.chainer.distributions.Bernoulli;
import org.chainer.distributions.Independent;
import org.chainer.functions.F;
import org.chainer.links.connection.Linear;

/** The likelihood p(x|z): for each pixel the probability of being white. */
final class Decoder extends Chain {
    private Linear linear;
    private Linear output;
    private final boolean binary;

    Decoder(int pixels, int latent, int hidden, boolean binary) {
        linear = new Linear(latent, hidden);
        output = new Linear(hidden, pixels);
        this.binary = binary;
    }

    /** Vectors (…, latent) to a distribution of (…) images (pixels). */
    Independent apply(Variable z) {
        return withHooks(
                "forward",
                () -> {
                    int batchAxes = z.rank() - 1;
                    Variable h = F.tanh(linear.apply(z, batchAxes));
                    return new Independent(Bernoulli.ofLogit(output.apply(h, batchAxes), binary), 1);
                },
                z);
    }
}
