package org.chainer.examples.tutorial;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Devices;
import org.chainer.backend.MemoryPool;
import org.chainer.links.model.Classifier;
import org.chainer.optimizers.SGD;

/**
 * A tiny language model over very many words, in a JVM of its own: prints the memory in use at ten points. Arguments: {@code train} or {@code evaluate}, the number of words,
 * and how many megabytes of other live objects to keep on the heap.
 */
final class LongRun {
    private static final int VOCABULARY = 30;
    private static final int UNITS = 8;
    private static final int WINDOW = 30;

    private LongRun() {}

    public static void main(String[] args) {
        int words = Integer.parseInt(args[1]);
        List<int[]> others = otherObjects(Integer.parseInt(args[2]));
        RandomState.seed(1);
        RNN rnn = new RNN(VOCABULARY, UNITS, UNITS);
        Classifier model = new Classifier(rnn);
        model.setComputeAccuracy(false);
        NDArray[] ids = new NDArray[VOCABULARY];
        for (int i = 0; i < VOCABULARY; i++) {
            ids[i] = NDArray.of(i, (i + 7) % VOCABULARY);
        }
        if (args[0].equals("train")) {
            train(model, ids, words);
        } else {
            evaluate(model, ids, words);
        }
        if (others.isEmpty() && Integer.parseInt(args[2]) > 0) {
            throw new AssertionError();
        }
    }

    /** Many small objects, as an application has them. */
    private static List<int[]> otherObjects(int megabytes) {
        List<int[]> objects = new ArrayList<>();
        for (long i = 0; i < megabytes * 1024L; i++) {
            objects.add(new int[250]);
        }
        return objects;
    }

    private static void train(Classifier model, NDArray[] ids, int words) {
        SGD optimizer = new SGD(0.01);
        optimizer.setup(model);
        Variable loss = Variable.scalar(0);
        for (int t = 1; t <= words; t++) {
            loss = loss.add(model.apply(word(ids, t), word(ids, t + 1)));
            if (t % WINDOW == 0) {
                model.clearGrads();
                loss.backward();
                loss.unchainBackward();
                optimizer.update();
                loss = Variable.scalar(0);
            }
            printMemory(t, words);
        }
    }

    private static void evaluate(Classifier model, NDArray[] ids, int words) {
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            for (int t = 1; t <= words; t++) {
                model.apply(word(ids, t), word(ids, t + 1));
                printMemory(t, words);
            }
        }
    }

    private static Variable word(NDArray[] ids, int t) {
        return new Variable(ids[t % ids.length], false);
    }

    private static void printMemory(int t, int words) {
        if (t % (words / 10) == 0) {
            MemoryPool.Statistics pool = Devices.current().pool().statistics();
            Runtime heap = Runtime.getRuntime();
            System.out.printf(
                    "%d %d %d %d %d%n",
                    t, heap.totalMemory() - heap.freeMemory(), pool.used(), pool.held(), pool.collections());
        }
    }
}
