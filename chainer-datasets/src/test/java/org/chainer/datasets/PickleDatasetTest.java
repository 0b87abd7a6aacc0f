package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;
import org.chainer.dataset.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleDatasetTest {

    @TempDir
    Path folder;

    private static Map<Object, Object> map(Object... pairs) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static byte[] zeroAndFf() {
        byte[] bytes = new byte[400];
        for (int i = 1; i < 400; i += 2) {
            bytes[i] = (byte) 0xff;
        }
        return bytes;
    }

    /** What Python wrote into the files objects0.pickle to objects5.pickle, by each of its protocols. */
    private static List<Object> objects() {
        NDArray pair = NDArrays.arange(2).astype(DType.INT32);
        return new ArrayList<>(Arrays.asList(
                null,
                true,
                false,
                0,
                255,
                256,
                -1,
                70_000,
                1L << 31,
                -1L << 40,
                BigInteger.ONE.shiftLeft(70),
                BigInteger.ONE.shiftLeft(70).negate(),
                1.5,
                Double.POSITIVE_INFINITY,
                "",
                "grüße 日本 \ud83d\ude00\n\\",
                new byte[0],
                zeroAndFf(),
                Tuple.of(),
                Tuple.of(1),
                Tuple.of(1, "a"),
                Tuple.of(1, 2, 3),
                Tuple.of(1, 2, 3, 4),
                List.of(),
                List.of(1, List.of(2, List.of(3))),
                Map.of(),
                map("a", 1, Tuple.of(1, 2), null),
                Set.of(1, 2),
                NDArray.of(0f, 1, 2, 3, 4, 5).reshape(2, 3),
                NDArray.of(0L, 1, 2, 3, 4, 5).reshape(2, 3),
                NDArray.of(1, 2).astype(DType.INT16),
                NDArray.scalar(7, DType.UINT8),
                NDArray.scalar(2.5, DType.FLOAT32),
                NDArray.scalar(-3, DType.INT64),
                NDArray.of(true, false),
                NDArray.zeros(DType.FLOAT64, 0, 4),
                NDArray.of(1.5f).astype(DType.FLOAT16),
                Tuple.of(NDArrays.arange(3).astype(DType.INT32), "x"),
                List.of(pair, pair),
                List.of(List.of("s"), List.of("s"))));
    }

    private static void assertSame(Object actual, Object expected) {
        if (expected instanceof NDArray array) {
            assertThat(actual).isInstanceOf(NDArray.class);
            assertThat(((NDArray) actual).dtype()).isEqualTo(array.dtype());
            assertThat(((NDArray) actual).shape()).isEqualTo(array.shape());
            assertThat(((NDArray) actual).toDoubleArray()).isEqualTo(array.toDoubleArray());
        } else if (expected instanceof byte[] bytes) {
            assertThat((byte[]) actual).isEqualTo(bytes);
        } else if (expected instanceof List<?> list) {
            assertThat((List<?>) actual).hasSameSizeAs(list);
            for (int i = 0; i < list.size(); i++) {
                assertSame(((List<?>) actual).get(i), list.get(i));
            }
        } else if (expected instanceof Tuple tuple) {
            assertSame(((Tuple) actual).toList(), tuple.toList());
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private Path copy(String resource) throws IOException {
        Path path = folder.resolve(resource);
        try (InputStream in = PickleDatasetTest.class.getResourceAsStream(resource)) {
            Files.copy(in, path);
        }
        return path;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void everyProtocolOfPythonIsRead(int protocol) throws IOException {
        try (PickleDataset dataset = new PickleDataset(copy("objects" + protocol + ".pickle"))) {
            List<Object> expected = objects();
            assertThat(dataset.size()).isEqualTo(expected.size());
            for (int i = expected.size() - 1; i >= 0; i--) {
                assertSame(dataset.get(i), expected.get(i));
            }
            List<?> twice = (List<?>) dataset.get(expected.size() - 1);
            assertThat(twice.get(0)).isSameAs(twice.get(1));
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path path = folder.resolve("data.pickle");
        try (PickleDatasetWriter writer = new PickleDatasetWriter(path)) {
            for (Object object : objects()) {
                writer.write(object);
            }
            writer.flush();
            assertThat(path).isNotEmptyFile();
            writer.write(NDArrays.arange(6).reshape(2, 3).transpose());
        }
        try (PickleDataset dataset = new PickleDataset(path)) {
            List<Object> expected = objects();
            expected.add(NDArray.of(0L, 3, 1, 4, 2, 5).reshape(3, 2));
            assertThat(dataset.size()).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertSame(dataset.get(i), expected.get(i));
            }
            assertThatThrownBy(() -> dataset.get(dataset.size())).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void severalThreadsMayRead() throws IOException {
        Path path = folder.resolve("data.pickle");
        try (PickleDatasetWriter writer = new PickleDatasetWriter(path)) {
            for (int i = 0; i < 2000; i++) {
                writer.write(Tuple.of(i, "n" + i));
            }
        }
        try (PickleDataset dataset = new PickleDataset(path)) {
            assertThat(IntStream.range(0, 10_000)
                            .parallel()
                            .allMatch(i -> dataset.get(i % 2000).equals(Tuple.of(i % 2000, "n" + i % 2000))))
                    .isTrue();
        }
    }

    private Object load(byte[] pickle) throws IOException {
        try (PickleDataset dataset = new PickleDataset(Files.write(folder.resolve("one.pickle"), pickle))) {
            return dataset.get(0);
        }
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void stringsOfPythonTwo() throws IOException {
        assertThat(load(latin("S'a\\n\\x41\\'\\\\'\np0\n."))).isEqualTo("a\nA'\\");
        assertThat(load(latin("\u0080\u0002U\u0003a\u00ffcq\u0000."))).isEqualTo("a\u00ffc");
        assertThat(load(latin("T\u0003\u0000\u0000\u0000abc."))).isEqualTo("abc");
        // numpy.zeros(2, 'u1') + [1, 255], as NumPy for Python 2 wrote it
        Object array = load(latin(
                "\u0080\u0002cnumpy.core.multiarray\n_reconstruct\nq\u0001cnumpy\nndarray\nq\u0002K\u0000\u0085U\u0001b\u0087Rq\u0003"
                        + "(K\u0001K\u0002\u0085cnumpy\ndtype\nq\u0004U\u0002u1K\u0000K\u0001\u0087Rq\u0005(K\u0003U\u0001|NNNJ\u00ff\u00ff\u00ff\u00ff"
                        + "J\u00ff\u00ff\u00ff\u00ffK\u0000tb\u0089U\u0002\u0001\u00fftb."));
        assertSame(array, NDArray.of(1, 255).astype(DType.UINT8));
    }

    @Test
    void pickledCodeIsRefused() {
        for (String attack : List.of(
                "cos\nsystem\n(S'touch /tmp/x'\ntR.",
                "c__builtin__\neval\n(S'1'\ntR.",
                "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093\u008c\u0001x\u0085R.",
                "(S'x'\nios\nsystem\n.",
                "cnumpy.core.multiarray\nfromfile\n.")) {
            assertThatThrownBy(() -> load(latin(attack)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Example 0 of " + folder.resolve("one.pickle"));
        }
        assertThatThrownBy(() -> load(latin("cos\nsystem\n(S'x'\ntR."))).hasMessageContaining("Python's os.system");
    }

    @Test
    void damagedPicklesAreNamed() throws IOException {
        for (String damaged : List.of(
                "t.",
                "R.",
                "g7\n.",
                "]]s.",
                "K\u0001K\u0002a.",
                "I1x\n.",
                "0.",
                "}K\u0001a.",
                ".",
                "Sx\n.",
                "F1,5\n.",
                "cnumpy\nndarray\n)R.",
                "cnumpy\ndtype\n(S'O8'\ntR(I3\nS'|'\ntb(S'c'\ntR.",
                "}(K\u0001u.")) {
            assertThatThrownBy(() -> load(latin(damaged)))
                    .as(damaged)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Example 0 of " + folder.resolve("one.pickle"));
        }
        for (String truncated :
                List.of("K", "K\u0001", "U\u0010abc", "\u0080\u0004\u0095", "X\u0000\u0000\u0000\u00ff.", "Iabc")) {
            assertThatThrownBy(() -> load(latin(truncated)))
                    .as(truncated)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.resolve("one.pickle").toString())
                    .hasMessageContaining("after 0 whole examples");
        }
        assertThatThrownBy(() -> load(latin("hello world.")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no opcode");
        assertThatThrownBy(() -> new PickleDataset(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        ByteArrayOutputStream good = new ByteArrayOutputStream();
        good.writeBytes(latin("K\u0001.K\u0002."));
        good.writeBytes(latin("K"));
        assertThatThrownBy(() -> load(good.toByteArray())).hasMessageContaining("after 2 whole examples");
    }

    @Test
    void arraysThatAreSmallerThanTheySayAreRefused() throws IOException {
        byte[] pickle = Files.readAllBytes(copy("objects2.pickle"));
        Path path = folder.resolve("data.pickle");
        try (PickleDatasetWriter writer = new PickleDatasetWriter(path)) {
            writer.write(NDArray.of(1, 2, 3));
        }
        byte[] data = Files.readAllBytes(path);
        int length = new String(data, StandardCharsets.ISO_8859_1).lastIndexOf("J\u0003\u0000\u0000\u0000t");
        data[length + 4] = 0x7f;
        Files.write(path, data);
        try (PickleDataset dataset = new PickleDataset(path)) {
            assertThatThrownBy(() -> dataset.get(0)).hasMessageContaining("has 12 bytes");
        }
        assertThat(pickle).isNotEmpty();
    }

    @Test
    void onlyDataAreWritten() throws IOException {
        Path path = folder.resolve("data.pickle");
        try (PickleDatasetWriter writer = new PickleDatasetWriter(path)) {
            writer.write(1);
            assertThatThrownBy(() -> writer.write(List.of(1, new Object())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.Object");
            assertThatThrownBy(() -> writer.write(NDArray.of(1f).astype(DType.BFLOAT16)))
                    .hasMessageContaining("bfloat16");
            List<Object> itself = new ArrayList<>();
            itself.add(itself);
            assertThatThrownBy(() -> writer.write(itself)).hasMessageContaining("levels deep");
            writer.write(Collections.singletonMap("k", 2f));
        }
        try (PickleDataset dataset = new PickleDataset(path)) {
            assertThat(dataset).containsExactly(1, Map.of("k", 2.0));
        }
    }

    @Test
    void emptyFileHasNoExamples() throws IOException {
        try (PickleDataset dataset = new PickleDataset(Files.createFile(folder.resolve("empty")))) {
            assertThat(dataset.size()).isZero();
        }
        assertThat(NDArray.zeros(DType.FLOAT64, 0, 4).shape()).isEqualTo(Shape.of(0, 4));
    }
}
