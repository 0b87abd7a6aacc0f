package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Downloads;
import org.chainer.dataset.RemoteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

class ColourImagesTest {

    @TempDir
    Path folder;

    private ImageOptions here() {
        return ImageOptions.defaults().withFolder(folder);
    }

    /** One record an image: labels, then red all 10·label, green all 51, blue all 255 but its first pixel. */
    private static byte[] cifar(int coarse, int... labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int label : labels) {
            if (coarse >= 0) {
                out.write(coarse);
            }
            out.write(label);
            byte[] pixels = new byte[3072];
            Arrays.fill(pixels, 0, 1024, (byte) (10 * label));
            Arrays.fill(pixels, 1024, 2048, (byte) 51);
            Arrays.fill(pixels, 2049, 3072, (byte) 255);
            out.writeBytes(pixels);
        }
        return out.toByteArray();
    }

    private Map<String, byte[]> tenFiles() {
        return Map.of(
                "data_batch_1.bin", cifar(-1, 1, 2),
                "data_batch_2.bin", cifar(-1, 3),
                "data_batch_3.bin", cifar(-1, 4),
                "data_batch_4.bin", cifar(-1, 5),
                "data_batch_5.bin", cifar(-1, 6),
                "test_batch.bin", cifar(-1, 9, 0));
    }

    private Path archive(String name, String prefix, Map<String, byte[]> files) throws IOException {
        Path path = folder.resolve(name);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(path)))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(prefix + file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return path;
    }

    private void assertCifarTen(TrainTest<TupleDataset> cifar) {
        assertThat(labels(cifar.train())).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(labels(cifar.test())).containsExactly(9, 0);
        NDArray image = cifar.train().get(2).get(0);
        assertThat(image.shape()).isEqualTo(Shape.of(3, 32, 32));
        assertThat(image.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(image.getDouble(0, 31, 31)).isCloseTo(30 / 255.0, within(1e-7));
        assertThat(image.getDouble(1, 0, 5)).isCloseTo(0.2, within(1e-7));
        assertThat(image.getDouble(2, 0, 0)).isZero();
        assertThat(image.getDouble(2, 0, 1)).isCloseTo(1, within(1e-7));
    }

    private static int[] labels(TupleDataset dataset) {
        int[] labels = new int[dataset.size()];
        Arrays.setAll(labels, i -> (int) dataset.get(i).<NDArray>get(1).item());
        return labels;
    }

    @Test
    void cifarTenFromTheArchive() throws IOException {
        archive("cifar-10-binary.tar.gz", "cifar-10-batches-bin/", tenFiles());
        assertCifarTen(Cifar.getCifar10(here()));
    }

    @Test
    void cifarTenFromUnpackedFiles() throws IOException {
        for (Map.Entry<String, byte[]> file : tenFiles().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        assertCifarTen(Cifar.getCifar10(here()));
        TrainTest<Dataset<NDArray>> flat =
                Cifar.getCifar10Images(here().withNdim(1).withScale(255));
        assertThat(flat.test().get(0).shape()).isEqualTo(Shape.of(3072));
        assertThat(flat.test().get(0).getDouble(0)).isCloseTo(90, within(1e-4));
        assertThatThrownBy(() -> Cifar.getCifar10(here().withNdim(2))).hasMessageContaining("3 channels");
        Files.delete(folder.resolve("data_batch_3.bin"));
        assertThatThrownBy(() -> Cifar.getCifar10(here()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(folder.resolve("data_batch_3.bin").toString());
    }

    @Test
    void cifarHundredHasFineLabels() throws IOException {
        archive(
                "cifar-100-binary.tar.gz",
                "cifar-100-binary/",
                Map.of(
                        "train.bin", cifar(19, 98, 0, 5),
                        "test.bin", cifar(3, 17)));
        TrainTest<TupleDataset> cifar = Cifar.getCifar100(here());
        assertThat(labels(cifar.train())).containsExactly(98, 0, 5);
        assertThat(labels(cifar.test())).containsExactly(17);
        assertThat(Cifar.getCifar100Images(here()).train().get(2).getDouble(0, 0, 0))
                .isCloseTo(50 / 255.0, within(1e-7));
    }

    /** A file of the Python version with the images of {@link #cifar}. */
    private static byte[] pickled(String labelName, int... labels) {
        byte[] records = cifar(-1, labels);
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        for (int i = 0; i < labels.length; i++) {
            pixels.write(records, i * 3073 + 1, 3072);
        }
        NDArray images =
                NDArrays.fromBuffer(ByteBuffer.wrap(pixels.toByteArray()), DType.UINT8, Shape.of(labels.length, 3072));
        List<Integer> list = Arrays.stream(labels).boxed().toList();
        return Pickler.dump(Map.of("data", images, labelName, list, "batch_label", "x"));
    }

    @Test
    void cifarFromTheArchivesOfThePythonVersion(@TempDir Path root) throws IOException {
        archive(
                "cifar-10-python.tar.gz",
                "cifar-10-batches-py/",
                Map.of(
                        "data_batch_1", pickled("labels", 1, 2),
                        "data_batch_2", pickled("labels", 3),
                        "data_batch_3", pickled("labels", 4),
                        "data_batch_4", pickled("labels", 5),
                        "data_batch_5", pickled("labels", 6),
                        "test_batch", pickled("labels", 9, 0)));
        assertCifarTen(Cifar.getCifar10(here()));

        Path path = archive(
                "cifar-100-python.tar.gz",
                "cifar-100-python/",
                Map.of(
                        "train", pickled("fine_labels", 98, 0),
                        "test", pickled("fine_labels", 17)));
        assertThat(labels(Cifar.getCifar100(here()).train())).containsExactly(98, 0);
        Downloads.setDatasetRoot(root);
        try {
            // Where Chainer keeps it
            Path cached =
                    Downloads.cachePath(RemoteFile.of("https://www.cs.toronto.edu/~kriz/cifar-100-python.tar.gz"));
            Files.createDirectories(cached.getParent());
            Files.copy(path, cached);
            assertThat(labels(Cifar.getCifar100().test())).containsExactly(17);
        } finally {
            Downloads.setDatasetRoot(null);
        }

        archive(
                "cifar-100-python.tar.gz",
                "",
                Map.of("train", pickled("fine_labels", 1), "test", pickled("labels", 1)));
        assertThatThrownBy(() -> Cifar.getCifar100(here()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("test in " + path + " is no batch of images");
        archive("cifar-100-python.tar.gz", "", Map.of("train", "cos\nsystem\n.".getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> Cifar.getCifar100(here())).hasMessageContaining("Python's os.system");
        archive("cifar-100-python.tar.gz", "", Map.of("train", pickled("fine_labels", 1)));
        assertThatThrownBy(() -> Cifar.getCifar100(here())).hasMessageContaining(path + " does not hold test;");
    }

    @Test
    void badCifarFilesAreNamed() throws IOException {
        Path path = archive("cifar-100-binary.tar.gz", "", Map.of("train.bin", cifar(1, 2), "test.bin", cifar(1, 100)));
        assertThatThrownBy(() -> Cifar.getCifar100(here()))
                .hasMessageContaining("test.bin in " + path)
                .hasMessageContaining("label 100");
        archive("cifar-100-binary.tar.gz", "", Map.of("train.bin", cifar(1, 2), "test.bin", new byte[3073]));
        assertThatThrownBy(() -> Cifar.getCifar100(here()))
                .hasMessageContaining("test.bin in " + path)
                .hasMessageContaining("3073 bytes");
        archive("cifar-100-binary.tar.gz", "", Map.of("train.bin", cifar(1, 2)));
        assertThatThrownBy(() -> Cifar.getCifar100(here())).hasMessageContaining(path + " does not hold test.bin");
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Cifar.getCifar100(here()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path + " is no whole tar.gz archive");
        Files.writeString(path, "<html>");
        assertThatThrownBy(() -> Cifar.getCifar100(here()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path + " is no whole tar.gz archive");
    }

    private static Matrix svhnImages(int count) {
        Matrix x = Mat5.newMatrix(new int[] {32, 32, 3, count}, MatlabType.UInt8);
        for (int row = 0; row < 32; row++) {
            for (int column = 0; column < 32; column++) {
                for (int channel = 0; channel < 3; channel++) {
                    for (int n = 0; n < count; n++) {
                        x.setInt(new int[] {row, column, channel, n}, row + 4 * column + channel + 10 * n);
                    }
                }
            }
        }
        return x;
    }

    private static Matrix column(double... values) {
        Matrix y = Mat5.newMatrix(values.length, 1);
        for (int i = 0; i < values.length; i++) {
            y.setDouble(i, values[i]);
        }
        return y;
    }

    private Path mat(String name, us.hebi.matlab.mat.types.MatFile content) throws IOException {
        Path path = folder.resolve(name);
        Mat5.writeToFile(content, path.toFile());
        return path;
    }

    @Test
    void svhn() throws IOException {
        try (Mat5File content = Mat5.newMatFile()) {
            content.addArray("y", column(1, 10, 9)).addArray("X", svhnImages(3));
            mat("train_32x32.mat", content);
            mat("extra_32x32.mat", content);
        }
        try (Mat5File content = Mat5.newMatFile()) {
            mat("test_32x32.mat", content.addArray("X", svhnImages(1)).addArray("y", column(10)));
        }
        TrainTest<TupleDataset> svhn = Svhn.getSvhn(here().withScale(255));
        assertThat(labels(svhn.train())).containsExactly(1, 0, 9);
        assertThat(labels(svhn.test())).containsExactly(0);
        NDArray image = svhn.train().get(2).get(0);
        assertThat(image.shape()).isEqualTo(Shape.of(3, 32, 32));
        assertThat(image.getDouble(1, 5, 7)).isCloseTo(5 + 4 * 7 + 1 + 20, within(1e-4));
        assertThat(labels(Svhn.getSvhnExtra(here()))).hasSize(3);
        assertThat(Svhn.getSvhnImages(here()).train().get(0).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void matlabArraysOfEveryKind() throws IOException {
        Path path;
        try (Mat5File content = Mat5.newMatFile()) {
            for (MatlabType type : new MatlabType[] {
                MatlabType.Double, MatlabType.Single, MatlabType.Int8, MatlabType.UInt8, MatlabType.Int16,
                MatlabType.UInt16, MatlabType.Int32, MatlabType.UInt32, MatlabType.Int64, MatlabType.UInt64
            }) {
                Matrix matrix = Mat5.newMatrix(2, 3, type);
                for (int i = 0; i < 6; i++) {
                    matrix.setLong(i, 100L + i);
                }
                content.addArray(type.name(), matrix);
            }
            content.addArray("big", Mat5.newMatrix(1, 1, MatlabType.UInt16));
            content.getMatrix("big").setInt(0, 0xffff);
            Matrix logical = Mat5.newLogical(1, 2);
            logical.setBoolean(1, true);
            content.addArray("logical", logical);
            content.addArray("text", Mat5.newString("passed over"));
            path = mat("all.mat", content);
        }
        Map<String, NDArray> arrays = MatFile.read(path);
        assertThat(arrays).hasSize(12).doesNotContainKey("text");
        arrays.forEach((name, array) -> {
            if (array.size() == 6) {
                assertThat(array.shape()).as(name).isEqualTo(Shape.of(2, 3));
                assertThat(array.toDoubleArray()).as(name).containsExactly(100, 102, 104, 101, 103, 105);
            }
        });
        assertThat(arrays.get("Single").dtype()).isEqualTo(DType.FLOAT32);
        assertThat(arrays.get("UInt8").dtype()).isEqualTo(DType.UINT8);
        assertThat(arrays.get("big").item()).isEqualTo(65535);
        assertThat(arrays.get("logical").toBooleanArray()).containsExactly(false, true);
    }

    @Test
    void matlabFileThatClaimsTooMuchIsRefused() throws IOException {
        Path path = folder.resolve("huge.mat");
        // Not compressed, so that the dimensions (3, 1) can be found.
        try (Sink sink = Sinks.newStreamingFile(path.toFile());
                Mat5File content = Mat5.newMatFile()) {
            Mat5.newWriter(sink).setDeflateLevel(0).writeMat(content.addArray("X", column(1, 2, 3)));
        }
        byte[] data = Files.readAllBytes(path);
        int dims = 128 + 8 + 16 + 8;
        assertThat(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(dims))
                .isEqualTo(3);
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putInt(dims, 2_000_000_000);
        Files.write(path, data);
        assertThatThrownBy(() -> MatFile.read(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString());
    }

    @Test
    void badMatlabFilesAreNamed() throws IOException {
        Path path;
        try (Mat5File content = Mat5.newMatFile()) {
            path = mat("train_32x32.mat", content.addArray("X", svhnImages(2)));
        }
        assertThatThrownBy(() -> Svhn.getSvhn(here()))
                .hasMessageContaining(path.toString())
                .hasMessageContaining("images X and labels y");
        try (Mat5File content = Mat5.newMatFile()) {
            mat("train_32x32.mat", content.addArray("X", svhnImages(2)).addArray("y", column(1)));
        }
        assertThatThrownBy(() -> Svhn.getSvhn(here()))
                .hasMessageContaining("(32, 32, 3, 2)")
                .hasMessageContaining("y of shape (1, 1)");
        try (Mat5File content = Mat5.newMatFile()) {
            mat("train_32x32.mat", content.addArray("X", svhnImages(2)).addArray("y", column(1, 11)));
        }
        assertThatThrownBy(() -> Svhn.getSvhn(here())).hasMessageContaining("labels from 1 to 11");
        byte[] whole = Files.readAllBytes(path);
        for (int length : new int[] {0, 50, 130, 200, whole.length / 2}) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Svhn.getSvhn(here()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(path.toString());
        }
        Files.write(path, "MATLAB 7.3 MAT-file, HDF5".repeat(30).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> Svhn.getSvhn(here())).hasMessageContaining("no MATLAB 5 file");
        Files.delete(path);
        assertThatThrownBy(() -> Svhn.getSvhn(here())).isInstanceOf(NoSuchFileException.class);
    }
}
