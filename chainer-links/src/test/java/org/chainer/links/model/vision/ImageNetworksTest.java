package org.chainer.links.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.functions.F;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.serializers.NpzFile;
import org.chainer.serializers.Serializers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes, layers, training steps, images and weights of the networks for images. */
class ImageNetworksTest {
    @TempDir
    Path folder;

    private static ImageNetwork make(Function<Path, ImageNetwork> constructor) {
        return constructor.apply(null);
    }

    static List<Arguments> networks() {
        Function<Path, ImageNetwork> vgg16 = VGG16Layers::new;
        Function<Path, ImageNetwork> vgg19 = VGG19Layers::new;
        Function<Path, ImageNetwork> googLeNet = GoogLeNet::new;
        Function<Path, ImageNetwork> resNet50 = ResNet50Layers::new;
        Function<Path, ImageNetwork> resNet101 = ResNet101Layers::new;
        Function<Path, ImageNetwork> resNet152 = ResNet152Layers::new;
        return List.of(
                Arguments.of("VGG16", vgg16, 138_357_544L),
                Arguments.of("VGG19", vgg19, 143_667_240L),
                Arguments.of("GoogLeNet", googLeNet, 13_378_280L),
                Arguments.of("ResNet50", resNet50, 25_557_096L),
                Arguments.of("ResNet101", resNet101, 44_549_224L),
                Arguments.of("ResNet152", resNet152, 60_192_872L));
    }

    private static NDArray random(long... shape) {
        return new RandomState(5).normal(0, 50, DType.FLOAT32, shape);
    }

    private static void expectTrainingStep(ImageNetwork network, Variable x) {
        Variable y = network.apply(x, "prob").get("prob");
        assertThat(y.shape().toArray()).containsExactly(x.dim(0), 1000);
        Variable loss = F.softmaxCrossEntropy(y, new Variable(NDArray.of(3, 999).slice(0, 0, x.dim(0))));
        network.clearGrads();
        loss.backward();
        for (Map.Entry<String, Parameter> entry : network.namedParams().entrySet()) {
            boolean side = entry.getKey().startsWith("/loss1") || entry.getKey().startsWith("/loss2");
            if (!side) {
                NDArray grad = entry.getValue().grad();
                assertThat(grad).as(entry.getKey()).isNotNull();
                assertThat(Double.isFinite(grad.mul(grad).sum().item()))
                        .as(entry.getKey())
                        .isTrue();
            }
        }
    }

    /** Two images of 224×224: each network's own size. */
    @Tag("full")
    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void parametersAndATrainingStep(String name, Function<Path, ImageNetwork> constructor, long parameters) {
        ImageNetwork network = make(constructor);
        assertThat(network.countParams()).isEqualTo(parameters);
        expectTrainingStep(network, new Variable(random(2, 3, 224, 224), false));
    }

