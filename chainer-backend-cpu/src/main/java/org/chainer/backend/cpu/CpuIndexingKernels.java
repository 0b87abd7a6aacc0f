package org.chainer.backend.cpu;

import static org.chainer.backend.cpu.FloatAccess.TILE;

import org.chainer.array.NDArray;
import org.chainer.backend.HostArray;
import org.chainer.backend.Out;
import org.chainer.backend.reference.ReferenceIndexingKernels;

/** Table lookups of float32 without conversion; the rest as the reference. */
class CpuIndexingKernels extends ReferenceIndexingKernels {

    @Override
    public void embed(NDArray w, NDArray ids, Integer ignored, @Out NDArray y) {
        if (!FloatAccess.suits(w, y) || w.size() == 0) {
            super.embed(w, ids, ignored, y);
            return;
        }
        long[] rows = HostArray.longs(ids);
        check(rows, ignored, w.dim(0), "embed");
        long columns = w.size() / w.dim(0);
        FloatAccess table = FloatAccess.reading(w);
        FloatAccess out = FloatAccess.writing(y);
        float[] tile = FloatAccess.tile(0);
        for (int i = 0; i < rows.length; i++) {
            boolean skipped = ignored != null && rows[i] == ignored;
            for (long start = 0; start < columns; start += TILE) {
                int n = (int) Math.min(TILE, columns - start);
                if (skipped) {
                    java.util.Arrays.fill(tile, 0, n, 0);
                } else {
                    table.get(rows[i] * columns + start, tile, n);
                }
                out.put(i * columns + start, tile, n);
            }
        }
    }

    @Override
    public void embedGrad(NDArray ids, NDArray gy, Integer ignored, @Out NDArray gw) {
        if (!FloatAccess.suits(gy, gw) || gw.size() == 0) {
            super.embedGrad(ids, gy, ignored, gw);
            return;
        }
        long[] rows = HostArray.longs(ids);
        check(rows, ignored, gw.dim(0), "embedGrad");
        long columns = gw.size() / gw.dim(0);
        FloatAccess in = FloatAccess.reading(gy);
        FloatAccess table = FloatAccess.writing(gw);
        float[] added = FloatAccess.tile(0);
        float[] tile = FloatAccess.tile(1);
        for (int i = 0; i < rows.length; i++) {
            if (ignored != null && rows[i] == ignored) {
                continue;
            }
            for (long start = 0; start < columns; start += TILE) {
                int n = (int) Math.min(TILE, columns - start);
                in.get(i * columns + start, added, n);
                table.get(rows[i] * columns + start, tile, n);
                FloatFolds.add(added, tile, FloatAccess.padded(n));
                table.put(rows[i] * columns + start, tile, n);
            }
        }
    }

    private static void check(long[] ids, Integer ignored, long rows, String kernel) {
        for (int i = 0; i < ids.length; i++) {
            if ((ids[i] < 0 || ids[i] >= rows) && (ignored == null || ids[i] != ignored)) {
                throw new IndexOutOfBoundsException(kernel + ": id " + ids[i] + " (element " + i
                        + " of the ids) is out of range for a table of " + rows + " rows");
            }
        }
    }
}
