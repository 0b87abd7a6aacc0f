package org.chainer.golden;

import org.chainer.functions.F;

/** Calls of the activation functions. */
final class ActivationOps {
    private ActivationOps() {}

    static void register(GoldenOps ops) {
        ops.add("relu", (x, k) -> F.relu(x[0]));
        ops.add("sigmoid", (x, k) -> F.sigmoid(x[0]));
        ops.add("softmax", (x, k) -> F.softmax(x[0], k.integer("axis", 1)));
        ops.add("tanh", (x, k) -> F.tanh(x[0]));
        ops.missing(
                "clipped_relu",
                "crelu",
                "elu",
                "hard_sigmoid",
                "leaky_relu",
                "log_softmax",
                "maxout",
                "prelu",
                "relu6",
                "rrelu",
                "selu",
                "softplus",
                "swish");
    }
}
