package org.chainer.links.model.vision;

import java.awt.Dimension;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.activation.Softmax;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.noise.Dropout;
import org.chainer.functions.normalization.LocalResponseNormalization;
import org.chainer.functions.pooling.AveragePooling;
import org.chainer.functions.pooling.MaxPooling;
import org.chainer.initializers.LeCunUniform;
import org.chainer.initializers.Zero;
import org.chainer.links.caffe.CaffeFunction;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Inception;
import org.chainer.links.connection.Linear;
import org.chainer.serializers.Serializers;

/**
 * GoogLeNet: nine inception modules, and two side classifiers {@code loss1_fc2} and {@code loss2_fc2} that branch off behind {@code inception_4a} and {@code inception_4d}. Chainer: {@code L.GoogLeNet}.
 *
 * @see <a href="https://arxiv.org/abs/1409.4842">Szegedy et al., Going Deeper with Convolutions, 2014</a>
 */
public class GoogLeNet extends ImageNetwork {
    private static final List<String> INCEPTIONS = List.of("3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b");
    private static final int[][] SIZES = {
        {192, 64, 96, 128, 16, 32, 32},
        {256, 128, 128, 192, 32, 96, 64},
        {480, 192, 96, 208, 16, 48, 64},
        {512, 160, 112, 224, 24, 64, 64},
        {512, 128, 128, 256, 24, 64, 64},
        {512, 112, 144, 288, 32, 64, 64},
        {528, 256, 160, 320, 32, 128, 128},
        {832, 256, 160, 320, 32, 128, 128},
        {832, 384, 192, 384, 48, 128, 128}
    };

    /**
     * A network with the published weights, from the folder of models.
     *
     * @throws IllegalStateException if they are not there; the message says how to get them
     */
    public GoogLeNet() {
        this(true, null);
    }

    /** A network with the weights of an npz file, or, for null, uniformly distributed ones. */
    public GoogLeNet(Path pretrainedModel) {
        this(false, pretrainedModel);
    }

    private GoogLeNet(boolean automatic, Path pretrainedModel) {
        Initializer initialW = automatic || pretrainedModel != null ? new Zero() : new LeCunUniform();
        addLink("conv1", convolution(3, 64, 7, 2, 3, initialW));
        addLink("conv2_reduce", convolution(64, 64, 1, 1, 0, initialW));
        addLink("conv2", convolution(64, 192, 3, 1, 1, initialW));
        for (int i = 0; i < SIZES.length; i++) {
            int[] s = SIZES[i];
            addLink("inc" + INCEPTIONS.get(i), new Inception(s[0], s[1], s[2], s[3], s[4], s[5], s[6]));
        }
        addLink("loss3_fc", linear(1024, 1000, initialW));
        addLink("loss1_conv", convolution(512, 128, 1, 1, 0, initialW));
        addLink("loss1_fc1", linear(2048, 1024, initialW));
        addLink("loss1_fc2", linear(1024, 1000, initialW));
        addLink("loss2_conv", convolution(528, 128, 1, 1, 0, initialW));
        addLink("loss2_fc1", linear(2048, 1024, initialW));
        addLink("loss2_fc2", linear(1024, 1000, initialW));
        if (automatic) {
            ModelFiles.load(
                    this,
                    "bvlc_googlenet.npz",
                    "bvlc_googlenet.caffemodel",
                    "http://dl.caffe.berkeleyvision.org/bvlc_googlenet.caffemodel",
                    GoogLeNet::convertCaffemodelToNpz);
        } else if (pretrainedModel != null) {
            Serializers.loadNpz(pretrainedModel, this);
        }
    }

    private static Convolution2D convolution(int in, int out, int ksize, int stride, int pad, Initializer initialW) {
        ConvolutionOptions options = new ConvolutionOptions().stride(stride).pad(pad);
        return new Convolution2D(in, out, new int[] {ksize}, options, false, initialW, null);
    }

    private static Linear linear(int in, int out, Initializer initialW) {
        return new Linear(in, out, false, initialW, null);
    }

