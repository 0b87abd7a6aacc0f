package org.chainer.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Downloads;
import org.chainer.dataset.RemoteFile;

/**
 * CIFAR-10 and CIFAR-100: 50,000 small colour photographs for training and 10,000 for the test, of 10 or 100 classes. Chainer's
 * {@code get_cifar10} and {@code get_cifar100}.
 *
 * <p>Images have 32×32 pixels in the channels red, green, blue, by default arrays {@code (3, 32, 32)} of values in [0, 1];
 * labels are int32 arrays without axes, for CIFAR-100 the fine ones. Read are the binary versions,
 * {@code cifar-10-binary.tar.gz} and {@code cifar-100-binary.tar.gz}, from the cache, to which they are downloaded; or, from
 * {@link ImageOptions#folder}, such an archive, the {@code .bin} files that were unpacked from it, or the archive of the
 * Python version, {@code cifar-10-python.tar.gz} or {@code cifar-100-python.tar.gz}, which Chainer reads.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Krizhevsky, Learning Multiple Layers of Features from Tiny
 *     Images, 2009</a>
 */
public final class Cifar {

    private static final int SIZE = 32;
    private static final int PIXELS = 3 * SIZE * SIZE;
    private static final int MAX_FILE_BYTES = 1 << 28;
    private static final String URL = "https://www.cs.toronto.edu/~kriz/";

    private static final Cifar TEN = new Cifar(
            10,
            1,
            RemoteFile.of(URL + "cifar-10-binary.tar.gz")
                    .withSha256("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"),
            List.of("test_batch.bin"));
    private static final Cifar HUNDRED = new Cifar(
            100,
            2,
            RemoteFile.of(URL + "cifar-100-binary.tar.gz")
                    .withSha256("58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec"),
            List.of("train.bin"),
            List.of("test.bin"));

    private final int classes;
    /** Bytes of labels before each image; the last is the one that is used. */
    private final int labelBytes;

    private final RemoteFile archive;
    private final List<String> trainFiles;
    private final List<String> testFiles;

    private Cifar(int classes, int labelBytes, RemoteFile archive, List<String> trainFiles, List<String> testFiles) {
        this.classes = classes;
        this.labelBytes = labelBytes;
        this.archive = archive;
        this.trainFiles = trainFiles;
        this.testFiles = testFiles;
    }

    /**
     * CIFAR-10, images and labels.
     *
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getCifar10() throws IOException {
        return getCifar10(ImageOptions.defaults());
    }

    /**
     * CIFAR-10, images and labels.
     *
     * @param options how images and labels are to be given; {@code ndim} is 3 by default, or 1
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getCifar10(ImageOptions options) throws IOException {
        return TEN.read(options).map(raw -> options.labeled(raw.images, raw.labels, 3));
    }

    /**
     * CIFAR-10, images without labels: Chainer's {@code withlabel=False}.
     *
     * @param options how images are to be given; {@code ndim} is 3 by default, or 1
     * @return images for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<Dataset<NDArray>> getCifar10Images(ImageOptions options) throws IOException {
        return TEN.read(options).map(raw -> Dataset.of(options.images(raw.images, 3)));
    }

    /**
     * CIFAR-100, images and fine labels.
     *
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getCifar100() throws IOException {
        return getCifar100(ImageOptions.defaults());
    }

    /**
     * CIFAR-100, images and fine labels.
     *
     * @param options how images and labels are to be given; {@code ndim} is 3 by default, or 1
     * @return tuples (image, label) for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<TupleDataset> getCifar100(ImageOptions options) throws IOException {
        return HUNDRED.read(options).map(raw -> options.labeled(raw.images, raw.labels, 3));
    }

    /**
     * CIFAR-100, images without labels: Chainer's {@code withlabel=False}.
     *
     * @param options how images are to be given; {@code ndim} is 3 by default, or 1
     * @return images for training and test
     * @throws IOException if the files cannot be downloaded or read
     */
    public static TrainTest<Dataset<NDArray>> getCifar100Images(ImageOptions options) throws IOException {
        return HUNDRED.read(options).map(raw -> Dataset.of(options.images(raw.images, 3)));
    }

    private record Raw(NDArray images, NDArray labels) {}

    private TrainTest<Raw> read(ImageOptions options) throws IOException {
        List<String> names = new ArrayList<>(trainFiles);
        names.addAll(testFiles);
        Path folder = options.folder();
        Path python = pythonArchive(folder);
        boolean unpacked = folder != null && !Files.exists(folder.resolve(archive.name()));
        Map<String, byte[]> files;
        if (python != null) {
            files = fromArchive(python, names, true);
        } else if (unpacked) {
            files = fromFolder(folder, names);
        } else {
            files = fromArchive(DatasetFiles.find(folder, "cifar", archive), names, false);
        }
        return new TrainTest<>(decode(trainFiles, files), decode(testFiles, files));
    }

