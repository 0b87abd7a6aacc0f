package org.chainer.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Persistent;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HDF5 files: written and read, Chainer's own, and bad ones. */
class HDF5Test {
    @TempDir
    Path folder;

    static final class Part extends Link {
        @Name("W")
        Parameter w = new Parameter(Initializer.constant(1), 2, 3);

        Parameter late = Parameter.deferred(Initializer.constant(7));

        @Persistent
        int n;

        @Persistent
        double rate = 0.5;

        @Persistent
        boolean flag;

        @Persistent
        String text = "old";

        @Persistent
        NDArray mean = NDArray.zeros(DType.FLOAT32, 300);
    }

    static final class Whole extends Chain {
        Part first = new Part();
        Part second = new Part();
    }

    private static Whole changed() {
        Whole whole = new Whole();
        whole.first.w.array().fill(5);
        whole.first.late.initialize(Shape.of(4));
        whole.first.n = 3;
        whole.first.rate = 0.25;
        whole.first.flag = true;
        whole.first.text = "ein Täxt";
        whole.first.mean.fill(2);
        return whole;
    }

    private static String print(Link link) {
        return Serializers.serialize(link).toString();
    }

    private Path save(Map<String, ?> values, int compression) {
        Path path = folder.resolve("values.h5");
        Serializers.saveHdf5(path, values, compression);
        return path;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 9})
    void allStateComesBack(int compression) {
        Path path = folder.resolve("model.h5");
        Serializers.saveHdf5(path, changed(), compression);
        Whole loaded = new Whole();
        Serializers.loadHdf5(path, loaded);
        assertThat(print(loaded)).isEqualTo(print(changed()));
        assertThat(loaded.second.late.isInitialized()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64", "INT8", "INT16", "INT32", "INT64", "UINT8", "BOOL"})
    void anyDtype(DType dtype) {
        NDArray array = NDArrays.arange(-3, 9, 1, DType.FLOAT64)
                .astype(DType.INT64)
                .astype(dtype)
                .reshape(3, 4);
        try (HDF5File file =
                new HDF5File(save(Map.of("a/b", array, "a/c", array.select(0, 1).select(0, 1)), 4))) {
            assertThat(file.keys()).containsExactlyInAnyOrder("a/b", "a/c");
            assertThat(file.dtype("a/b")).isEqualTo(dtype);
            assertThat(file.array("a/b").contentEquals(array)).isTrue();
            assertThat(file.array("a/c").contentEquals(array.select(0, 1).select(0, 1)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void largeArraysViewsAndEmptyOnes(int compression) {
        NDArray chunked = NDArrays.arange(1_000_003).astype(DType.FLOAT32);
        NDArray view = NDArrays.arange(60_000).reshape(60, 1000).transpose();
        NDArray special = NDArray.of(Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE);
        Map<String, NDArray> values =
                Map.of("long", chunked, "view", view, "special", special, "empty", NDArray.zeros(DType.FLOAT32, 0, 3));
        try (HDF5File file = new HDF5File(save(values, compression))) {
            values.forEach((key, array) -> {
                assertThat(file.shape(key)).isEqualTo(array.shape());
                assertThat(Arrays.toString(file.array(key).astype(DType.FLOAT64).toDoubleArray()))
                        .isEqualTo(Arrays.toString(array.astype(DType.FLOAT64).toDoubleArray()));
            });
        }
    }

    @Test
    void severalObjectsInOneFile() {
        Path path = folder.resolve("both.h5");
        HDF5Serializer serializer = new HDF5Serializer(path);
        changed().serialize(serializer.child("a"));
        new Whole().serialize(serializer.child("b"));
        serializer.write();
        Whole target = new Whole();
        Serializers.loadHdf5(path, target, "a", true, name -> false);
        assertThat(print(target)).isEqualTo(print(changed()));
        try (HDF5File file = new HDF5File(path)) {
            new HDF5Deserializer(file, "b/first", true, name -> false).load(target.first);
        }
        assertThat(target.first.n).isZero();
    }

    static final class Unit extends Link {
        @Name("W")
        Parameter w = Parameter.deferred(Initializer.constant(0));

        Parameter b = new Parameter(Initializer.constant(1), 2);
    }

    static final class Normalization extends Link {
        @Persistent
        @Name("N")
        long count;

        @Persistent
        @Name("avg_mean")
        NDArray mean = NDArray.zeros(DType.FLOAT64, 4);
    }

    static final class ChainersModel extends Chain {
        Unit l1 = new Unit();
        Unit l2 = new Unit();
        Normalization bn = new Normalization();

        @Persistent
        boolean flag;

        @Persistent
        NDArray flags = NDArray.of(false, false, false);

        @Persistent
        NDArray half = NDArray.zeros(DType.FLOAT16, 3);

        @Persistent
        NDArray many = NDArray.zeros(DType.INT32, 1500, 4);

        @Persistent
        NDArray bytes = NDArray.zeros(DType.UINT8, 1, 2);

        @Persistent
        @Name("short")
        NDArray small = NDArray.zeros(DType.INT16, 1);
    }

    private Path chainers() throws IOException {
        Path path = folder.resolve("chainer.h5");
        try (InputStream in = HDF5Test.class.getResourceAsStream("chainer.h5")) {
            Files.copy(in, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return path;
    }

    @Test
    void chainersOwnFile() throws IOException {
        ChainersModel model = new ChainersModel();
        Serializers.loadHdf5(chainers(), model);
        assertThat(model.l1.w.array().toFloatArray()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(model.l1.b.array().toFloatArray()).containsOnly(0);
        assertThat(model.l2.w.isInitialized()).isFalse();
        assertThat(model.bn.count).isEqualTo(7);
        assertThat(model.bn.mean.toDoubleArray()).containsExactly(1, 2, 3, 4);
        assertThat(model.flag).isTrue();
        assertThat(model.flags.toBooleanArray()).containsExactly(true, false, true);
        assertThat(model.half.astype(DType.FLOAT32).toFloatArray()).containsExactly(0, 1, 2);
        assertThat(model.many.contentEquals(
                        NDArrays.arange(6000).astype(DType.INT32).reshape(1500, 4)))
                .isTrue();
        assertThat(model.bytes.astype(DType.INT32).toIntArray()).containsExactly(0, 255);
        assertThat(model.small.astype(DType.INT32).toIntArray()).containsExactly(-3);
    }

    private static void refused(Path path, String... said) {
        Whole target = new Whole();
        target.second.mean.fill(9);
        String before = print(target);
        var thrown = assertThatThrownBy(() -> Serializers.loadHdf5(path, target));
        thrown.isInstanceOf(SerializationException.class).hasMessageContaining(path.toString());
        for (String part : said) {
            thrown.hasMessageContaining(part);
        }
        assertThat(print(target)).isEqualTo(before);
        assertThat(target.first.late.isInitialized()).isFalse();
    }

    private Map<String, Object> values() {
        return new LinkedHashMap<>(Serializers.serialize(changed()));
    }

    @Test
    void filesThatDoNotFit() {
        Map<String, Object> values = values();
        values.remove("second/text");
        refused(save(values, 4), "'second/text'");
        values = values();
        values.put("second/mean", NDArray.zeros(DType.FLOAT32, 5));
        refused(save(values, 4), "second/mean", "(5,)", "(300,)");
        values = values();
        values.put("second/n", "three");
        refused(save(values, 4), "second/n", "a text", "an integer");
        refused(folder.resolve("none.h5"), "no such file");
        refused(folder, "no regular file");
    }

    @Test
    void pathsThatCannotBe() {
        for (String key : new String[] {"", "/a", "a//b", "a/./b"}) {
            assertThatThrownBy(() -> save(Map.of(key, 1L), 0))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("'" + key + "'");
        }
        assertThatThrownBy(() -> save(Map.of("a", 1L, "a/b", 2L), 0)).isInstanceOf(SerializationException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        Path path = save(values(), 4);
        byte[] bytes = Files.readAllBytes(path);
        Path cut = folder.resolve("cut.h5");
        for (int length = 0; length < bytes.length; length += 1 + length / 40) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            refused(cut);
        }
    }

    /** Nothing but a whole load or an exception of ours, whatever byte is damaged; and it ends. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void damagedFilesDoNoHarm(boolean chainers) throws IOException {
        byte[] bytes = Files.readAllBytes(chainers ? chainers() : save(values(), 4));
        Path damaged = folder.resolve("damaged.h5");
        int step = Math.max(1, bytes.length / 150);
        for (int at = 0; at < bytes.length; at += step) {
            byte[] copy = bytes.clone();
            copy[at] ^= (byte) (at % 3 == 0 ? 0xff : at % 3 == 1 ? 0x80 : 1);
            Files.write(damaged, copy);
            Link target = chainers ? new ChainersModel() : new Whole();
            String before = print(target);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                try {
                    Serializers.loadHdf5(damaged, target);
                } catch (SerializationException e) {
                    assertThat(e).hasMessageContaining(damaged.toString());
                    assertThat(print(target)).isEqualTo(before);
                }
            });
        }
    }

    /** A few bytes that stand for very many. */
    @Test
    void hugeShapes() throws IOException {
        Path path = save(Map.of("a", NDArray.zeros(DType.FLOAT32, 1, 7_919)), 0);
        byte[] bytes = Files.readAllBytes(path);
        int at = indexOf(bytes, 7_919);
        bytes[at + 5] = 1;
        Files.write(path, bytes);
        assertThatThrownBy(() -> {
                    try (HDF5File file = new HDF5File(path)) {
                        file.array("a");
                    }
                })
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(path.toString());
    }

    private static int indexOf(byte[] bytes, long value) {
        for (int at = 0; at + 8 <= bytes.length; at++) {
            if (java.nio.ByteBuffer.wrap(bytes)
                            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                            .getLong(at)
                    == value) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }

    /** A class path with this project's classes, but without jHDF. */
    @Test
    void withoutTheLibraryItsNameIsSaid() throws Exception {
        Path path = save(Map.of("a", 1L), 0);
        String[] entries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(java.io.File.pathSeparator);
        URL[] urls = Arrays.stream(entries)
                .filter(entry -> !entry.contains("jhdf"))
                .map(HDF5Test::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Class<?> isolated = loader.loadClass(HDF5File.class.getName());
            assertThatThrownBy(() -> isolated.getConstructor(Path.class).newInstance(path))
                    .cause()
                    .hasMessageContaining("io.jhdf:jhdf")
                    .hasMessageContaining("npz");
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
