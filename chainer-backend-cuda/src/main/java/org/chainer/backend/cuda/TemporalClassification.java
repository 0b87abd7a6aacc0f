package org.chainer.backend.cuda;

import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** Connectionist temporal classification, in the log domain. Kernels: losses.cu. */
final class TemporalClassification {
    private static final String TOPIC = "losses";

    private final CudaContext context;

    TemporalClassification(CudaContext context) {
        this.context = context;
    }

    /** See {@link org.chainer.backend.kernels.LossKernels#ctc}. */
    void loss(
            NDArray x,
            NDArray labels,
            NDArray inputLengths,
            NDArray labelLengths,
            int blank,
            NDArray losses,
            NDArray gx) {
        check(x, labels, inputLengths, labelLengths, blank);
        if (losses.size() == 0) {
            return;
        }
        try (Dense in = Dense.reading(x);
                Dense targets = Dense.reading(labels);
                Dense steps = Dense.reading(inputLengths);
                Dense counts = Dense.reading(labelLengths);
                Dense result = Dense.writing(losses);
                Dense gradient = Dense.writing(gx)) {
            long rows = x.dim(0) * x.dim(1);
            String number = CudaElementwiseKernels.number(x.dtype());
            DType dtype = x.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
            Shape places = Shape.of(x.dim(1), x.dim(0), 2 * labels.dim(1) + 1);
            NDArray scores = NDArray.empty(x.device(), dtype, x.shape());
            NDArray forward = NDArray.empty(x.device(), dtype, places);
            NDArray backward = NDArray.empty(x.device(), dtype, places);
            Lanes lanes = Lanes.of(rows, x.dim(2), true);
            context.call(TOPIC, "ctc_scores_" + number)
                    .view(in.array(), false)
                    .write(scores)
                    .add(rows)
                    .add(x.dim(2))
                    .add(lanes.count())
                    .add(lanes.along() ? 1 : 0)
                    .launch(lanes.blocks(rows), Lanes.THREADS);
            NDArray[] sequences = {targets.array(), steps.array(), counts.array()};
            call("ctc_paths_" + number, x, scores, sequences, blank)
                    .write(forward)
                    .write(backward)
                    .view(result.array(), true)
                    .launch((int) Math.min(x.dim(1), Lanes.MOST_BLOCKS), Lanes.THREADS);
            if (gx != null) {
                call("ctc_grad_" + number, x, scores, sequences, blank)
                        .read(forward)
                        .read(backward)
                        .view(gradient.array(), true)
                        .launch((int) Math.min(rows, Lanes.MOST_BLOCKS), Lanes.THREADS);
            }
            scores.close();
            forward.close();
            backward.close();
        }
    }

    private Arguments call(String kernel, NDArray x, NDArray scores, NDArray[] sequences, int blank) {
        return context.call(TOPIC, kernel)
                .read(scores)
                .view(sequences[0], false)
                .view(sequences[1], false)
                .view(sequences[2], false)
                .add(x.dim(0))
                .add(x.dim(1))
                .add(x.dim(2))
                .add(sequences[0].dim(1))
                .add((long) blank);
    }

    private static void check(NDArray x, NDArray labels, NDArray inputLengths, NDArray labelLengths, int blank) {
        long longest = labels.dim(1);
        long symbols = x.dim(2);
        checkLengths("input length", inputLengths.toLongArray(), 1, x.dim(0));
        long[] counts = labelLengths.toLongArray();
        checkLengths("label length", counts, 0, longest);
        checkSymbol("blank symbol", blank, symbols);
        long[] all = labels.toLongArray();
        for (int example = 0; example < counts.length; example++) {
            for (int i = 0; i < counts[example]; i++) {
                checkSymbol(
                        "label " + i + " of example " + example + ",",
                        all[Math.toIntExact(example * longest + i)],
                        symbols);
            }
        }
    }

    private static void checkLengths(String what, long[] lengths, long least, long most) {
        for (int example = 0; example < lengths.length; example++) {
            if (lengths[example] < least || lengths[example] > most) {
                throw new IndexOutOfBoundsException("ctc: " + what + " " + lengths[example] + " of example " + example
                        + " is not in " + least + " to " + most);
            }
        }
    }

    private static void checkSymbol(String what, long symbol, long symbols) {
        if (symbol < 0 || symbol >= symbols) {
            throw new IndexOutOfBoundsException("ctc: " + what + " " + symbol + " is not one of the " + symbols
                    + " symbols (0 to " + (symbols - 1) + ")");
        }
    }
}
