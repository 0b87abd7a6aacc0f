package org.chainer.examples.mnist;

import static org.chainer.functions.activation.ReLU.relu;

import org.chainer.Chain;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.backend.Device;
import org.chainer.functions.F;

/** Two stages of two perceptrons each, one on each device, which exchange what they have between the stages. */
final class ParallelMLP extends Chain implements Layer {
    private MLP first0;
    private MLP first1;
    private MLP second0;
    private MLP second1;
    private final transient Device device0;
    private final transient Device device1;

    ParallelMLP(int units, int outputs, Device device0, Device device1) {
        this.device0 = device0;
        this.device1 = device1;
        first0 = new MLP(units / 2, units);
        first1 = new MLP(units / 2, units);
        second0 = new MLP(units / 2, outputs);
        second1 = new MLP(units / 2, outputs);
        first0.toDevice(device0);
        second0.toDevice(device0);
        first1.toDevice(device1);
        second1.toDevice(device1);
    }

    /** Pixels (batch, …) on the first device to scores (batch, classes) there. */
    @Override
    public Variable forward(Variable x) {
        Variable z0 = first0.apply(x);
        Variable z1 = first1.apply(F.copy(x, device1));
        Variable h0 = z0.add(F.copy(z1, device0));
        Variable h1 = z1.add(F.copy(z0, device1));
        Variable y0 = second0.apply(relu(h0));
        Variable y1 = second1.apply(relu(h1));
        return y0.add(F.copy(y1, device0));
    }
}
