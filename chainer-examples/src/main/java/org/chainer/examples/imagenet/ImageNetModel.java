package org.chainer.examples.imagenet;

import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.LossFunction;
import org.chainer.Variable;
import org.chainer.functions.F;

/** A classifier of images into 1,000 classes, which computes its loss itself. */
abstract class ImageNetModel extends Chain implements LossFunction {
    static final int CLASSES = 1000;

    /** Height and width of the images. */
    abstract int insize();

    /** Scores of the classes (batch, 1000), the main one last: some networks have side branches, for training only. */
    abstract Variable[] scores(Variable x);

    /** The loss of images (batch, 3, insize, insize) with labels (batch): the sum of the main branch's and 0.3 times each other's. */
    @Override
    public final Variable apply(Variable... batch) {
        return withHooks("forward", () -> loss(batch[0], batch[1]), (Object[]) batch);
    }

    private Variable loss(Variable x, Variable t) {
        Variable[] scores = scores(x);
        Variable main = scores[scores.length - 1];
        Variable loss = F.softmaxCrossEntropy(main, t);
        if (scores.length > 1) {
            Chainer.report("loss" + scores.length, loss, this);
        }
        for (int i = 0; i < scores.length - 1; i++) {
            Variable side = F.softmaxCrossEntropy(scores[i], t);
            Chainer.report("loss" + (i + 1), side, this);
            loss = loss.add(side.mul(0.3));
        }
        Chainer.report("loss", loss, this);
        Chainer.report("accuracy", F.accuracy(main, t), this);
        return loss;
    }
}
