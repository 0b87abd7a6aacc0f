package org.chainer.examples.bench;

import java.util.List;
import org.chainer.Chain;
import org.chainer.GradientMethod;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.functions.F;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.links.model.Classifier;
import org.chainer.optimizers.Adam;
import org.chainer.optimizers.MomentumSGD;

/** Training iterations of a network without recurrence, on made-up images of ten classes. */
final class FeedForwardWorkload implements Workload {
    private final Classifier model;
    private final GradientMethod optimizer;
    private final Variable images;
    private final Variable labels;
    private final double flop;
    private final double firstLoss;

    private FeedForwardWorkload(Chain network, GradientMethod optimizer, NDArray images, double flop) {
        model = new Classifier(network);
        model.setComputeAccuracy(false);
        this.optimizer = optimizer;
        this.images = new Variable(images, false);
        this.labels = new Variable(new RandomState(2).integers(0, 10, DType.INT32, images.dim(0)), false);
        this.flop = flop;
        optimizer.setup(model);
        firstLoss = iteration();
    }

    /** 784-1000-1000-10 units, ReLU, batch 100, Adam. */
    static Workload mlp(DType dtype) {
        return new FeedForwardWorkload(
                new Mlp(), new Adam(), new RandomState(1).uniform(0, 1, dtype, 100, 784), 10.764e6);
    }

    /**
     * Images of 32×32×3; 3×3 convolutions to 64, 64, 128, 128, 256 and 256 channels, halved by max pooling after each pair; 512 and 10 units;
     * ReLU, batch 64, momentum SGD.
     */
    static Workload cnn(DType dtype) {
        return new FeedForwardWorkload(
                new Cnn(), new MomentumSGD(0.01), new RandomState(1).uniform(0, 1, dtype, 64, 3, 32, 32), 929e6);
    }

    private static final class Mlp extends Chain implements Layer {
        private Linear l1 = new Linear(784, 1000);
        private Linear l2 = new Linear(1000, 1000);
        private Linear l3 = new Linear(1000, 10);

        @Override
        public Variable forward(Variable x) {
            return l3.apply(F.relu(l2.apply(F.relu(l1.apply(x)))));
        }
    }

    private static final class Cnn extends Chain implements Layer {
        private Convolution2D c1 = new Convolution2D(3, 64, 3, 1, 1);
        private Convolution2D c2 = new Convolution2D(64, 64, 3, 1, 1);
        private Convolution2D c3 = new Convolution2D(64, 128, 3, 1, 1);
        private Convolution2D c4 = new Convolution2D(128, 128, 3, 1, 1);
        private Convolution2D c5 = new Convolution2D(128, 256, 3, 1, 1);
        private Convolution2D c6 = new Convolution2D(256, 256, 3, 1, 1);
        private Linear l1 = new Linear(256 * 4 * 4, 512);
        private Linear l2 = new Linear(512, 10);

        @Override
        public Variable forward(Variable x) {
            Variable h = x;
            for (List<Convolution2D> pair : List.of(List.of(c1, c2), List.of(c3, c4), List.of(c5, c6))) {
                for (Convolution2D convolution : pair) {
                    h = F.relu(convolution.apply(h));
                }
                h = F.maxPooling2d(h, 2);
            }
            return l2.apply(F.relu(l1.apply(h)));
        }
    }

    @Override
    public void iterate() {
        iteration();
    }

    private double iteration() {
        Variable loss = model.apply(images, labels);
        model.clearGrads();
        loss.backward();
        loss.unchainBackward();
        optimizer.update();
        return loss.item();
    }

    @Override
    public double itemsPerIteration() {
        return images.dim(0);
    }

    @Override
    public double flopPerItem() {
        return flop;
    }

    @Override
    public double firstLoss() {
        return firstLoss;
    }
}
