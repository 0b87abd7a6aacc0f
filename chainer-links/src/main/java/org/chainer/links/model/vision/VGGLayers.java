package org.chainer.links.model.vision;

import java.awt.Dimension;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.array.NDArray;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.activation.Softmax;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.noise.Dropout;
import org.chainer.functions.pooling.MaxPooling;
import org.chainer.initializers.Normal;
import org.chainer.initializers.Zero;
import org.chainer.links.caffe.CaffeFunction;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.serializers.Serializers;

/**
 * The VGG networks: five blocks of convolutions of size 3, then three linear layers. Children {@code conv1_1} to {@code conv5_3} (or {@code conv5_4}), {@code fc6, fc7, fc8}. Chainer: {@code
 * L.VGG16Layers, L.VGG19Layers}.
 *
 * @see <a href="https://arxiv.org/abs/1409.1556">Simonyan and Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, 2014</a>
 */
public abstract class VGGLayers extends ImageNetwork {
    private static final int[] CHANNELS = {64, 128, 256, 512, 512};
    private static final int[] LAYERS_16 = {2, 2, 3, 3, 3};
    private static final int[] LAYERS_19 = {2, 2, 4, 4, 4};
    private static final String ORIGIN = "https://www.robots.ox.ac.uk/~vgg/software/very_deep/caffe/";

    private final int[] layers;

    VGGLayers(int nLayers, boolean automatic, Path pretrainedModel) {
        this.layers = nLayers == 16 ? LAYERS_16 : LAYERS_19;
        Initializer initialW = automatic || pretrainedModel != null ? new Zero() : new Normal(0.01);
        int in = 3;
        for (int block = 0; block < layers.length; block++) {
            for (int i = 0; i < layers[block]; i++) {
                addLink(name(block, i), convolution(in, CHANNELS[block], initialW));
                in = CHANNELS[block];
            }
        }
        addLink("fc6", new Linear(512 * 7 * 7, 4096, false, initialW, null));
        addLink("fc7", new Linear(4096, 4096, false, initialW, null));
        addLink("fc8", new Linear(4096, 1000, false, initialW, null));
        String name = "VGG_ILSVRC_" + nLayers + "_layers";
        if (automatic) {
            ModelFiles.load(
                    this,
                    name + ".npz",
                    name + ".caffemodel",
                    ORIGIN + name + ".caffemodel",
                    VGGLayers::convertCaffemodelToNpz);
        } else if (pretrainedModel != null) {
            Serializers.loadNpz(pretrainedModel, this);
        }
    }

    private static String name(int block, int layer) {
        return "conv" + (block + 1) + "_" + (layer + 1);
    }

    private static Convolution2D convolution(int in, int out, Initializer initialW) {
        return new Convolution2D(in, out, new int[] {3}, new ConvolutionOptions().pad(1), false, initialW, null);
    }

    @Override
    final Map<String, List<Layer>> functions() {
        Map<String, List<Layer>> functions = new LinkedHashMap<>();
        for (int block = 0; block < layers.length; block++) {
            for (int i = 0; i < layers[block]; i++) {
                functions.put(name(block, i), List.of(layer(name(block, i)), ReLU::relu));
            }
            functions.put("pool" + (block + 1), List.of(x -> MaxPooling.maxPooling2d(x, 2)));
        }
        for (String name : List.of("fc6", "fc7")) {
            functions.put(name, List.of(layer(name), ReLU::relu, Dropout::dropout));
        }
        functions.put("fc8", List.of(layer("fc8")));
        functions.put("prob", List.of(Softmax::softmax));
        return functions;
    }

    @Override
    final String defaultLayer() {
        return "fc7";
    }

    @Override
    final NDArray prepared(Object image, Dimension size) {
        return prepare(image, size);
    }

    /** An image as these networks take it, scaled to 224×224. */
    public static NDArray prepare(Object image) {
        return prepare(image, new Dimension(224, 224));
    }

    /**
     * An image as these networks take it: blue, green, red, less their means.
     *
     * @param image a {@link java.awt.image.BufferedImage}, or an array in RGB: (height, width), (height, width, channels) or (channels, height, width), with values 0 to 255
     * @param size what it is scaled to, or null to leave it alone
     * @return (3, height, width)
     */
    public static NDArray prepare(Object image, Dimension size) {
        return Images.prepare(image, size, 103.939, 116.779, 123.68);
    }

    /** Makes an npz file that a constructor takes from the model that the authors published. */
    public static void convertCaffemodelToNpz(Path caffemodel, Path npz) {
        Serializers.saveNpz(npz, new CaffeFunction(caffemodel), false);
    }
}
