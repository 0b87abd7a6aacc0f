package org.chainer.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written to npz files comes back, and has the bytes that NumPy writes. */
class NpzRoundTripTest {
    @TempDir
    Path folder;

    private Path save(Map<String, ?> values, boolean compression) {
        Path file = folder.resolve("state.npz");
        Serializers.saveNpz(file, values, compression);
        return file;
    }

    private static String header(Path file, String key) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            byte[] bytes = zip.getInputStream(zip.getEntry(key + ".npy")).readAllBytes();
            int length = (bytes[8] & 0xff) + 256 * (bytes[9] & 0xff);
            assertThat((10 + length) % 64).isZero();
            return new String(bytes, 10, length, StandardCharsets.ISO_8859_1).strip();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64", "INT8", "INT16", "INT32", "INT64", "UINT8", "BOOL"})
    void anyDtype(DType dtype) {
        NDArray array = NDArrays.arange(-3, 9, 1, DType.FLOAT64)
                .astype(DType.INT64)
                .astype(dtype)
                .reshape(3, 4);
        try (NpzFile file = new NpzFile(save(Map.of("a/b", array), true))) {
            assertThat(file.keys()).containsExactly("a/b");
            assertThat(file.dtype("a/b")).isEqualTo(dtype);
            assertThat(file.array("a/b").contentEquals(array)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void arraysLongerThanATileAndViews(boolean compression) {
        NDArray array = NDArrays.arange(10_007).astype(DType.FLOAT32);
        NDArray view = NDArrays.arange(6_000).reshape(60, 100).transpose();
        Path path = save(Map.of("long", array, "view", view, "empty", NDArray.zeros(DType.FLOAT32, 0, 3)), compression);
        try (NpzFile file = new NpzFile(path)) {
            assertThat(file.array("long").contentEquals(array)).isTrue();
            assertThat(file.array("view").contentEquals(view)).isTrue();
            assertThat(file.shape("empty")).isEqualTo(org.chainer.array.Shape.of(0, 3));
            assertThat(file.array("empty").size()).isZero();
        }
    }

    @Test
    void specialNumbers() {
        NDArray array = NDArray.of(Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE);
        try (NpzFile file = new NpzFile(save(Map.of("x", array), true))) {
            float[] read = file.array("x").toFloatArray();
            assertThat(read).containsExactly(Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE);
        }
    }

    @Test
    void bfloat16BecomesFloat32() {
        NDArray array = NDArray.of(1.5f, -2f).astype(DType.BFLOAT16);
        try (NpzFile file = new NpzFile(save(Map.of("x", array), true))) {
            assertThat(file.dtype("x")).isEqualTo(DType.FLOAT32);
            assertThat(file.array("x").toFloatArray()).containsExactly(1.5f, -2f);
        }
    }

    @Test
    void headersAreNumPys() throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("i", 3L);
        values.put("f", 2.5);
        values.put("b", true);
        values.put("s", "a\uD83D\uDE00");
        values.put("n", null);
        values.put("v", NDArray.zeros(DType.FLOAT32, 5));
        values.put("m", NDArray.zeros(DType.UINT8, 2, 3));
        Path path = save(values, true);
        assertThat(header(path, "i")).isEqualTo("{'descr': '<i8', 'fortran_order': False, 'shape': (), }");
        assertThat(header(path, "f")).isEqualTo("{'descr': '<f8', 'fortran_order': False, 'shape': (), }");
        assertThat(header(path, "b")).isEqualTo("{'descr': '|b1', 'fortran_order': False, 'shape': (), }");
        assertThat(header(path, "s")).isEqualTo("{'descr': '<U2', 'fortran_order': False, 'shape': (), }");
        assertThat(header(path, "n")).isEqualTo("{'descr': '|O', 'fortran_order': False, 'shape': (), }");
        assertThat(header(path, "v")).isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (5,), }");
        assertThat(header(path, "m")).isEqualTo("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "two\nlines", "\u00e4\uD83D\uDE00\u4e2d"})
    void texts(String text) {
        try (NpzFile file = new NpzFile(save(Map.of("t", text), true))) {
            assertThat(file.text("t")).isEqualTo(text);
            assertThat(file.dtype("t")).isNull();
            assertThat(file.isNone("t")).isFalse();
        }
    }

    @Test
    void sameValuesGiveSameBytes() throws IOException {
        Map<String, Object> values = Map.of("a", NDArrays.arange(100));
        byte[] first = Files.readAllBytes(save(values, true));
        assertThat(Files.readAllBytes(save(values, true))).isEqualTo(first);
    }

    @Test
    void aFileThatWasThereIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = save(Map.of("a", 1L), true);
        Serializers.saveNpz(file, Map.of("b", 2L), true);
        try (NpzFile read = new NpzFile(file)) {
            assertThat(read.keys()).containsExactly("b");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFailedWriteKeepsTheFormerFile() throws IOException {
        Path file = save(Map.of("a", 1L), true);
        Map<String, Object> bad = new LinkedHashMap<>();
        bad.put("a", 2L);
        bad.put("wrong", new Object());
        assertThatThrownBy(() -> Serializers.saveNpz(file, bad, true))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("'wrong' is a java.lang.Object");
        try (NpzFile read = new NpzFile(file)) {
            assertThat(read.array("a").item()).isEqualTo(1);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void placesThatCannotBeWrittenAreNamed() throws IOException {
        Path missing = folder.resolve("no/such/state.npz");
        assertThatThrownBy(() -> Serializers.saveNpz(missing, Map.of("a", 1L), true))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("there is no folder");
        Path taken = Files.createDirectory(folder.resolve("taken"));
        assertThatThrownBy(() -> Serializers.saveNpz(taken, Map.of("a", 1L), true))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("it is a folder");
    }

    @Test
    void twoValuesOfOneKey() {
        DictionarySerializer serializer = new DictionarySerializer();
        serializer.integer("a/b", 1);
        assertThatThrownBy(() -> serializer.child("/a/").number("b", 2))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("'a/b'");
    }
}
