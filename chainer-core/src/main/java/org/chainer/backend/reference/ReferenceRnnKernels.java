package org.chainer.backend.reference;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.RnnKernels;

/** Unit by unit, in double. */
public class ReferenceRnnKernels implements RnnKernels {

    @Override
    public void lstm(NDArray c, NDArray x, @Out NDArray cNext, @Out NDArray h, @Out NDArray activations) {
        double[] cells = HostArray.doubles(c);
        double[] gates = HostArray.doubles(x);
        double[] outputs = new double[cells.length];
        int inner = inner(c);
        for (int unit = 0; unit < cells.length; unit++) {
            int at = firstGate(unit, inner);
            double a = gates[at] = Math.tanh(gates[at]);
            double i = gates[at + inner] = sigmoid(gates[at + inner]);
            double f = gates[at + 2 * inner] = sigmoid(gates[at + 2 * inner]);
            double o = gates[at + 3 * inner] = sigmoid(gates[at + 3 * inner]);
            cells[unit] = a * i + f * cells[unit];
            outputs[unit] = o * Math.tanh(cells[unit]);
        }
        HostArray.store(cells, cNext);
        HostArray.store(outputs, h);
        HostArray.store(gates, activations);
    }

    @Override
    public void lstmGrad(
            NDArray c,
            NDArray cNext,
            NDArray activations,
            NDArray gcNext,
            NDArray gh,
            @Out NDArray gc,
            @Out NDArray gx) {
        double[] cells = HostArray.doubles(c);
        double[] next = HostArray.doubles(cNext);
        double[] gates = HostArray.doubles(activations);
        double[] gradNext = gcNext == null ? new double[cells.length] : HostArray.doubles(gcNext);
        double[] gradOut = gh == null ? new double[cells.length] : HostArray.doubles(gh);
        int inner = inner(c);
        for (int unit = 0; unit < cells.length; unit++) {
            int at = firstGate(unit, inner);
            double a = gates[at];
            double i = gates[at + inner];
            double f = gates[at + 2 * inner];
            double o = gates[at + 3 * inner];
            double tanh = Math.tanh(next[unit]);
            double g = gradNext[unit] + gradOut[unit] * o * (1 - tanh * tanh);
            gates[at] = g * i * (1 - a * a);
            gates[at + inner] = g * a * i * (1 - i);
            gates[at + 2 * inner] = g * cells[unit] * f * (1 - f);
            gates[at + 3 * inner] = gradOut[unit] * tanh * o * (1 - o);
            cells[unit] = g * f;
        }
        HostArray.store(cells, gc);
        HostArray.store(gates, gx);
    }

    /** Number of elements behind one unit: more than one if there are axes after the units. */
    private static int inner(NDArray c) {
        int inner = 1;
        for (int axis = 2; axis < c.rank(); axis++) {
            inner = Math.toIntExact(inner * c.dim(axis));
        }
        return inner;
    }

    /** Where the four gates of the element at this place of c begin in x; they are {@code inner} apart. */
    private static int firstGate(int unit, int inner) {
        return unit / inner * inner * 4 + unit % inner;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
