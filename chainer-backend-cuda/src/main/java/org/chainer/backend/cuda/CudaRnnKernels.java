package org.chainer.backend.cuda;

import static org.chainer.backend.cuda.CudaElementwiseKernels.number;

import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.RnnKernels;

/** Cells of recurrent networks, one launch each: in float for float32 and narrower, in double for float64. Kernels: rnn.cu. */
final class CudaRnnKernels implements RnnKernels {
    private static final String TOPIC = "rnn";
    private static final int GATES = 4;

    private final CudaContext context;

    CudaRnnKernels(CudaContext context) {
        this.context = context;
    }

    @Override
    public void lstm(NDArray c, NDArray x, @Out NDArray cNext, @Out NDArray h, @Out NDArray activations) {
        if (c.size() == 0) {
            return;
        }
        NDArray inputs = firstGates(x, c.shape());
        NDArray outputs = firstGates(activations, c.shape());
        Extent units = Extent.of(c, inputs, cNext, h, outputs);
        context.call(TOPIC, "lstm_" + number(c.dtype()))
                .add(units)
                .read(c, units, 0)
                .read(inputs, units, 1)
                .write(cNext, units, 2)
                .write(h, units, 3)
                .write(outputs, units, 4)
                .add(x.stride(1))
                .add(activations.stride(1))
                .launch(units.size());
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
        if (c.size() == 0) {
            return;
        }
        NDArray gates = firstGates(activations, c.shape());
        NDArray targets = firstGates(gx, c.shape());
        NDArray cellGradient = gcNext == null ? c : gcNext;
        NDArray outputGradient = gh == null ? c : gh;
        Extent units = Extent.of(c, cNext, gates, cellGradient, outputGradient, gc, targets);
        context.call(TOPIC, "lstm_grad_" + number(c.dtype()))
                .add(units)
                .read(c, units, 0)
                .read(cNext, units, 1)
                .read(gates, units, 2)
                .read(cellGradient, units, 3)
                .read(outputGradient, units, 4)
                .write(gc, units, 5)
                .write(targets, units, 6)
                .add(activations.stride(1))
                .add(gx.stride(1))
                .add(gcNext == null ? 0 : 1)
                .add(gh == null ? 0 : 1)
                .launch(units.size());
    }

    /** The first gate of each unit, in the cell's shape; the unit's others follow along axis 1 of the gates. */
    private static NDArray firstGates(NDArray gates, Shape cell) {
        long[] strides = gates.strides().clone();
        strides[1] *= GATES;
        return gates.asStrided(cell, strides, gates.offset());
    }
}
