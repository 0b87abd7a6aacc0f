package org.chainer.links.model.vision;

import java.awt.Dimension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.activation.Softmax;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.pooling.AveragePooling;
import org.chainer.functions.pooling.MaxPooling;
import org.chainer.functions.pooling.PoolingOptions;
import org.chainer.initializers.HeNormal;
import org.chainer.initializers.Zero;
import org.chainer.links.caffe.CaffeFunction;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.links.connection.Scale;
import org.chainer.links.normalization.BatchNormalization;
import org.chainer.serializers.Serializers;

/**
 * Residual networks with 50, 101 or 152 layers: a convolution, four {@link BuildingBlock}s of bottlenecks, and a linear layer. Children {@code conv1, bn1, res2, res3, res4, res5, fc6}. Chainer: {@code
 * L.model.vision.resnet.ResNetLayers}.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al., Deep Residual Learning for Image Recognition, 2015</a>
 */
public class ResNetLayers extends ImageNetwork {
    private static final String ORIGIN = "https://github.com/KaimingHe/deep-residual-networks";

    private Convolution2D conv1;
    private BatchNormalization bn1;
    private BuildingBlock res2;
    private BuildingBlock res3;
    private BuildingBlock res4;
    private BuildingBlock res5;
    private Linear fc6;

    /** A network with the weights of an npz file, or, for null, He-normal ones; strides are in convolutions of size 1. */
    public ResNetLayers(Path pretrainedModel, int nLayers) {
        this(pretrainedModel, nLayers, false);
    }

    /**
     * A network.
     *
     * @param pretrainedModel an npz file with weights, or null for He-normal ones
     * @param nLayers 50, 101 or 152
     * @param downsampleFb whether strides are in the convolutions of size 3 (else: of size 1, as in the paper)
     * @throws IllegalArgumentException if there is no network of so many layers
     */
    public ResNetLayers(Path pretrainedModel, int nLayers, boolean downsampleFb) {
        this(false, pretrainedModel, nLayers, downsampleFb);
    }

    ResNetLayers(boolean automatic, Path pretrainedModel, int nLayers, boolean downsampleFb) {
        int[] blocks = blocks(nLayers);
        Initializer initialW = automatic || pretrainedModel != null ? new Zero() : new HeNormal();
        conv1 = new Convolution2D(
                3, 64, new int[] {7}, new ConvolutionOptions().stride(2).pad(3), false, initialW, null);
        bn1 = new BatchNormalization(64);
        res2 = new BuildingBlock(blocks[0], 64, 64, 256, 1, initialW, downsampleFb);
        res3 = new BuildingBlock(blocks[1], 256, 128, 512, 2, initialW, downsampleFb);
        res4 = new BuildingBlock(blocks[2], 512, 256, 1024, 2, initialW, downsampleFb);
        res5 = new BuildingBlock(blocks[3], 1024, 512, 2048, 2, initialW, downsampleFb);
        fc6 = new Linear(2048, 1000);
        if (automatic) {
            String name = "ResNet-" + nLayers + "-model";
            ModelFiles.load(
                    this,
                    name + ".npz",
                    name + ".caffemodel",
                    ORIGIN,
                    (from, to) -> convertCaffemodelToNpz(from, to, nLayers));
        } else if (pretrainedModel != null) {
            Serializers.loadNpz(pretrainedModel, this);
        }
    }

    private static int[] blocks(int nLayers) {
        return switch (nLayers) {
            case 50 -> new int[] {3, 4, 6, 3};
            case 101 -> new int[] {3, 4, 23, 3};
            case 152 -> new int[] {3, 8, 36, 3};
            default ->
                throw new IllegalArgumentException(
                        "ResNetLayers: n_layers is " + nLayers + ", expected 50, 101 or 152");
        };
    }

    @Override
    final Map<String, List<Layer>> functions() {
        Map<String, List<Layer>> functions = new LinkedHashMap<>();
        functions.put("conv1", List.of(conv1, bn1, ReLU::relu));
        functions.put("pool1", List.of(x -> MaxPooling.maxPooling2d(x, 3, 2, 0)));
        functions.put("res2", List.of(res2));
        functions.put("res3", List.of(res3));
        functions.put("res4", List.of(res4));
        functions.put("res5", List.of(res5));
        functions.put("pool5", List.of(ResNetLayers::globalAverage));
        functions.put("fc6", List.of(fc6));
        functions.put("prob", List.of(Softmax::softmax));
        return functions;
    }

    private static Variable globalAverage(Variable x) {
        int[] size = {Math.toIntExact(x.dim(2)), Math.toIntExact(x.dim(3))};
        Variable y = AveragePooling.averagePooling2d(x, new PoolingOptions(size).stride(1));
        return Reshape.reshape(y, x.dim(0), x.dim(1));
    }

    @Override
    final String defaultLayer() {
        return "pool5";
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
        return Images.prepare(image, size, 103.063, 115.903, 123.152);
    }

    /** Makes an npz file that a constructor takes from the model that the authors published for Caffe. */
    public static void convertCaffemodelToNpz(Path caffemodel, Path npz, int nLayers) {
        CaffeFunction source = new CaffeFunction(caffemodel);
        ResNetLayers model = new ResNetLayers(null, nLayers);
        model.conv1
                .w()
                .array()
                .copyFrom(((Convolution2D) source.child("conv1")).w().array());
        if (((Convolution2D) source.child("conv1")).b() != null) {
            model.conv1
                    .b()
                    .array()
                    .copyFrom(((Convolution2D) source.child("conv1")).b().array());
        }
        copyNormalization(source, "_conv1", model.bn1);
        int[] blocks = blocks(nLayers);
        BuildingBlock[] targets = {model.res2, model.res3, model.res4, model.res5};
        for (int i = 0; i < targets.length; i++) {
            copyBlock(source, targets[i], names(i + 2, blocks[i], nLayers));
        }
        model.fc6.copyParams(source.child("fc1000"));
        Serializers.saveNpz(npz, model, false);
    }

    /** The authors' names of the bottlenecks of a block: letters, or, in the long blocks of the deeper networks, b with numbers. */
    private static List<String> names(int block, int count, int nLayers) {
        boolean numbered = nLayers > 50 && (block == 3 || block == 4);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(block + (i == 0 ? "a" : numbered ? "b" + i : Character.toString('a' + i)));
        }
        return names;
    }

    private static void copyBlock(CaffeFunction source, BuildingBlock target, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            Bottleneck bottleneck = target.bottleneck(i);
            String[] branches = i == 0 ? new String[] {"2a", "2b", "2c", "1"} : new String[] {"2a", "2b", "2c"};
            for (int k = 0; k < branches.length; k++) {
                String name = names.get(i) + "_branch" + branches[k];
                Convolution2D convolution = (Convolution2D) bottleneck.child("conv" + (k + 1));
                convolution
                        .w()
                        .array()
                        .copyFrom(
                                ((Convolution2D) source.child("res" + name)).w().array());
                copyNormalization(source, name, (BatchNormalization) bottleneck.child("bn" + (k + 1)));
            }
        }
    }

    /** Caffe has the statistics in one layer, and factor and shift in the next. */
    private static void copyNormalization(CaffeFunction source, String name, BatchNormalization target) {
        BatchNormalization statistics = (BatchNormalization) source.child("bn" + name);
        target.avgMean().copyFrom(statistics.avgMean());
        target.avgVar().copyFrom(statistics.avgVar());
        Scale scale = (Scale) source.child("scale" + name);
        target.gamma().array().copyFrom(scale.w().array());
        target.beta().array().copyFrom(scale.bias().b().array());
    }
}