    @Test
    void resNet50OnSmallImages() {
        ResNet50Layers network = new ResNet50Layers(null);
        assertThat(network.countParams()).isEqualTo(25_557_096);
        expectTrainingStep(network, new Variable(random(2, 3, 64, 64), false));
        assertThat(network.namedParams().keySet())
                .contains("/conv1/b", "/res2/a/conv4/W", "/res4/b5/bn3/gamma", "/res5/b2/conv1/W", "/fc6/W")
                .doesNotContain("/res2/a/conv1/b", "/res4/b6/bn1/gamma");
        ResNetLayers copy = (ResNetLayers) network.copy();
        Map<String, Variable> features = copy.extract(List.of(random(3, 70, 50)), new Dimension(32, 64));
        assertThat(features.get("pool5").shape().toArray()).containsExactly(1, 2048);
        assertThatThrownBy(() -> network.apply(new Variable(random(1, 3, 32, 32)), "pool9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pool9")
                .hasMessageContaining("pool5");
        assertThatThrownBy(() -> new ResNetLayers(null, 34)).hasMessageContaining("50, 101 or 152");
    }

    @Test
    void resNetLayersAreChainers() {
        assertThat(new ResNet50Layers(null, true).availableLayers())
                .containsExactly("conv1", "pool1", "res2", "res3", "res4", "res5", "pool5", "fc6", "prob");
    }

    @Test
    void vgg16OnOneImage() {
        VGG16Layers network = new VGG16Layers(null);
        assertThat(network.countParams()).isEqualTo(138_357_544);
        assertThat(String.join(" ", network.availableLayers()))
                .isEqualTo("conv1_1 conv1_2 pool1 conv2_1 conv2_2 pool2 conv3_1 conv3_2 conv3_3 pool3"
                        + " conv4_1 conv4_2 conv4_3 pool4 conv5_1 conv5_2 conv5_3 pool5 fc6 fc7 fc8 prob");
        expectTrainingStep(network, new Variable(random(1, 3, 224, 224), false));
        expectConversion(
                network.children().stream().map(Link::name).toList(),
                network.namedParams().keySet());
    }

    /** A network with VGG's layers by name, each of a handful of weights. */
    private static final class Miniature extends Chain {
        Miniature(List<String> names) {
            names.forEach(name -> addLink(name, name.startsWith("fc") ? new Linear(2, 3) : new Convolution2D(2, 3, 3)));
        }
    }

    /** A caffemodel with VGG's layers becomes a file with the keys that the network reads. */
    private void expectConversion(List<String> layers, Set<String> paths) {
        Miniature original = new Miniature(layers);
        Path caffemodel = folder.resolve("VGG_ILSVRC_16_layers.caffemodel");
        Path npz = folder.resolve("VGG_ILSVRC_16_layers.npz");
        CaffeModels.vgg(original).write(caffemodel);
        VGGLayers.convertCaffemodelToNpz(caffemodel, npz);
        try (NpzFile file = new NpzFile(npz)) {
            assertThat(file.keys().stream().map(key -> "/" + key)).containsExactlyInAnyOrderElementsOf(paths);
        }
        Miniature loaded = new Miniature(layers);
        Serializers.loadNpz(npz, loaded);
        original.namedParams()
                .forEach((path, parameter) -> assertThat(
                                loaded.namedParams().get(path).array().contentEquals(parameter.array()))
                        .as(path)
                        .isTrue());
    }

    @Test
    void googLeNetsLayersAndSideClassifiers() {
        GoogLeNet network = new GoogLeNet(null);
        assertThat(network.countParams()).isEqualTo(13_378_280);
        assertThat(String.join(" ", network.availableLayers()))
                .isEqualTo("conv1 pool1 conv2_reduce conv2 pool2 inception_3a inception_3b pool3 inception_4a"
                        + " inception_4b inception_4c inception_4d inception_4e pool4 inception_5a inception_5b pool5"
                        + " loss3_fc prob loss1_fc2 loss2_fc2");
        try (Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false);
                Chainer.Scope noBackprop = Chainer.noBackpropMode()) {
            Map<String, Variable> outputs = network.apply(
                    new Variable(random(1, 3, 224, 224)), "inception_4a", "loss1_fc2", "loss2_fc2", "pool5");
            assertThat(outputs.keySet()).containsExactly("inception_4a", "pool5", "loss1_fc2", "loss2_fc2");
            assertThat(outputs.get("inception_4a").shape().toArray()).containsExactly(1, 512, 14, 14);
            assertThat(outputs.get("loss2_fc2").shape().toArray()).containsExactly(1, 1000);
        }
        Variable all = network.predict(List.of(random(3, 70, 50)), false);
        assertThat(all.array().sum().item()).isCloseTo(1, within(1e-4));
    }

    @Tag("full")
    @Test
    void predictionsAreTheMeanOfTenCrops() {
        ResNet50Layers network = new ResNet50Layers(null);
        BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
        image.setRGB(40, 30, 0xff8040);
        Variable mean = network.predict(List.of(image, image));
        assertThat(mean.shape().toArray()).containsExactly(2, 1000);
        assertThat(mean.array().sum().item()).isCloseTo(2, within(1e-3));
        assertThat(mean.array().select(0, 0).contentEquals(mean.array().select(0, 1)))
                .isTrue();
    }

    @Test
    void imagesOfAnyKind() {
        BufferedImage image = new BufferedImage(1, 2, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xff010203);
        image.setRGB(0, 1, 0xff0a141e);
        float[] expected = {3 - 103.939f, 30 - 103.939f, 2 - 116.779f, 20 - 116.779f, 1 - 123.68f, 10 - 123.68f};
        assertThat(VGGLayers.prepare(image, null).toFloatArray()).containsExactly(expected);
        NDArray planes = NDArray.of(1, 10, 2, 20, 3, 30).reshape(3, 2, 1);
        assertThat(VGGLayers.prepare(planes, null).toFloatArray()).containsExactly(expected);
        assertThat(VGGLayers.prepare(planes.transpose(1, 2, 0), null).toFloatArray())
                .containsExactly(expected);
        assertThat(GoogLeNet.prepare(NDArray.of(5f, 6f).reshape(1, 2), null).toFloatArray())
                .containsExactly(5 - 104, 6 - 104, 5 - 117, 6 - 117, 5 - 123, 6 - 123);
        assertThat(ResNetLayers.prepare(image).shape().toArray()).containsExactly(3, 224, 224);
        assertThatThrownBy(() -> ResNetLayers.prepare("file.png")).hasMessageContaining("java.lang.String");
        assertThatThrownBy(() -> ResNetLayers.prepare(NDArray.of(1, 2)))
                .hasMessageContaining("(height, width)")
                .hasMessageContaining("(2,)");
    }

