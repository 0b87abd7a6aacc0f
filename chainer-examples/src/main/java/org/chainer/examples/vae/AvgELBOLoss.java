package org.chainer.examples.vae;

import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.LossFunction;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.distributions.Independent;
import org.chainer.distributions.KLDivergence;
import org.chainer.functions.F;

/**
 * The negative evidence lower bound, averaged over a batch: {@code −E_q[log p(x|z)] + β KL(q(z|x) ‖ p(z))}.
 *
 * @see <a href="https://arxiv.org/abs/1312.6114">Kingma and Welling, Auto-Encoding Variational Bayes, 2013</a>
 */
final class AvgELBOLoss extends Chain implements LossFunction {
    private Encoder encoder;
    private Decoder decoder;
    private Prior prior;
    private final double beta;
    private final int samples;

    AvgELBOLoss(Encoder encoder, Decoder decoder, Prior prior, double beta, int samples) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.prior = prior;
        this.beta = beta;
        this.samples = samples;
    }

    Encoder encoder() {
        return encoder;
    }

    Decoder decoder() {
        return decoder;
    }

    Prior prior() {
        return prior;
    }

    /** The loss of images (batch, pixels). */
    @Override
    public Variable apply(Variable... batch) {
        return withHooks("forward", () -> forward(batch[0]), (Object[]) batch);
    }

    private Variable forward(Variable x) {
        Independent posterior = encoder.apply(x);
        Variable z = posterior.sample(samples);
        Variable repeated = F.broadcastTo(F.expandDims(x, 0), Shape.of(samples).concat(x.shape()));
        Variable reconstruction = F.mean(decoder.apply(z).logProb(repeated));
        Variable penalty = F.mean(KLDivergence.klDivergence(posterior, prior.distribution()));
        Variable loss = penalty.mul(beta).sub(reconstruction);
        Chainer.report("loss", loss, this);
        Chainer.report("reconstr", reconstruction, this);
        Chainer.report("kl_penalty", penalty, this);
        return loss;
    }
}