    @Override
    final Map<String, List<Layer>> functions() {
        Map<String, List<Layer>> functions = new LinkedHashMap<>();
        functions.put("conv1", List.of(layer("conv1"), ReLU::relu));
        functions.put("pool1", List.of(GoogLeNet::pooled, GoogLeNet::normalized));
        functions.put("conv2_reduce", List.of(layer("conv2_reduce"), ReLU::relu));
        functions.put("conv2", List.of(layer("conv2"), ReLU::relu, GoogLeNet::normalized));
        functions.put("pool2", List.of(GoogLeNet::pooled));
        for (String name : INCEPTIONS) {
            functions.put("inception_" + name, List.of(layer("inc" + name)));
            if (name.equals("3b") || name.equals("4e")) {
                functions.put("pool" + name.charAt(0), List.of(GoogLeNet::pooled));
            }
        }
        functions.put("pool5", List.of(x -> AveragePooling.averagePooling2d(x, 7, 1, 0)));
        functions.put("loss3_fc", List.of(x -> Dropout.dropout(x, 0.4), layer("loss3_fc")));
        functions.put("prob", List.of(Softmax::softmax));
        for (String loss : List.of("loss1", "loss2")) {
            functions.put(
                    loss + "_fc2",
                    List.of(
                            x -> AveragePooling.averagePooling2d(x, 5, 3, 0),
                            layer(loss + "_conv"),
                            ReLU::relu,
                            layer(loss + "_fc1"),
                            ReLU::relu,
                            layer(loss + "_fc2")));
        }
        return functions;
    }

    @Override
    final String branchedFrom(String name) {
        return name.equals("loss1_fc2") ? "inception_4a" : name.equals("loss2_fc2") ? "inception_4d" : null;
    }

    @Override
    final boolean isBranching(String name) {
        return name.equals("inception_4a") || name.equals("inception_4d");
    }

    private static Variable pooled(Variable x) {
        return MaxPooling.maxPooling2d(x, 3, 2, 0);
    }

    private static Variable normalized(Variable x) {
        return LocalResponseNormalization.localResponseNormalization(x, 5, 1, 1e-4 / 5, 0.75);
    }

    @Override
    final String defaultLayer() {
        return "pool5";
    }

    @Override
    final NDArray prepared(Object image, Dimension size) {
        return prepare(image, size);
    }

    /** An image as this network takes it, scaled to 224×224. */
    public static NDArray prepare(Object image) {
        return prepare(image, new Dimension(224, 224));
    }

    /**
     * An image as this network takes it: blue, green, red, less their means.
     *
     * @param image a {@link java.awt.image.BufferedImage}, or an array in RGB: (height, width), (height, width, channels) or (channels, height, width), with values 0 to 255
     * @param size what it is scaled to, or null to leave it alone
     * @return (3, height, width)
     */
    public static NDArray prepare(Object image, Dimension size) {
        return Images.prepare(image, size, 104, 117, 123);
    }

    /** Makes an npz file that a constructor takes from the model that was published for Caffe. */
    public static void convertCaffemodelToNpz(Path caffemodel, Path npz) {
        CaffeFunction source = new CaffeFunction(caffemodel);
        GoogLeNet model = new GoogLeNet(null);
        copy(source, "conv1/7x7_s2", model.child("conv1"));
        copy(source, "conv2/3x3_reduce", model.child("conv2_reduce"));
        copy(source, "conv2/3x3", model.child("conv2"));
        for (String name : INCEPTIONS) {
            Inception module = (Inception) model.child("inc" + name);
            String prefix = "inception_" + name + "/";
            copy(source, prefix + "1x1", module.child("conv1"));
            copy(source, prefix + "3x3_reduce", module.child("proj3"));
            copy(source, prefix + "3x3", module.child("conv3"));
            copy(source, prefix + "5x5_reduce", module.child("proj5"));
            copy(source, prefix + "5x5", module.child("conv5"));
            copy(source, prefix + "pool_proj", module.child("projp"));
        }
        for (String loss : List.of("loss1", "loss2")) {
            copy(source, loss + "/conv", model.child(loss + "_conv"));
            copy(source, loss + "/fc", model.child(loss + "_fc1"));
            copy(source, loss + "/classifier", model.child(loss + "_fc2"));
        }
        copy(source, "loss3/classifier", model.child("loss3_fc"));
        Serializers.saveNpz(npz, model, false);
    }

    private static void copy(CaffeFunction source, String layer, Link target) {
        target.copyParams(source.child(layer));
    }
}