    /** Figures of Pillow's own resize. */
    @Test
    void scalingIsPillows() {
        int[][] plane = new int[7][9];
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 9; x++) {
                plane[y][x] = (x * 37 + y * 91 + x * y * 13) % 256;
            }
        }
        expectScaled(plane, 4, 5, "54 129 153 101 168 146 129 160 103 154 146 103 128 143 119 151 87 137 153 149");
        expectScaled(
                plane,
                9,
                3,
                "75 122 122 168 103 158 150 99 153 99 164 106 182 128 141 135 119 125 117 110 72 177 171 124 126 133 184");
        expectScaled(
                plane,
                12,
                10,
                "0 15 44 72 97 136 170 197 236 73 0 30 41 66 108 153 190 115 83 129 181 131 115 150 117 154 173 174 225"
                        + " 114 65 113 105 153 210 241 180 236 181 49 106 153 211 225 60 78 143 180 62 111 140 143 208 131 120"
                        + " 189 175 79 69 139 25 86 127 137 208 146 91 105 202 137 80 81 108 175 140 30 107 193 154 42 113 203"
                        + " 166 47 201 112 78 142 227 151 129 161 52 119 193 212 130 100 78 100 192 174 156 157 121 98 152 237"
                        + " 17 117 106 1 98 218 197 96 217 117 99 188");
    }

    private static void expectScaled(int[][] plane, int width, int height, String expected) {
        int[][] scaled = BicubicScaling.scaled(plane, width, height);
        StringBuilder text = new StringBuilder();
        for (int[] row : scaled) {
            for (int value : row) {
                text.append(text.isEmpty() ? "" : " ").append(value);
            }
        }
        assertThat(scaled).hasDimensions(height, width);
        assertThat(text.toString()).isEqualTo(expected);
    }

    @Test
    void weightsThatAreNotThere() {
        String before = System.getProperty("chainer.dataset.root");
        System.setProperty("chainer.dataset.root", folder.toString());
        try {
            String place =
                    folder.resolve("pfnet/chainer/models").toAbsolutePath().toString();
            assertThatThrownBy(ResNet50Layers::new)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(place)
                    .hasMessageContaining("ResNet-50-model.npz")
                    .hasMessageContaining("https://github.com/KaimingHe/deep-residual-networks");
            assertThatThrownBy(GoogLeNet::new).hasMessageContaining("bvlc_googlenet.caffemodel");
        } finally {
            restore(before);
        }
    }

    private static void restore(String before) {
        if (before == null) {
            System.clearProperty("chainer.dataset.root");
        } else {
            System.setProperty("chainer.dataset.root", before);
        }
    }

    @Test
    void weightsOfAFile() {
        GoogLeNet network = new GoogLeNet(null);
        Path file = folder.resolve("weights.npz");
        Serializers.saveNpz(file, network, false);
        GoogLeNet loaded = new GoogLeNet(file);
        assertThat(loaded.namedParams()
                        .get("/inc4d/conv5/W")
                        .array()
                        .contentEquals(
                                network.namedParams().get("/inc4d/conv5/W").array()))
                .isTrue();
    }

    /** From a caffemodel in the folder of models, which is converted once. */
    @Tag("full")
    @Test
    void weightsOfACaffemodel() throws Exception {
        Path models = Files.createDirectories(folder.resolve("pfnet/chainer/models"));
        String before = System.getProperty("chainer.dataset.root");
        System.setProperty("chainer.dataset.root", folder.toString());
        try {
            ResNet50Layers original = new ResNet50Layers(null);
            original.namedParams().get("/res3/b2/bn2/beta").array().fill(0.5);
            CaffeModels.resNet50(original).write(models.resolve("ResNet-50-model.caffemodel"));
            ResNet50Layers loaded = new ResNet50Layers();
            original.namedParams()
                    .forEach((path, parameter) -> assertThat(
                                    loaded.namedParams().get(path).array().contentEquals(parameter.array()))
                            .as(path)
                            .isTrue());
            assertThat(models.resolve("ResNet-50-model.npz")).exists();
            Files.delete(models.resolve("ResNet-50-model.caffemodel"));
            new ResNet50Layers();

            GoogLeNet network = new GoogLeNet(null);
            CaffeModels.googLeNet(network).write(models.resolve("bvlc_googlenet.caffemodel"));
            GoogLeNet again = new GoogLeNet();
            network.namedParams()
                    .forEach((path, parameter) -> assertThat(
                                    again.namedParams().get(path).array().contentEquals(parameter.array()))
                            .as(path)
                            .isTrue());
        } finally {
            restore(before);
        }
    }
}
