package org.chainer.examples.reinforcementlearning;

import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.links.connection.Linear;

/** Two hidden layers with rectifiers, and a linear one. */
final class Mlp extends Chain implements Layer {
    private Linear l0;
    private Linear l1;
    private Linear l2;

    Mlp(int in, int units, int out, Initializer lastW) {
        l0 = new Linear(in, units);
        l1 = new Linear(units, units);
        l2 = new Linear(units, out, false, lastW, null);
    }

    @Override
    public Variable forward(Variable x) {
        return l2.apply(F.relu(l1.apply(F.relu(l0.apply(x)))));
    }

    /** Moves the parameters towards another's: {@code θ ← θ + τ (θ' − θ)}. */
    void approach(Mlp other, double tau) {
        var theirs = other.namedParams();
        for (var entry : namedParams().entrySet()) {
            Parameter theirsParameter = theirs.get(entry.getKey());
            NDArray array = entry.getValue().array();
            array.mulAssign(1 - tau);
            array.addAssign(theirsParameter.array().mul(tau));
        }
    }
}
