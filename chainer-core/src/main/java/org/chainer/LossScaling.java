package org.chainer;

import java.util.ArrayList;
import java.util.List;
import org.chainer.array.NDArray;
import org.chainer.backend.kernels.ReduceOp;
import org.chainer.utils.SquaredNorms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The factor of losses, fixed or found by trial. */
final class LossScaling {
    private static final Logger LOG = LoggerFactory.getLogger(LossScaling.class);
    /** The greatest float16. */
    private static final double GREATEST = 65504;

    private final SquaredNorms norms = new SquaredNorms();
    private final List<NDArray> gradients = new ArrayList<>();
    private double scale = 1;
    private boolean dynamic;
    private double growth;
    private boolean everSkipped;
    private long skipped;

    double scale() {
        return scale;
    }

    long skipped() {
        return skipped;
    }

    void fix(double newScale) {
        if (!(newScale > 0) || Double.isInfinite(newScale)) {
            throw new IllegalArgumentException("loss scale is " + newScale + ", expected a positive number");
        }
        scale = newScale;
        dynamic = false;
    }

    void makeDynamic(int interval) {
        if (interval < 1) {
            throw new IllegalArgumentException("loss scaling: interval is " + interval + ", expected 1 or more");
        }
        scale = 1;
        dynamic = true;
        growth = Math.pow(2, 1.0 / interval);
        everSkipped = false;
    }

    /** Whether the gradients may be used; they always may where the factor is fixed. */
    boolean isSafe(List<Parameter> parameters) {
        return !dynamic || areFinite(parameters);
    }

    private boolean areFinite(List<Parameter> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            gradients.add(parameters.get(i).borrowGrad());
        }
        double sum = 0;
        for (double norm : norms.of(gradients)) {
            sum += norm;
        }
        gradients.clear();
        if (Double.isFinite(sum)) {
            return true;
        }
        for (Parameter parameter : parameters) {
            if (!isFinite(parameter.borrowGrad())) {
                LOG.warn(
                        "gradients of {} are not finite: the update is skipped, and the loss scale of {} halved",
                        parameter.describe(),
                        scale);
                return false;
            }
        }
        return true;
    }

    private static boolean isFinite(NDArray gradient) {
        return gradient.size() == 0
                || Double.isFinite(gradient.reduce(ReduceOp.MAX, false).item())
                        && Double.isFinite(gradient.reduce(ReduceOp.MIN, false).item());
    }

    /** Adapts the factor to what {@link #isSafe} said of an update. */
    void adapt(boolean safe) {
        if (!dynamic) {
            return;
        }
        if (!safe) {
            skipped++;
            everSkipped = true;
        }
        double factor = !safe ? 0.5 : everSkipped ? growth : 2;
        scale = Math.max(1, Math.min(GREATEST, scale * factor));
    }

    /** Hands over what was found by trial; a fixed factor is the program's own. */
    void serialize(Serializer serializer) {
        if (dynamic) {
            scale = serializer.number("loss_scale", scale);
            everSkipped = serializer.bool("loss_scale_settled", everSkipped);
            skipped = serializer.integer("skipped_updates", skipped);
        }
    }
}
