package org.chainer.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.Chain;
import org.chainer.Initializer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Persistent;
import org.chainer.Serializer;
import org.chainer.Serializer.Serializable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading takes all of a file or nothing. */
class LoadNpzTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("model.npz");
    }

    static final class Part extends Link {
        @Name("W")
        Parameter w = new Parameter(Initializer.constant(1), 2, 3);

        Parameter late = Parameter.deferred(Initializer.constant(7));

        @Persistent
        int n;

        @Persistent
        boolean flag;

        @Persistent
        String text = "old";

        @Persistent
        NDArray mean = NDArray.zeros(DType.FLOAT32, 2);

        @Persistent
        NDArray absent;
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
        whole.first.flag = true;
        whole.first.text = "new";
        whole.first.mean.fill(2);
        whole.first.absent = NDArray.of(1, 2, 3);
        whole.second.w.array().fill(6);
        return whole;
    }

    private Map<String, Object> values() {
        return new LinkedHashMap<>(Serializers.serialize(changed()));
    }

    private static String print(Serializable object) {
        return Serializers.serialize(object).toString();
    }

    @Test
    void allStateComesBack() {
        Whole saved = changed();
        Serializers.saveNpz(file, saved);
        Whole loaded = new Whole();
        Serializers.loadNpz(file, loaded);
        assertThat(print(loaded)).isEqualTo(print(saved));
        assertThat(loaded.second.late.isInitialized()).isFalse();
        assertThat(loaded.second.absent).isNull();
    }

    @Test
    void keysAndTypesAreChainers() {
        Serializers.saveNpz(file, changed());
        try (NpzFile npz = new NpzFile(file)) {
            assertThat(npz.keys())
                    .containsExactly(
                            "first/W",
                            "first/late",
                            "first/n",
                            "first/flag",
                            "first/text",
                            "first/mean",
                            "first/absent",
                            "second/W",
                            "second/late",
                            "second/n",
                            "second/flag",
                            "second/text",
                            "second/mean",
                            "second/absent");
            assertThat(npz.dtype("first/n")).isEqualTo(DType.INT64);
            assertThat(npz.dtype("first/flag")).isEqualTo(DType.BOOL);
            assertThat(npz.isNone("second/late")).isTrue();
            assertThat(npz.isNone("second/absent")).isTrue();
        }
    }

    /** Whatever is wrong with one value, none of the others is taken. */
    private void refused(Map<String, Object> values, String... said) {
        Serializers.saveNpz(file, values, true);
        Whole target = new Whole();
        target.second.mean.fill(9);
        String before = print(target);
        var thrown = assertThatThrownBy(() -> Serializers.loadNpz(file, target));
        thrown.isInstanceOf(SerializationException.class).hasMessageContaining(file.toString());
        for (String part : said) {
            thrown.hasMessageContaining(part);
        }
        assertThat(print(target)).isEqualTo(before);
        assertThat(target.first.late.isInitialized()).isFalse();
        assertThat(target.first.absent).isNull();
    }

    /** 64 KiB of zeros in a file that would be 64 MiB in memory: refused by their shape, before anything is allocated. */
    @Test
    void manyZerosInASmallFile() throws IOException {
        Map<String, Object> values = values();
        try (NDArray zeros = NDArray.zeros(DType.FLOAT32, 16, 1 << 20)) {
            values.put("first/W", zeros);
            Serializers.saveNpz(file, values, true);
        }
        assertThat(Files.size(file)).isLessThan(1 << 20);
        Whole target = new Whole();
        var pool = Devices.current().pool();
        long allocated = pool.statistics().totalLent();
        assertThatThrownBy(() -> Serializers.loadNpz(file, target))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("(16, 1048576)");
        assertThat(pool.statistics().totalLent() - allocated).isLessThan(1 << 20);
    }

    @Test
    void moreThanTheMemoryHolds() {
        Device device = Devices.reference();
        long limit = device.pool().statistics().limit();
        StateFile.requireMemory(limit, device);
        assertThatThrownBy(() -> StateFile.requireMemory(limit + 1, device))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("chainer.memory.limit");
    }

    private void refused(String key, Object value, String... said) {
        Map<String, Object> values = values();
        values.put(key, value);
        refused(values, said);
    }

    @Test
    void aMissingKey() {
        Map<String, Object> values = values();
        values.remove("second/mean");
        refused(values, "there is no 'second/mean'", "strict = false");
    }

    @Test
    void anotherShape() {
        refused("second/W", NDArray.zeros(DType.FLOAT32, 3, 2), "'second/W'", "(3, 2)", "(2, 3)");
        refused("second/mean", NDArray.zeros(DType.FLOAT32, 1), "'second/mean'", "(1,)", "(2,)");
    }

    @Test
    void anotherKindOfValue() {
        refused("second/n", 2.5, "'second/n'", "float64", "expected an integer");
        refused("second/n", NDArray.of(1, 2), "shape (2,)", "expected an integer");
        refused("second/n", "three", "a text", "expected an integer");
        refused("second/flag", 1L, "int64", "expected a bool");
        refused("second/text", 1L, "'second/text'", "expected a text");
        refused("second/W", "text", "a text, expected an array");
    }

    @Test
    void damageBehindTheHeader() throws IOException {
        Map<String, Object> values = values();
        Serializers.saveNpz(file, values, false);
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        int header = text.indexOf("'descr'", text.indexOf("second/mean.npy"));
        bytes[text.indexOf('\n', header) + 2] ^= 1;
        Files.write(file, bytes);
        Whole target = new Whole();
        String before = print(target);
        assertThatThrownBy(() -> Serializers.loadNpz(file, target))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("second/mean")
                .hasMessageContaining("checksum");
        assertThat(print(target)).isEqualTo(before);
    }

    @Test
    void numbersAreConvertedAsNumPyDoes() {
        Map<String, Object> values = values();
        values.put("first/W", NDArray.full(1.5, DType.FLOAT64, 2, 3));
        values.put("second/W", NDArray.full(3, DType.INT32, 2, 3));
        Serializers.saveNpz(file, values, true);
        Whole target = new Whole();
        Serializers.loadNpz(file, target);
        assertThat(target.first.w.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(target.first.w.array().toFloatArray()).containsOnly(1.5f);
        assertThat(target.second.w.array().toFloatArray()).containsOnly(3f);
    }

    @Test
    void leniently() {
        Map<String, Object> values = values();
        values.remove("first/W");
        values.remove("first/n");
        Serializers.saveNpz(file, values, true);
        Whole target = new Whole();
        Serializers.loadNpz(file, target, "", false, name -> name.equals("first/text"));
        assertThat(target.first.w.array().toFloatArray()).containsOnly(1f);
        assertThat(target.first.n).isZero();
        assertThat(target.first.text).isEqualTo("old");
        assertThat(target.first.flag).isTrue();
        assertThat(target.second.w.array().toFloatArray()).containsOnly(6f);
    }

    @Test
    void belowAPath() {
        Serializers.saveNpz(file, changed());
        for (String path : new String[] {"first", "first/"}) {
            Part target = new Part();
            Serializers.loadNpz(file, target, path, true, name -> false);
            assertThat(target.w.array().toFloatArray()).containsOnly(5f);
            assertThat(target.n).isEqualTo(3);
        }
    }

    @Test
    void ignoredNamesMayHaveAnyShape() {
        Map<String, Object> values = values();
        values.put("first/W", NDArray.zeros(DType.FLOAT32, 9));
        Serializers.saveNpz(file, values, true);
        Whole target = new Whole();
        Serializers.loadNpz(file, target, "", true, name -> name.endsWith("first/W"));
        assertThat(target.first.w.array().toFloatArray()).containsOnly(1f);
        assertThat(target.second.w.array().toFloatArray()).containsOnly(6f);
    }

    /** State whose keys follow from a text that is saved too. */
    private static final class Table implements Serializable {
        private Map<String, Double> entries = new LinkedHashMap<>();

        @Override
        public void serialize(Serializer serializer) {
            String names = serializer.text("names", String.join(",", entries.keySet()));
            Map<String, Double> read = new LinkedHashMap<>();
            for (String name : names.split(",")) {
                read.put(name, serializer.number("value/" + name, entries.getOrDefault(name, 0.0)));
            }
            entries = read;
        }
    }

    @Test
    void stateThatFollowsFromOtherState() {
        Table saved = new Table();
        saved.entries.put("x", 1.0);
        saved.entries.put("y", 2.0);
        Serializers.saveNpz(file, saved);
        Table target = new Table();
        target.entries.put("x", 7.0);
        target.entries.put("z", 8.0);
        Serializers.loadNpz(file, target);
        assertThat(target.entries).isEqualTo(saved.entries);

        Serializers.saveNpz(file, Map.of("names", "x,q", "value/x", 5.0), true);
        assertThatThrownBy(() -> Serializers.loadNpz(file, target)).hasMessageContaining("value/q");
        assertThat(target.entries).isEqualTo(saved.entries);
    }
}
