package org.chainer.links.rnn;

import org.chainer.Initializer;

/** Another name of {@link StatefulGRU}. Chainer: {@code L.GRU}. */
public class GRU extends StatefulGRU {

    /** A layer; the input size may be null if it comes with the first input. */
    public GRU(Integer inSize, int outSize) {
        super(inSize, outSize);
    }

    /** A layer with initializers. */
    public GRU(Integer inSize, int outSize, Initializer init, Initializer innerInit, Initializer biasInit) {
        super(inSize, outSize, init, innerInit, biasInit);
    }
}
