package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Downloads;
import org.chainer.dataset.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {

    private static final int UINT8 = 0x08;

    @TempDir
    Path folder;

    private static byte[] idx(int type, byte[] data, int... shape) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(type << 8 | shape.length);
        for (int length : shape) {
            out.writeInt(length);
        }
        out.write(data);
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(data);
        }
        return bytes.toByteArray();
    }

    /** Image n has the value n + 10 in pixel 1 and 255 in the last. */
    private static byte[] pixels(int count) {
        byte[] data = new byte[count * 784];
        for (int i = 0; i < count; i++) {
            data[i * 784 + 1] = (byte) (i + 10);
            data[i * 784 + 783] = (byte) 255;
        }
        return data;
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private void writeAll() throws IOException {
        write("train-images-idx3-ubyte.gz", gzip(idx(UINT8, pixels(3), 3, 28, 28)));
        write("train-labels-idx1-ubyte.gz", gzip(idx(UINT8, new byte[] {7, 0, 9}, 3)));
        write("t10k-images-idx3-ubyte.gz", gzip(idx(UINT8, pixels(2), 2, 28, 28)));
        write("t10k-labels-idx1-ubyte.gz", idx(UINT8, new byte[] {1, 2}, 2));
    }

    private ImageOptions here() {
        return ImageOptions.defaults().withFolder(folder);
    }

    private static NDArray image(TupleDataset dataset, int index) {
        return dataset.get(index).get(0);
    }

    @Test
    void imagesAreScaledAndLabelsAreInt32() throws IOException {
        writeAll();
        TrainTest<TupleDataset> mnist = Mnist.getMnist(here());
        assertThat(mnist.train().size()).isEqualTo(3);
        assertThat(mnist.test().size()).isEqualTo(2);
        Tuple example = mnist.train().get(2);
        NDArray image = example.get(0);
        NDArray label = example.get(1);
        assertThat(image.shape()).isEqualTo(Shape.of(784));
        assertThat(image.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(image.toFloatArray()[1]).isEqualTo(12 * (1 / 255f));
        assertThat(image.toFloatArray()[783]).isEqualTo(1);
        assertThat(image.toFloatArray()[5]).isZero();
        assertThat(label.dtype()).isEqualTo(DType.INT32);
        assertThat(label.rank()).isZero();
        assertThat(label.item()).isEqualTo(9);
        assertThat(mnist.map(Dataset::size)).isEqualTo(new TrainTest<>(3, 2));
    }

    @Test
    void optionsAreChainersArguments() throws IOException {
        writeAll();
        assertThat(image(Mnist.getMnist(here().withNdim(2)).train(), 0).shape()).isEqualTo(Shape.of(28, 28));
        assertThat(image(Mnist.getMnist(here().withNdim(3)).train(), 0).shape()).isEqualTo(Shape.of(1, 28, 28));

        NDArray rgb =
                image(Mnist.getMnist(here().withNdim(3).withRgbFormat(true)).train(), 1);
        assertThat(rgb.shape()).isEqualTo(Shape.of(3, 28, 28));
        for (int channel = 0; channel < 3; channel++) {
            assertThat(rgb.getDouble(channel, 0, 1)).isCloseTo(11 / 255.0, within(1e-8));
        }

        NDArray wide = image(
                Mnist.getMnist(here().withScale(255).withDtype(DType.FLOAT64)).train(), 1);
        assertThat(wide.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(wide.getDouble(1)).isEqualTo(11);
        NDArray label = Mnist.getMnist(here().withLabelDtype(DType.INT64))
                .train()
                .get(0)
                .get(1);
        assertThat(label.dtype()).isEqualTo(DType.INT64);
    }

    @Test
    void dtypeComesFromTheConfiguration() throws Exception {
        writeAll();
        try (var mode = Chainer.usingConfig(Config.DTYPE, DType.FLOAT16)) {
            assertThat(mode).isNotNull();
            assertThat(image(Mnist.getMnist(here()).train(), 0).dtype()).isEqualTo(DType.FLOAT16);
        }
    }

    @Test
    void imagesAlone() throws IOException {
        writeAll();
        TrainTest<Dataset<NDArray>> images = Mnist.getMnistImages(here().withNdim(3));
        assertThat(images.train().size()).isEqualTo(3);
        assertThat(images.test().get(1).shape()).isEqualTo(Shape.of(1, 28, 28));
    }

    @Test
    void relativesHaveTheSameFilesAndLabelsOfTheirOwn() throws IOException {
        writeAll();
        assertThat(FashionMnist.getFashionMnist(here()).train().size()).isEqualTo(3);
        assertThat(FashionMnist.getFashionMnistImages(here()).test().size()).isEqualTo(2);
        assertThat(FashionMnist.getFashionMnistLabels())
                .hasSize(10)
                .startsWith("T-shirt/top")
                .endsWith("Ankle boot");
        assertThat(KuzushijiMnist.getKuzushijiMnist(here()).train().size()).isEqualTo(3);
        assertThat(KuzushijiMnist.getKuzushijiMnistImages(here()).test().size()).isEqualTo(2);
        assertThat(KuzushijiMnist.getKuzushijiMnistLabels())
                .hasSize(10)
                .startsWith(new KuzushijiMnist.Label("o", "お"))
                .endsWith(new KuzushijiMnist.Label("wo", "を"));
    }

    @Test
    void filesPutIntoTheDatasetRootAreUsed(@TempDir Path root) throws IOException {
        Path mine = folder;
        folder = Files.createDirectories(root.resolve("pfnet/chainer/mnist"));
        writeAll();
        folder = mine;
        Downloads.setDatasetRoot(root);
        try {
            assertThat(Mnist.getMnist().test().size()).isEqualTo(2);
        } finally {
            Downloads.setDatasetRoot(null);
        }
    }

    @Test
    void realTestImages() throws IOException {
        TupleDataset test = Mnist.getMnistTest(ImageOptions.defaults().withFolder(RealData.folder("mnist")));
        assertThat(test.size()).isEqualTo(10_000);
        int[] labels = new int[7];
        Arrays.setAll(labels, i -> (int) test.get(i).<NDArray>get(1).item());
        assertThat(labels).containsExactly(7, 2, 1, 0, 4, 1, 4);
        double sum = 0;
        for (Tuple example : test) {
            sum += example.<NDArray>get(0).mean().item();
        }
        assertThat(sum / 10_000).isCloseTo(0.1325, within(1e-4));
    }

    @Test
    void badOptionsAreAnswered() throws IOException {
        writeAll();
        assertThatThrownBy(() -> here().withNdim(4)).hasMessageContaining("got 4");
        assertThatThrownBy(() -> here().withDtype(DType.INT32)).hasMessageContaining("int32");
        assertThatThrownBy(() -> here().withLabelDtype(DType.FLOAT32)).hasMessageContaining("float32");
        assertThatThrownBy(() -> Mnist.getMnist(here().withRgbFormat(true))).hasMessageContaining("ndim is 1");
    }

    @Test
    void badFilesAreNamed() throws IOException {
        writeAll();
        byte[] good = Files.readAllBytes(folder.resolve("train-images-idx3-ubyte.gz"));
        assertBad("train-images-idx3-ubyte.gz", Arrays.copyOf(good, good.length / 2), "truncated");
        assertBad("train-images-idx3-ubyte.gz", Arrays.copyOf(good, 5), "truncated");
        assertBad("train-images-idx3-ubyte.gz", new byte[0], "truncated");
        byte[] damaged = good.clone();
        damaged[good.length - 6] ^= 1;
        assertBad("train-images-idx3-ubyte.gz", damaged, "truncated or damaged");
        assertBad(
                "train-images-idx3-ubyte.gz",
                "<html>not found</html>".getBytes(),
                "no IDX file: it starts with 0x3c68746d");
        assertBad(
                "train-images-idx3-ubyte.gz",
                idx(UINT8, new byte[100], 3, 28, 28),
                "takes 2352 bytes, but there are only 100");
        assertBad("train-images-idx3-ubyte.gz", idx(UINT8, new byte[3000], 3, 28, 28), "longer than its shape");
        assertBad("train-images-idx3-ubyte.gz", idx(UINT8, pixels(4), 4, 28, 28), "do not belong together");
        assertBad("train-images-idx3-ubyte.gz", idx(UINT8, new byte[12], 3, 2, 2), "(3, 2, 2)");
        assertBad("train-images-idx3-ubyte.gz", idx(0x0d, new byte[784 * 4], 1, 28, 28), "float32");
        assertBad("train-images-idx3-ubyte.gz", idx(0x07, new byte[8], 2), "0x07 is no type of number");
        assertBad("train-images-idx3-ubyte.gz", idx(UINT8, new byte[8], -1, -1, -1), "more than can be read");
        assertBad("train-labels-idx1-ubyte.gz", idx(UINT8, new byte[] {1, 10, 2}, 3), "label 10");
        assertBad("train-labels-idx1-ubyte.gz", idx(UINT8, new byte[] {1, 2}, 2), "do not belong together");
        assertBad("train-labels-idx1-ubyte.gz", idx(UINT8, new byte[] {1, 2}, 1, 2), "(1, 2)");
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
        assertThatThrownBy(() -> Mnist.getMnist(here()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(
                        folder.resolve("t10k-labels-idx1-ubyte.gz").toString());
    }

    private void assertBad(String name, byte[] content, String reason) throws IOException {
        Path file = folder.resolve(name);
        byte[] before = Files.readAllBytes(file);
        Files.write(file, content);
        assertThatThrownBy(() -> Mnist.getMnist(here()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
        Files.write(file, before);
    }

    @Test
    void otherNumbersInIdxFiles() throws IOException {
        byte[] four = {0, 0, 1, 2, -1, -1, -1, -2};
        assertThat(IdxFile.read(write("a", idx(0x0c, four, 2))).toIntArray()).containsExactly(258, -2);
        assertThat(IdxFile.read(write("a", idx(0x0b, four, 2, 2))).toIntArray()).containsExactly(0, 258, -1, -2);
        assertThat(IdxFile.read(write("a", idx(0x09, four, 8))).toIntArray())
                .containsExactly(0, 0, 1, 2, -1, -1, -1, -2);
        byte[] one = {0x3f, (byte) 0xc0, 0, 0};
        assertThat(IdxFile.read(write("a", idx(0x0d, one, 1))).toFloatArray()).containsExactly(1.5f);
        byte[] two = {0x40, 4, 0, 0, 0, 0, 0, 0};
        assertThat(IdxFile.read(write("a", idx(0x0e, two, 1))).toDoubleArray()).containsExactly(2.5);
        assertThat(IdxFile.read(write("a", idx(UINT8, new byte[0], 0, 28))).shape())
                .isEqualTo(Shape.of(0, 28));
    }
}
