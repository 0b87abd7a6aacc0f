package org.chainer.links.model.vision;

import java.util.ArrayList;
import java.util.List;
import org.chainer.Chain;
import org.chainer.Link;
import org.chainer.array.NDArray;
import org.chainer.links.caffe.CaffeModelBuilder;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.links.normalization.BatchNormalization;

/** Networks as Caffe's models, under the names that their authors gave the layers. */
final class CaffeModels {
    private static final String[] NONE = {};

    private final List<CaffeModelBuilder> layers = new ArrayList<>();

    private static CaffeModelBuilder blob(NDArray array) {
        return CaffeModelBuilder.blob(array.toFloatArray(), array.shape().toArray());
    }

    private void convolution(String name, Link link) {
        Convolution2D c = (Convolution2D) link;
        CaffeModelBuilder options =
                new CaffeModelBuilder().integer(4, c.w().dim(2)).integer(2, c.b() == null ? 0 : 1);
        CaffeModelBuilder layer = CaffeModelBuilder.layer(name, "Convolution", NONE, NONE, 106, options);
        layer.blobs(blob(c.w().array()));
        layers.add(c.b() == null ? layer : layer.blobs(blob(c.b().array())));
    }

    private void linear(String name, Link link) {
        Linear l = (Linear) link;
        layers.add(CaffeModelBuilder.layer(name, "InnerProduct", NONE, NONE, 117, new CaffeModelBuilder())
                .blobs(blob(l.w().array()), blob(l.b().array())));
    }

    private void normalization(String name, Link link) {
        BatchNormalization b = (BatchNormalization) link;
        layers.add(CaffeModelBuilder.layer("bn" + name, "BatchNorm", NONE, NONE, 139, new CaffeModelBuilder())
                .blobs(blob(b.avgMean()), blob(b.avgVar())));
        CaffeModelBuilder biased = new CaffeModelBuilder().integer(4, 1);
        layers.add(CaffeModelBuilder.layer("scale" + name, "Scale", new String[] {"x"}, NONE, 142, biased)
                .blobs(blob(b.gamma().array()), blob(b.beta().array())));
    }

    private CaffeModelBuilder net() {
        return CaffeModelBuilder.net(layers.toArray(CaffeModelBuilder[]::new));
    }

    /** Convolutions and linear layers under their own names, as VGG's authors gave them. */
    static CaffeModelBuilder vgg(Chain network) {
        CaffeModels models = new CaffeModels();
        for (Link layer : network.children()) {
            if (layer instanceof Convolution2D) {
                models.convolution(layer.name(), layer);
            } else {
                models.linear(layer.name(), layer);
            }
        }
        return models.net();
    }

    static CaffeModelBuilder resNet50(ResNet50Layers network) {
        CaffeModels models = new CaffeModels();
        models.convolution("conv1", network.child("conv1"));
        models.normalization("_conv1", network.child("bn1"));
        int[] counts = {3, 4, 6, 3};
        for (int block = 2; block <= 5; block++) {
            for (int i = 0; i < counts[block - 2]; i++) {
                Chain bottleneck = (Chain) ((Chain) network.child("res" + block)).child(i == 0 ? "a" : "b" + i);
                String name = block + Character.toString('a' + i) + "_branch";
                String[] branches = {"2a", "2b", "2c", "1"};
                for (int k = 0; k < (i == 0 ? 4 : 3); k++) {
                    models.convolution("res" + name + branches[k], bottleneck.child("conv" + (k + 1)));
                    models.normalization(name + branches[k], bottleneck.child("bn" + (k + 1)));
                }
            }
        }
        models.linear("fc1000", network.child("fc6"));
        return models.net();
    }

    static CaffeModelBuilder googLeNet(GoogLeNet network) {
        CaffeModels models = new CaffeModels();
        models.convolution("conv1/7x7_s2", network.child("conv1"));
        models.convolution("conv2/3x3_reduce", network.child("conv2_reduce"));
        models.convolution("conv2/3x3", network.child("conv2"));
        for (String name : List.of("3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b")) {
            Chain module = (Chain) network.child("inc" + name);
            String prefix = "inception_" + name + "/";
            models.convolution(prefix + "1x1", module.child("conv1"));
            models.convolution(prefix + "3x3_reduce", module.child("proj3"));
            models.convolution(prefix + "3x3", module.child("conv3"));
            models.convolution(prefix + "5x5_reduce", module.child("proj5"));
            models.convolution(prefix + "5x5", module.child("conv5"));
            models.convolution(prefix + "pool_proj", module.child("projp"));
        }
        for (String loss : List.of("loss1", "loss2")) {
            models.convolution(loss + "/conv", network.child(loss + "_conv"));
            models.linear(loss + "/fc", network.child(loss + "_fc1"));
            models.linear(loss + "/classifier", network.child(loss + "_fc2"));
        }
        models.linear("loss3/classifier", network.child("loss3_fc"));
        return models.net();
    }
}
