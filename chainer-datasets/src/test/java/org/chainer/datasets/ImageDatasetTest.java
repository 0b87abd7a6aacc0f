package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.dataset.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDatasetTest {

    @TempDir
    Path folder;

    /** An image of 3×2 pixels whose pixel (x, y) has red 10·x, green 100·y, blue 200, alpha 50. */
    private static BufferedImage image(int type) {
        BufferedImage image = new BufferedImage(3, 2, type);
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 3; x++) {
                image.setRGB(x, y, new Color(10 * x, 100 * y, 200, 50).getRGB());
            }
        }
        return image;
    }

    private static BufferedImage grey() {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 6; i++) {
            image.getRaster().setSample(i % 3, i / 3, 0, 40 * i);
        }
        return image;
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private NDArray read(String name, byte[] content) throws IOException {
        write(name, content);
        return new ImageDataset(List.of(name), folder).get(0);
    }

    @Test
    void channelsComeFirstAndSamplesAreThoseOfTheFile() throws IOException {
        NDArray rgb = read("a/rgb.png", encode(image(BufferedImage.TYPE_INT_RGB), "png"));
        assertThat(rgb.shape()).isEqualTo(Shape.of(3, 2, 3));
        assertThat(rgb.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(rgb.toFloatArray())
                .containsExactly(0, 10, 20, 0, 10, 20, 0, 0, 0, 100, 100, 100, 200, 200, 200, 200, 200, 200);
        assertThat(read("b.bmp", encode(image(BufferedImage.TYPE_3BYTE_BGR), "bmp"))
                        .toFloatArray())
                .isEqualTo(rgb.toFloatArray());

        NDArray rgba = read("c.png", encode(image(BufferedImage.TYPE_INT_ARGB), "png"));
        assertThat(rgba.shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThat(rgba.getDouble(3, 1, 1)).isEqualTo(50);
        assertThat(rgba.getDouble(1, 1, 1)).isEqualTo(100);

        NDArray grey = read("d.png", encode(grey(), "png"));
        assertThat(grey.shape()).isEqualTo(Shape.of(1, 2, 3));
        assertThat(grey.toFloatArray()).containsExactly(0, 40, 80, 120, 160, 200);
    }

    @Test
    void jpegsAreRead() throws IOException {
        BufferedImage even = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            even.setRGB(i % 8, i / 8, new Color(200, 100, 50).getRGB());
        }
        NDArray image = read("a.jpg", encode(even, "jpg"));
        assertThat(image.shape()).isEqualTo(Shape.of(3, 8, 8));
        assertThat(image.getDouble(0, 4, 4)).isCloseTo(200, within(3.0));
        assertThat(image.getDouble(1, 4, 4)).isCloseTo(100, within(3.0));
        assertThat(image.getDouble(2, 4, 4)).isCloseTo(50, within(3.0));
        assertThat(read("b.jpg", encode(grey(), "jpg")).shape()).isEqualTo(Shape.of(1, 2, 3));
    }

    @Test
    void palettesAreReplacedByTheirColours() throws IOException {
        byte[] reds = {0, (byte) 250};
        byte[] greens = {10, (byte) 20};
        BufferedImage coloured = new BufferedImage(
                2, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, reds, greens, greens));
        coloured.getRaster().setSample(1, 0, 0, 1);
        assertThat(read("a.gif", encode(coloured, "gif")).toFloatArray()).containsExactly(0, 250, 10, 20, 10, 20);

        BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        bits.getRaster().setSample(1, 0, 0, 1);
        NDArray grey = read("b.png", encode(bits, "png"));
        assertThat(grey.shape()).isEqualTo(Shape.of(1, 1, 2));
        assertThat(grey.toFloatArray()).containsExactly(0, 255);
    }

    @Test
    void sixteenBitGreysKeepTheirDepth() throws IOException {
        BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(1, 0, 0, 65_000);
        assertThat(read("a.png", encode(deep, "png")).toFloatArray()).containsExactly(0, 65_000);
    }

    @Test
    void listsAndDtypes() throws IOException {
        write("img/a.png", encode(grey(), "png"));
        write("img/b.png", encode(image(BufferedImage.TYPE_INT_RGB), "png"));
        write("list.txt", "a.png\n b.png \n".getBytes());
        ImageDataset dataset = ImageDataset.ofList(folder.resolve("list.txt"), folder.resolve("img"), DType.UINT8);
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.get(0).dtype()).isEqualTo(DType.UINT8);
        assertThat(dataset.get(1).shape()).isEqualTo(Shape.of(3, 2, 3));
        assertThatThrownBy(() -> dataset.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void labelsGoWithTheirImages() throws IOException {
        write("a.png", encode(grey(), "png"));
        write("b.png", encode(image(BufferedImage.TYPE_INT_RGB), "png"));
        write("list.txt", "b.png 7\na.png\t-1\n".getBytes());
        LabeledImageDataset dataset = LabeledImageDataset.ofList(folder.resolve("list.txt"), folder);
        Tuple example = dataset.get(1);
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(example.<NDArray>get(0).shape()).isEqualTo(Shape.of(1, 2, 3));
        assertThat(example.<NDArray>get(1).dtype()).isEqualTo(DType.INT32);
        assertThat(example.<NDArray>get(1).rank()).isZero();
        assertThat(example.<NDArray>get(1).item()).isEqualTo(-1);
        assertThat(dataset.get(0).<NDArray>get(1).item()).isEqualTo(7);
        LabeledImageDataset wide =
                new LabeledImageDataset(List.of(new LabeledPath("a.png", 3)), folder, DType.FLOAT64, DType.INT64);
        assertThat(wide.get(0).<NDArray>get(0).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(wide.get(0).<NDArray>get(1).dtype()).isEqualTo(DType.INT64);

        for (String bad : List.of("b.png", "b.png x", "b.png 1 2", "")) {
            write("bad.txt", ("a.png 1\n" + bad + "\n").getBytes());
            assertThatThrownBy(() -> LabeledImageDataset.ofList(folder.resolve("bad.txt"), folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Line 2 of " + folder.resolve("bad.txt"))
                    .hasMessageContaining("'" + bad + "'");
        }
    }

    private Path zip(String name, String... images) throws IOException {
        Path path = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
            out.putNextEntry(new ZipEntry("dir/"));
            for (String image : images) {
                out.putNextEntry(new ZipEntry(image));
                boolean colour = image.contains("colour");
                out.write(encode(colour ? image(BufferedImage.TYPE_INT_RGB) : grey(), "png"));
            }
        }
        return path;
    }

    @Test
    void zippedImages() throws IOException {
        Path one = zip("one.zip", "dir/b.png", "dir/colour.png");
        Path two = zip("two.zip", "c.png");
        try (ZippedImageDataset dataset = new ZippedImageDataset(one)) {
            assertThat(dataset.size()).isEqualTo(2);
            assertThat(dataset.get(0).shape()).isEqualTo(Shape.of(1, 2, 3));
            assertThat(dataset.get("dir/colour.png").shape()).isEqualTo(Shape.of(3, 2, 3));
            assertThatThrownBy(() -> dataset.get("none.png"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("no image 'none.png' in " + one);
            assertThatThrownBy(() -> dataset.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        try (MultiZippedImageDataset dataset = new MultiZippedImageDataset(List.of(one, two), DType.UINT8)) {
            assertThat(dataset.size()).isEqualTo(3);
            assertThat(dataset.get(1).dim(0)).isEqualTo(3);
            assertThat(dataset.get(2).dim(0)).isEqualTo(1);
            assertThat(dataset.get(2).dtype()).isEqualTo(DType.UINT8);
        }
        write("list.txt", "dir/colour.png 4\n".getBytes());
        try (LabeledZippedImageDataset dataset =
                new LabeledZippedImageDataset(one, folder.resolve("list.txt"), null, DType.INT32)) {
            assertThat(dataset.size()).isEqualTo(1);
            assertThat(dataset.get(0).<NDArray>get(0).dim(0)).isEqualTo(3);
            assertThat(dataset.get(0).<NDArray>get(1).item()).isEqualTo(4);
        }
    }

    @Test
    void badImagesAreNamed() throws IOException {
        byte[] good = encode(image(BufferedImage.TYPE_INT_RGB), "png");
        assertBad("short.png", Arrays.copyOf(good, good.length / 2), "damaged");
        assertBad("text.png", "no image".getBytes(), "no image of a known format");
        assertBad("empty.png", new byte[0], "no image of a known format");
        byte[] huge = good.clone();
        huge[16] = 0x7f;
        huge[20] = 0x7f;
        assertBad("huge.png", huge, "pixels");
        assertThatThrownBy(() -> new ImageDataset(List.of("none.png"), folder).get(0))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no image " + folder.resolve("none.png"));
        write("bad.zip", "no zip".getBytes());
        assertThatThrownBy(() -> new ZippedImageDataset(folder.resolve("bad.zip")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.zip is no whole zip archive");
    }

    private void assertBad(String name, byte[] content, String reason) {
        assertThatThrownBy(() -> read(name, content))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder.resolve(name).toString())
                .hasMessageContaining(reason);
    }
}
