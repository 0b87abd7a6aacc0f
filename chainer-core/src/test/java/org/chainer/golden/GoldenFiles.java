package org.chainer.golden;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.array.NDArray;
import org.chainer.serializers.NpzFile;

/**
 * The files with figures that Chainer computed: in the folder {@code -Dchainer.golden} (a relative one is looked for from the module and from the repository),
 * else in {@code ../shared/golden} beside the repository, else the copy among the test resources. What the folder has no folder of its own for
 * (functions, models, distributions) is taken from the test resources, too.
 */
public final class GoldenFiles {
    /** Cases of our own, always from the test resources: options and dtypes that the folder need not have. */
    public static final String MORE = "more/";

    private static final Path FOLDER = folder();

    private GoldenFiles() {}

    private static Path folder() {
        String property = System.getProperty("chainer.golden");
        if (property != null) {
            Path given = Path.of(property);
            Path fromRepository = Path.of("..").resolve(given);
            return !Files.isDirectory(given) && Files.isDirectory(fromRepository) ? fromRepository : given;
        }
        for (String candidate : new String[] {"../shared/golden", "../../shared/golden"}) {
            if (Files.isRegularFile(Path.of(candidate, "functions", "index.json"))) {
                return Path.of(candidate);
            }
        }
        return null;
    }

    /** Where the files of a top folder (functions, models, distributions) come from. */
    public static String source(String top) {
        return isInFolder(top) ? FOLDER.toString() : "test resources";
    }

    /** Opens a file by its path below the golden folder. */
    public static InputStream open(String path) {
        try {
            if (isInFolder(path)) {
                return Files.newInputStream(FOLDER.resolve(path));
            }
            return openBundled(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInFolder(String path) {
        return FOLDER != null
                && !path.startsWith(MORE)
                && Files.isDirectory(FOLDER.resolve(Path.of(path).getName(0)));
    }

    private static InputStream openBundled(String path) {
        InputStream stream = GoldenFiles.class.getResourceAsStream("/golden/" + path);
        if (stream == null) {
            throw new IllegalStateException("no golden file " + path);
        }
        return stream;
    }

    /** The arrays of an npz file, by name, on the current device. */
    public static Map<String, NDArray> npz(String path) {
        return isInFolder(path) ? arrays(FOLDER.resolve(path)) : bundledNpz(path);
    }

    /** The arrays of an npz file among the test resources, whatever the golden folder is. */
    static Map<String, NDArray> bundledNpz(String path) {
        return npz(openBundled(path));
    }

    static Map<String, NDArray> optionArrays() {
        return npz(GoldenFiles.class.getResourceAsStream("/golden-options/options.npz"));
    }

    static Object optionIndex() {
        return json(GoldenFiles.class.getResourceAsStream("/golden-options/index.json"));
    }

    private static Map<String, NDArray> npz(InputStream stream) {
        try (InputStream in = stream) {
            Path copy = Files.createTempFile("golden", ".npz");
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                return arrays(copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, NDArray> arrays(Path file) {
        try (NpzFile npz = new NpzFile(file)) {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            npz.keys().forEach(key -> arrays.put(key, npz.array(key)));
            return arrays;
        }
    }

    /** A JSON file as maps, lists, strings, numbers and booleans. */
    public static Object json(String path) {
        return json(open(path));
    }

    /** A JSON file among the test resources, whatever the golden folder is. */
    static Object bundledJson(String path) {
        return json(openBundled(path));
    }

    private static Object json(InputStream stream) {
        try (InputStream in = stream;
                JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    map.put(key, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> null;
        };
    }
}