    /** The archive of the Python version, if it is in the folder; or if Chainer has put it into the cache; else null. */
    private Path pythonArchive(Path folder) {
        String name = archive.name().replace("binary", "python");
        Path path = folder == null ? Downloads.cachePath(RemoteFile.of(URL + name)) : folder.resolve(name);
        return Files.exists(path) ? path : null;
    }

    private Map<String, byte[]> fromFolder(Path folder, List<String> names) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : names) {
            Path file = DatasetFiles.require(folder.resolve(name));
            try (InputStream in = Files.newInputStream(file)) {
                files.put(name, checked(in.readNBytes(MAX_FILE_BYTES), file.toString()));
            }
        }
        return files;
    }

    private Map<String, byte[]> fromArchive(Path path, List<String> names, boolean python) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream raw = Files.newInputStream(path);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1) + (python ? ".bin" : "");
                if (names.contains(name)) {
                    String what = entry.getName() + " in " + path;
                    byte[] data = tar.readNBytes(MAX_FILE_BYTES);
                    files.put(name, checked(python ? unpickled(data, what) : data, what));
                }
            }
        } catch (IOException | RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains(path.toString())) {
                throw e;
            }
            throw new IOException(path + " is no whole tar.gz archive: " + e.getMessage(), e);
        }
        for (String name : names) {
            if (!files.containsKey(name)) {
                throw new IOException(path + " does not hold " + (python ? name.replace(".bin", "") : name) + "; the "
                        + (python ? "Python" : "binary") + " version of CIFAR was expected");
            }
        }
        return files;
    }

    /** The records of the binary version, of a file of the Python version. */
    private byte[] unpickled(byte[] pickle, String what) throws IOException {
        Object labels = null;
        NDArray images = null;
        try {
            Map<?, ?> batch = (Map<?, ?>) Unpickler.load(ByteBuffer.wrap(pickle));
            labels = batch.get(labelBytes == 1 ? "labels" : "fine_labels");
            images = (NDArray) batch.get("data");
        } catch (IOException | ClassCastException e) {
            throw new IOException(what + " is no batch of images: " + e.getMessage(), e);
        }
        if (!(labels instanceof List<?> list)
                || images == null
                || !images.shape().equals(Shape.of(list.size(), PIXELS))) {
            throw new IOException(what + " is no batch of images: 'data' is "
                    + (images == null ? "missing" : images.shape()) + ", which does not go with the labels");
        }
        ByteBuffer pixels = ByteBuffer.allocate(list.size() * PIXELS);
        images.copyTo(pixels);
        ByteBuffer records = ByteBuffer.allocate(list.size() * (labelBytes + PIXELS));
        for (int i = 0; i < list.size(); i++) {
            records.position(i * (labelBytes + PIXELS) + labelBytes - 1);
            records.put(((Number) list.get(i)).byteValue()).put(pixels.array(), i * PIXELS, PIXELS);
        }
        return records.array();
    }

    private byte[] checked(byte[] data, String what) throws IOException {
        int record = labelBytes + PIXELS;
        if (data.length == 0 || data.length % record != 0 || data.length == MAX_FILE_BYTES) {
            throw new IOException(what + " has " + data.length + " bytes, but records of " + labelBytes + " + " + PIXELS
                    + " bytes were expected");
        }
        for (int at = labelBytes - 1; at < data.length; at += record) {
            if ((data[at] & 0xff) >= classes) {
                throw new IOException(what + " holds the label " + (data[at] & 0xff) + ", but there are only " + classes
                        + " classes");
            }
        }
        return data;
    }

    private Raw decode(List<String> names, Map<String, byte[]> files) {
        int record = labelBytes + PIXELS;
        int count =
                names.stream().mapToInt(name -> files.get(name).length / record).sum();
        ByteBuffer images = ByteBuffer.allocate(count * PIXELS);
        ByteBuffer labels = ByteBuffer.allocate(count);
        for (String name : names) {
            byte[] data = files.get(name);
            for (int at = 0; at < data.length; at += record) {
                labels.put(data[at + labelBytes - 1]);
                images.put(data, at + labelBytes, PIXELS);
            }
        }
        return new Raw(
                HostArrays.of(images.flip(), DType.UINT8, count, 3, SIZE, SIZE),
                HostArrays.of(labels.flip(), DType.UINT8, count));
    }
}
