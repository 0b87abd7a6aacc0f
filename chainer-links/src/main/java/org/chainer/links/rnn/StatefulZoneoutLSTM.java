package org.chainer.links.rnn;

import org.chainer.Variable;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Tanh;
import org.chainer.functions.noise.Zoneout;

/**
 * LSTM some of whose units keep their former cell state and output, at random in training. Keeps its state from call to call. Children {@code upward} and {@code lateral}. Chainer: {@code
 * L.StatefulZoneoutLSTM}.
 *
 * @see Zoneout
 * @see <a href="https://arxiv.org/abs/1606.01305">Krueger et al., Zoneout: Regularizing RNNs by Randomly Preserving Hidden Activations, 2016</a>
 */
public class StatefulZoneoutLSTM extends CellAndOutput {
    private final double cRatio;
    private final double hRatio;

    /** A layer with ratios of 0.5; the input size may be null if it comes with the first input. */
    public StatefulZoneoutLSTM(Integer inSize, int outSize) {
        this(inSize, outSize, 0.5, 0.5);
    }

    /**
     * A layer.
     *
     * @param inSize null if it comes with the first input
     * @param cRatio probability that a unit keeps its cell state
     * @param hRatio probability that a unit keeps its output
     */
    public StatefulZoneoutLSTM(Integer inSize, int outSize, double cRatio, double hRatio) {
        super(inSize, outSize);
        this.cRatio = cRatio;
        this.hRatio = hRatio;
    }

    /** One step: x (batch, in) to the output (batch, out). */
    @Override
    public Variable forward(Variable x) {
        Variable[] gates = gates(x);
        Variable former = cell(x);
        Variable next = Tanh.tanh(gates[0])
                .mul(Sigmoid.sigmoid(gates[1]))
                .add(Sigmoid.sigmoid(gates[2]).mul(former));
        Variable out = Sigmoid.sigmoid(gates[3]).mul(Tanh.tanh(next));
        setState(Zoneout.zoneout(former, next, cRatio), Zoneout.zoneout(output(x), out, hRatio));
        return h();
    }
}
