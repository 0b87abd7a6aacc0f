package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainer.Serializer.Serializable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.serializers.NpzFile;
import org.chainer.serializers.Serializers;

/** Chainer's files of models: opened, loaded, and compared with what is written here. */
public final class ModelFiles {
    private ModelFiles() {}

    /** The entries of one list in {@code models/index.json}. */
    public static List<Map<?, ?>> cases(String list) {
        List<Map<?, ?>> cases = new ArrayList<>();
        for (Object entry : (List<?>) ((Map<?, ?>) GoldenFiles.json("models/index.json")).get(list)) {
            cases.add((Map<?, ?>) entry);
        }
        return cases;
    }

    /** The entries of one list in {@code more/index.json}: other options, and figures in float64. */
    static List<Map<?, ?>> more(String list) {
        List<Map<?, ?>> cases = new ArrayList<>();
        for (Object entry : (List<?>) ((Map<?, ?>) GoldenFiles.json(GoldenFiles.MORE + "index.json")).get(list)) {
            cases.add((Map<?, ?>) entry);
        }
        return cases;
    }

    /** A golden file, copied into a folder. */
    public static Path copy(String path, Path folder) {
        try (InputStream in = GoldenFiles.open(path)) {
            Path file = Files.createTempFile(folder, "chainer", ".npz");
            Files.write(file, in.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Expects that what is saved of an object has just the keys, shapes and dtypes of Chainer's file. */
    public static void expectSameKeys(Serializable object, Path chainers, Path folder) {
        Path ours = folder.resolve("ours.npz");
        Serializers.saveNpz(ours, object);
        try (NpzFile expected = new NpzFile(chainers);
                NpzFile actual = new NpzFile(ours)) {
            assertThat(actual.keys()).containsExactlyInAnyOrderElementsOf(expected.keys());
            for (String key : expected.keys()) {
                assertThat(actual.shape(key)).as(key).isEqualTo(expected.shape(key));
                assertThat(actual.dtype(key)).as(key).isEqualTo(expected.dtype(key));
            }
        }
    }

    /** Expects that the arrays of an object are those of Chainer's file. */
    public static void expectSameValues(Serializable object, Path chainers, double rtol, double atol) {
        Map<String, Object> values = Serializers.serialize(object);
        try (NpzFile expected = new NpzFile(chainers)) {
            for (String key : expected.keys()) {
                Object value = values.get(key);
                if (value instanceof NDArray array) {
                    expectClose(key, array, expected.array(key), rtol, atol);
                } else if (value instanceof Number number) {
                    assertThat(number.doubleValue())
                            .as(key)
                            .isEqualTo(expected.array(key).item());
                }
            }
        }
    }

    /** Expects equal figures, within the tolerance. */
    public static void expectClose(String name, NDArray actual, NDArray expected, double rtol, double atol) {
        assertThat(actual.shape()).as("shape of %s", name).isEqualTo(expected.shape());
        double[] want = expected.astype(DType.FLOAT64).toDoubleArray();
        double[] have = actual.astype(DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < want.length; i++) {
            assertThat(have[i] == want[i] || Math.abs(have[i] - want[i]) <= atol + rtol * Math.abs(want[i]))
                    .as("%s, element %s: Chainer has %s, here it is %s", name, i, want[i], have[i])
                    .isTrue();
        }
    }
}
