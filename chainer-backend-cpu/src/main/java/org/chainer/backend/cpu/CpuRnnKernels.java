package org.chainer.backend.cpu;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.reference.ReferenceRnnKernels;

/** LSTM cells of float32 in one pass over tiles, with vectorised tanh; the rest as the reference. */
class CpuRnnKernels extends ReferenceRnnKernels {
    private static final int UNITS = FloatAccess.TILE / 4;
    private static final float[] SCALES = FloatFunctions.gateScales(FloatAccess.TILE);
    private static final float[] SHIFTS = FloatFunctions.gateShifts(FloatAccess.TILE);

    @Override
    public void lstm(NDArray c, NDArray x, @Out NDArray cNext, @Out NDArray h, @Out NDArray activations) {
        if (c.rank() != 2 || !FloatAccess.suits(c, x, cNext, h, activations)) {
            super.lstm(c, x, cNext, h, activations);
            return;
        }
        FloatAccess cells = FloatAccess.reading(c);
        FloatAccess gates = FloatAccess.reading(x);
        FloatAccess next = FloatAccess.writing(cNext);
        FloatAccess output = FloatAccess.writing(h);
        FloatAccess active = FloatAccess.writing(activations);
        float[] g = FloatAccess.tile(0);
        float[] cell = FloatAccess.tile(1);
        float[] out = FloatAccess.tile(2);
        for (long start = 0; start < c.size(); start += UNITS) {
            int n = (int) Math.min(UNITS, c.size() - start);
            gates.get(4 * start, g, 4 * n);
            cells.get(start, cell, n);
            FloatFunctions.gates(g, SCALES, SHIFTS, g, 0, FloatAccess.padded(4 * n));
            active.put(4 * start, g, 4 * n);
            for (int u = 0; u < n; u++) {
                cell[u] = g[4 * u] * g[4 * u + 1] + g[4 * u + 2] * cell[u];
            }
            next.put(start, cell, n);
            FloatFunctions.tanh(cell, out, 0, FloatAccess.padded(n));
            for (int u = 0; u < n; u++) {
                out[u] *= g[4 * u + 3];
            }
            output.put(start, out, n);
        }
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
        if (c.rank() != 2
                || !FloatAccess.suits(c, cNext, activations, gc, gx)
                || gcNext != null && !FloatAccess.suits(gcNext)
                || gh != null && !FloatAccess.suits(gh)) {
            super.lstmGrad(c, cNext, activations, gcNext, gh, gc, gx);
            return;
        }
        FloatAccess cells = FloatAccess.reading(c);
        FloatAccess next = FloatAccess.reading(cNext);
        FloatAccess active = FloatAccess.reading(activations);
        FloatAccess gradNext = gcNext == null ? null : FloatAccess.reading(gcNext);
        FloatAccess gradOut = gh == null ? null : FloatAccess.reading(gh);
        FloatAccess gradCell = FloatAccess.writing(gc);
        FloatAccess gradGates = FloatAccess.writing(gx);
        float[] g = FloatAccess.tile(0);
        float[] cell = FloatAccess.tile(1);
        float[] tanh = FloatAccess.tile(2);
        float[] upCell = FloatAccess.tile(3);
        float[] upOut = FloatAccess.tile(4);
        for (long start = 0; start < c.size(); start += UNITS) {
            int n = (int) Math.min(UNITS, c.size() - start);
            active.get(4 * start, g, 4 * n);
            cells.get(start, cell, n);
            next.get(start, tanh, n);
            get(gradNext, start, upCell, n);
            get(gradOut, start, upOut, n);
            FloatFunctions.tanh(tanh, tanh, 0, FloatAccess.padded(n));
            unitGradients(g, cell, tanh, upCell, upOut, n);
            gradGates.put(4 * start, g, 4 * n);
            gradCell.put(start, cell, n);
        }
    }

    private static void get(FloatAccess access, long start, float[] to, int n) {
        if (access == null) {
            java.util.Arrays.fill(to, 0, n, 0);
        } else {
            access.get(start, to, n);
        }
    }

    /** Turns activations into gradients of the gates' inputs, and cells into gradients of the cells. */
    private static void unitGradients(float[] g, float[] cell, float[] tanh, float[] upCell, float[] upOut, int n) {
        for (int u = 0; u < n; u++) {
            float a = g[4 * u];
            float i = g[4 * u + 1];
            float f = g[4 * u + 2];
            float o = g[4 * u + 3];
            float t = tanh[u];
            float up = upCell[u] + upOut[u] * o * (1 - t * t);
            g[4 * u] = up * i * (1 - a * a);
            g[4 * u + 1] = up * a * i * (1 - i);
            g[4 * u + 2] = up * cell[u] * f * (1 - f);
            g[4 * u + 3] = upOut[u] * t * o * (1 - o);
            cell[u] = up * f;
        }
    }
}
