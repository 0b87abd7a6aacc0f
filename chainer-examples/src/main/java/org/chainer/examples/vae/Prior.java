package org.chainer.examples.vae;

import org.chainer.Chainer;
import org.chainer.Link;
import org.chainer.Persistent;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.distributions.Independent;
import org.chainer.distributions.Normal;

/** The prior p(z): independent standard normal numbers. */
final class Prior extends Link {
    @Persistent
    private NDArray loc;

    @Persistent
    private NDArray scale;

    Prior(int latent) {
        loc = NDArray.zeros(Chainer.config().dtype(), latent);
        scale = NDArray.ones(Chainer.config().dtype(), latent);
    }

    Independent distribution() {
        return new Independent(new Normal(new Variable(loc, false), new Variable(scale, false)), 1);
    }
}
