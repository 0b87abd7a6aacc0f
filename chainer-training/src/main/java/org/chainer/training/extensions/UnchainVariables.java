package org.chainer.training.extensions;

import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Variable;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;

/**
 * Lets the graphs behind observed variables go after each iteration, while {@link Config#KEEP_GRAPH_ON_REPORT} has reports keep them. Chainer: {@code unchain_variables}.
 *
 * <p>Its priority is low, so that extensions which draw graphs have had them before.
 */
public final class UnchainVariables implements Extension {
    private boolean kept;

    /** An extension that runs each iteration. */
    public UnchainVariables() {}

    /** Chainer's {@code unchain_variables()}. */
    public static UnchainVariables unchainVariables() {
        return new UnchainVariables();
    }

    @Override
    public String defaultName() {
        return "unchain_variables";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public void initialize(Trainer trainer) {
        kept = keepsGraph();
    }

    private static boolean keepsGraph() {
        return Chainer.config().get(Config.KEEP_GRAPH_ON_REPORT);
    }

    @Override
    public void run(Trainer trainer) {
        // What was reported with its graph is still here in the iteration in which somebody switched that off.
        boolean wasKept = kept;
        kept = keepsGraph();
        if (wasKept || kept) {
            for (Object value : trainer.observation().values()) {
                if (value instanceof Variable variable) {
                    variable.unchainBackward();
                }
            }
        }
    }
}
