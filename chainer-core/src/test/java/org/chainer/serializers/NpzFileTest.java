package org.chainer.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** npz files that others wrote: other layouts are read, hostile ones refused. */
class NpzFileTest {
    /** numpy.array(None) as NumPy pickles it, by protocol: 2 (Python 2), 3 (NumPy before 2.0) and 4 (NumPy 2). */
    private static final String[] NONE = {
        "\u0080\2cnumpy.core.multiarray\n_reconstruct\nq\1cnumpy\nndarray\nq\2K\0\u0085U\1b\u0087Rq\3(K\1)cnumpy\ndtype\nq\4U\2O8K\0K\1\u0087Rq\5"
                + "(K\3U\1|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK?tb\u0089]q\6Natb.",
        "\u0080\3cnumpy.core.multiarray\n_reconstruct\nq\0cnumpy\nndarray\nq\1K\0\u0085q\2C\1bq\3\u0087q\4Rq\5(K\1)cnumpy\ndtype\nq\6X\2\0\0\0O8q\7"
                + "\u0089\u0088\u0087q\bRq\t(K\3X\1\0\0\0|q\nNNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK?tq\13b\u0089]q\fNatq\rb.",
        "\u0080\4\u0095\u0087\0\0\0\0\0\0\0\u008c\26numpy._core.multiarray\u0094\u008c\f_reconstruct\u0094\u0093\u0094\u008c\5numpy\u0094"
                + "\u008c\7ndarray\u0094\u0093\u0094K\0\u0085\u0094C\1b\u0094\u0087\u0094R\u0094(K\1)h\3\u008c\5dtype\u0094\u0093\u0094\u008c\2O8\u0094"
                + "\u0089\u0088\u0087\u0094R\u0094(K\3\u008c\1|\u0094NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK?t\u0094b\u0089]\u0094Nat\u0094b."
    };

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("foreign.npz");
    }

    private NDArray read(NpzBuilder builder, String key) {
        try (NpzFile file = new NpzFile(builder.write(file()))) {
            return file.array(key);
        }
    }

    private void refused(NpzBuilder builder, String key, String... said) {
        Path path = builder.write(file());
        var thrown = assertThatThrownBy(() -> {
            try (NpzFile file = new NpzFile(path)) {
                file.array(key);
            }
        });
        thrown.isInstanceOf(SerializationException.class).hasMessageContaining(path.toString());
        for (String part : said) {
            thrown.hasMessageContaining(part);
        }
    }

    @Test
    void fortranOrder() {
        NDArray read = read(new NpzBuilder().array("x", "|i1", true, "(2, 3)", bytes(1, 2, 3, 4, 5, 6)), "x");
        assertThat(read.toIntArray()).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(read.isContiguous()).isTrue();
    }

    private static byte[] bytes(int... values) {
        byte[] result = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (byte) values[i];
        }
        return result;
    }

    @Test
    void bigEndian() {
        NpzBuilder builder = new NpzBuilder()
                .array("f4", ">f4", false, "(2,)", bytes(0x3f, 0xc0, 0, 0, 0xc0, 0, 0, 0))
                .array("f2", ">f2", false, "(1,)", bytes(0x3e, 0))
                .array("f8", ">f8", false, "()", bytes(0x3f, 0xf8, 0, 0, 0, 0, 0, 0))
                .array("i2", ">i2", false, "(2,)", bytes(0, 1, 0xff, 0xfe))
                .array("i8", ">i8", false, "(1,)", bytes(0, 0, 0, 0, 0, 0, 1, 0))
                .array("s", ">U2", false, "()", bytes(0, 0, 0, 'h', 0, 0, 0, 'i'));
        try (NpzFile file = new NpzFile(builder.write(file()))) {
            assertThat(file.array("f4").toFloatArray()).containsExactly(1.5f, -2f);
            assertThat(file.array("f2").toFloatArray()).containsExactly(1.5f);
            assertThat(file.array("f8").item()).isEqualTo(1.5);
            assertThat(file.array("i2").toIntArray()).containsExactly(1, -2);
            assertThat(file.array("i8").toIntArray()).containsExactly(256);
            assertThat(file.text("s")).isEqualTo("hi");
        }
    }

    @Test
    void unsignedIntegersBecomeInt64() {
        NpzBuilder builder = new NpzBuilder()
                .array("u2", "<u2", false, "(1,)", bytes(0xff, 0xff))
                .array("u4", "<u4", false, "(1,)", bytes(0xff, 0xff, 0xff, 0xff));
        try (NpzFile file = new NpzFile(builder.write(file()))) {
            assertThat(file.dtype("u2")).isEqualTo(DType.INT64);
            assertThat(file.array("u2").toLongArray()).containsExactly(0xffff);
            assertThat(file.array("u4").toLongArray()).containsExactly(0xffffffffL);
        }
    }

    @Test
    void headersOfOtherVersionsAndPythons() {
        byte[] second = NpzBuilder.npy(NpzBuilder.dictionary("|i1", false, "(2L,)"), bytes(7, 8));
        byte[] longer = new byte[second.length + 2];
        System.arraycopy(second, 0, longer, 0, 10);
        longer[6] = 2;
        System.arraycopy(second, 10, longer, 12, second.length - 10);
        NpzBuilder builder = new NpzBuilder()
                .entry("v2.npy", longer)
                .entry("order.npy", NpzBuilder.npy("{'shape':(1,),'fortran_order':False,'descr':'|i1'}\n", bytes(9)));
        try (NpzFile file = new NpzFile(builder.write(file()))) {
            assertThat(file.array("v2").toIntArray()).containsExactly(7, 8);
            assertThat(file.array("order").toIntArray()).containsExactly(9);
        }
    }

    @Test
    void noneOfAnyNumPy() {
        NpzBuilder builder = new NpzBuilder();
        for (int i = 0; i < NONE.length; i++) {
            builder.array("n" + i, "|O", false, "()", NONE[i].getBytes(StandardCharsets.ISO_8859_1));
        }
        builder.array("own", "|O", false, "()", PickledNone.bytes());
        try (NpzFile file = new NpzFile(builder.write(file()))) {
            for (String key : file.keys()) {
                assertThat(file.isNone(key)).as(key).isTrue();
                assertThat(file.dtype(key)).isNull();
            }
        }
    }

    @Test
    void otherPicklesAreRefused() {
        String harmful = NONE[1].replace("]q\fNa", "]q\fcos\nsystem\nX\2\0\0\0lsR");
        refused(
                new NpzBuilder().array("x", "|O", false, "()", harmful.getBytes(StandardCharsets.ISO_8859_1)),
                "x",
                "'x'",
                "pickled Python objects");
        refused(new NpzBuilder().array("x", "|O", false, "(1,)", PickledNone.bytes()), "x", "pickled Python objects");
    }

    @Test
    void aFileThatIsNotThere() {
        assertThatThrownBy(() -> new NpzFile(file()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> new NpzFile(folder)).hasMessageContaining("no regular file");
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] whole =
                new NpzBuilder().array("x", "<f4", false, "(3,)", new byte[12]).build();
        for (int length = 0; length < whole.length; length++) {
            Path path = Files.write(file(), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> {
                        try (NpzFile file = new NpzFile(path)) {
                            file.array("x");
                        }
                    })
                    .as("%s of %s bytes", length, whole.length)
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining(path.toString());
        }
    }

    @Test
    void noDamagedByteGoesUnnoticed() throws IOException {
        byte[] data = new byte[12];
        Arrays.fill(data, (byte) 0x3f);
        byte[] whole = new NpzBuilder().array("x", "<f4", false, "(3,)", data).build();
        NDArray right = read(new NpzBuilder().array("x", "<f4", false, "(3,)", data), "x");
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            Path path = Files.write(file(), damaged);
            try (NpzFile file = new NpzFile(path)) {
                assertThat(file.array("x").contentEquals(right))
                        .as("byte %s", at)
                        .isTrue();
            } catch (SerializationException e) {
                assertThat(e).hasMessageContaining(path.toString());
            }
        }
    }

    @Test
    void shapesThatTheBytesDoNotHold() {
        refused(new NpzBuilder().array("x", "<f4", false, "(4,)", new byte[12]), "x", "(4,)", "16 bytes", "has 12");
        refused(new NpzBuilder().array("x", "<f4", false, "(2,)", new byte[12]), "x", "(2,)", "8 bytes", "has 12");
        refused(new NpzBuilder().array("x", "<f8", false, "(1000000000, 1000000000)", new byte[8]), "x");
        refused(
                new NpzBuilder().array("x", "<f8", false, "(99999999999, 99999999999, 99999999999)", new byte[8]),
                "x",
                "too many elements");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'descr': '<f4', 'fortran_order': False}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), ",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (11111111111111111111,)}",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
                "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}",
                "{'descr': '<c8', 'fortran_order': False, 'shape': (0,)}",
                "{'descr': '<f3', 'fortran_order': False, 'shape': (0,)}",
                "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (0,)}",
                "__import__('os').system('ls')"
            })
    void headersThatAreNone(String header) {
        refused(new NpzBuilder().entry("x.npy", NpzBuilder.npy(header, new byte[4])), "x", "'x'");
    }

    @Test
    void bytesThatAreNoArray() {
        refused(new NpzBuilder().entry("x.npy", "hello, world".getBytes(StandardCharsets.UTF_8)), "x", "magic number");
        byte[] endless = NpzBuilder.npy("{}");
        endless[6] = 2;
        refused(new NpzBuilder().entry("x.npy", endless), "x");
        byte[] future = NpzBuilder.npy("{}");
        future[6] = 9;
        refused(new NpzBuilder().entry("x.npy", future), "x", "version is 9");
    }

    @ParameterizedTest
    @CsvSource({"../../etc/passwd.npy", "/etc/passwd.npy", "a/../../b", "..\\x.npy"})
    void namesThatLeadOutOfTheArchive(String name) {
        refused(new NpzBuilder().entry(name, new byte[0]), "x", "leads out of the archive");
    }

    @Test
    void oneKeyTwice() throws IOException {
        byte[] bytes = new NpzBuilder()
                .array("a", "|i1", false, "()", (byte) 1)
                .array("b", "|i1", false, "()", (byte) 2)
                .build();
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("b.npy", "a.npy");
        Path path = Files.write(file(), text.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new NpzFile(path))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("'a' twice");
    }

    @Test
    void aKeyThatIsNotThere() {
        refused(new NpzBuilder().array("a", "|i1", false, "()", (byte) 1), "b", "there is no 'b'", "[a]");
    }
}
