package org.chainer.links;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.links.connection.Bias;
import org.chainer.links.connection.Bilinear;
import org.chainer.links.connection.Parameter;
import org.chainer.links.connection.Scale;
import org.chainer.links.loss.BinaryHierarchicalSoftmax;
import org.chainer.links.loss.BlackOut;
import org.chainer.links.loss.CRF1d;
import org.chainer.links.loss.NegativeSampling;
import org.chainer.links.rnn.ChildSumTreeLSTM;
import org.chainer.links.rnn.LSTM;
import org.chainer.links.rnn.NStepBiGRU;
import org.chainer.links.rnn.NStepBiLSTM;
import org.chainer.links.rnn.NStepBiRNNReLU;
import org.chainer.links.rnn.NStepBiRNNTanh;
import org.chainer.links.rnn.NStepGRU;
import org.chainer.links.rnn.NStepLSTM;
import org.chainer.links.rnn.NStepRNNReLU;
import org.chainer.links.rnn.NStepRNNTanh;
import org.chainer.links.rnn.NaryTreeLSTM;
import org.chainer.links.rnn.StatefulGRU;
import org.chainer.links.rnn.StatefulMGU;
import org.chainer.links.rnn.StatefulPeepholeLSTM;
import org.chainer.links.rnn.StatefulZoneoutLSTM;
import org.chainer.links.rnn.StatelessGRU;
import org.chainer.links.rnn.StatelessLSTM;
import org.chainer.links.rnn.StatelessMGU;

/** Calls any link with a list of inputs, in Chainer's order. */
public final class LinkCalls {
    private LinkCalls() {}

    /** The outputs; of links that return cell state and output, the output only. */
    public static List<Variable> call(Link link, Variable... x) {
        List<Variable> all = List.of(x);
        int half = (x.length - 1) / 2;
        if (link instanceof Layer layer && x.length == 1) {
            return List.of(layer.apply(x[0]));
        } else if (link instanceof StatelessLSTM lstm) {
            return List.of(lstm.apply(x[0], x[1], x[2])[1]);
        } else if (link instanceof StatelessGRU gru) {
            return List.of(gru.apply(x[0], x[1]));
        } else if (link instanceof StatelessMGU mgu) {
            return List.of(mgu.apply(x[0], x[1]));
        } else if (link instanceof ChildSumTreeLSTM tree) {
            return List.of(tree.apply(all.subList(0, half), all.subList(half, 2 * half), x[2 * half])[1]);
        } else if (link instanceof NaryTreeLSTM tree) {
            return List.of(tree.apply(all.subList(0, half), all.subList(half, 2 * half), x[2 * half])[1]);
        } else if (link instanceof Scale scale) {
            return List.of(scale.apply(x[0], x[1]));
        } else if (link instanceof Bias bias) {
            return List.of(bias.apply(x[0], x[1]));
        } else if (link instanceof Bilinear bilinear) {
            return List.of(bilinear.apply(x[0], x[1]));
        } else if (link instanceof Parameter parameter) {
            return List.of(parameter.apply());
        } else if (link instanceof NegativeSampling loss) {
            return List.of(loss.apply(x[0], x[1]));
        } else if (link instanceof BinaryHierarchicalSoftmax loss) {
            return List.of(loss.apply(x[0], x[1]));
        } else if (link instanceof BlackOut loss) {
            return List.of(loss.apply(x[0], x[1], NDArray.from(new int[][] {{0, 2}, {1, 1}, {2, 0}})));
        } else if (link instanceof CRF1d loss) {
            return List.of(loss.apply(all.subList(0, x.length / 2), all.subList(x.length / 2, x.length)));
        }
        return nStep(link, all);
    }

    private static List<Variable> nStep(Link link, List<Variable> xs) {
        if (link instanceof NStepLSTM || link instanceof NStepBiLSTM) {
            var result = link instanceof NStepLSTM lstm
                    ? lstm.apply(null, null, xs)
                    : ((NStepBiLSTM) link).apply(null, null, xs);
            List<Variable> all = joined(result.hy(), result.ys());
            all.add(result.cy());
            return all;
        }
        var result = link instanceof NStepGRU a
                ? a.apply(null, xs)
                : link instanceof NStepBiGRU b
                        ? b.apply(null, xs)
                        : link instanceof NStepRNNTanh c
                                ? c.apply(null, xs)
                                : link instanceof NStepRNNReLU d
                                        ? d.apply(null, xs)
                                        : link instanceof NStepBiRNNTanh e
                                                ? e.apply(null, xs)
                                                : ((NStepBiRNNReLU) link).apply(null, xs);
        return joined(result.hy(), result.ys());
    }

    private static List<Variable> joined(Variable hy, List<Variable> ys) {
        List<Variable> all = new ArrayList<>();
        all.add(hy);
        all.addAll(ys);
        return all;
    }

    /** Forgets the state of a recurrent link. */
    public static void resetState(Link link) {
        if (link instanceof LSTM lstm) {
            lstm.resetState();
        } else if (link instanceof StatefulGRU gru) {
            gru.resetState();
        } else if (link instanceof StatefulMGU mgu) {
            mgu.resetState();
        } else if (link instanceof StatefulPeepholeLSTM lstm) {
            lstm.resetState();
        } else if (link instanceof StatefulZoneoutLSTM lstm) {
            lstm.resetState();
        }
    }
}
