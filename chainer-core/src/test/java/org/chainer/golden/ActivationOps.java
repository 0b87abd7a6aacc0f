package org.chainer.golden;

import org.chainer.functions.F;

/** Calls of the activation functions. */
final class ActivationOps {
    private ActivationOps() {}

    static void register(GoldenOps ops) {
        ops.add("clipped_relu", (x, k) -> k.has("z") ? F.clippedRelu(x[0], k.number("z", 0)) : F.clippedRelu(x[0]));
        ops.add("crelu", (x, k) -> F.crelu(x[0], k.integer("axis", 1)));
        ops.add("elu", (x, k) -> F.elu(x[0], k.number("alpha", 1)));
        ops.add("hard_sigmoid", (x, k) -> F.hardSigmoid(x[0]));
        ops.add("leaky_relu", (x, k) -> F.leakyRelu(x[0], k.number("slope", 0.2)));
        ops.add("log_softmax", (x, k) -> F.logSoftmax(x[0], k.integer("axis", 1)));
        ops.add("maxout", (x, k) -> F.maxout(x[0], k.integer("pool_size"), k.integer("axis", 1)));
        ops.add("prelu", (x, k) -> F.prelu(x[0], x[1]));
        ops.add("relu", (x, k) -> F.relu(x[0]));
        ops.add("relu6", (x, k) -> F.relu6(x[0]));
        ops.add(
                "rrelu",
                (x, k) -> F.rrelu(
                        x[0], k.number("l", 1.0 / 8), k.number("u", 1.0 / 3), x.length == 2 ? x[1].array() : null));
        ops.add(
                "selu",
                (x, k) -> k.names().isEmpty()
                        ? F.selu(x[0])
                        : F.selu(x[0], k.number("alpha", 1.6732632423543772), k.number("scale", 1.0507009873554805)));
        ops.add("sigmoid", (x, k) -> F.sigmoid(x[0]));
        ops.add("softmax", (x, k) -> F.softmax(x[0], k.integer("axis", 1)));
        ops.add("softplus", (x, k) -> F.softplus(x[0], k.number("beta", 1)));
        ops.add("swish", (x, k) -> F.swish(x[0], x[1]));
        ops.add("tanh", (x, k) -> F.tanh(x[0]));
    }
}
