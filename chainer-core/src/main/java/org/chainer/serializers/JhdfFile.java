package org.chainer.serializers;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/** An HDF5 file, read by jHDF. Only this class refers to that library, which may be missing. */
final class JhdfFile implements StateFile, AutoCloseable {
    private static final int DEEPEST = 100;
    private static final int MOST_OBJECTS = 1_000_000;
    /** No byte of a compressed file becomes more bytes than this. */
    private static final long STRONGEST_COMPRESSION = 1040;

    private static final long LONGEST_TEXT = 1 << 28;

    private final Path path;
    private final long fileBytes;
    private final HdfFile file;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private int objects;

    JhdfFile(Path path) {
        this.path = path;
        if (!Files.isRegularFile(path)) {
            throw new SerializationException("cannot read " + path.toAbsolutePath() + ": "
                    + (Files.exists(path) ? "it is no regular file" : "there is no such file"));
        }
        this.fileBytes = path.toFile().length();
        this.file =
                guarded("cannot read " + path.toAbsolutePath() + ": it is no whole HDF5 file", () -> new HdfFile(path));
        try {
            guarded("cannot read " + path.toAbsolutePath(), () -> {
                list(file, "", 0);
                return null;
            });
        } catch (SerializationException e) {
            close();
            throw e;
        }
    }

    /** Whatever a damaged file makes the library throw becomes one exception. */
    private static <T> T guarded(String what, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SerializationException e) {
            throw e.getMessage().startsWith("cannot read")
                    ? e
                    : new SerializationException(what + ": " + e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new SerializationException(what + " (truncated or corrupt?): " + e, e);
        }
    }

    private void list(Group group, String prefix, int depth) {
        if (depth > DEEPEST) {
            throw new SerializationException("its groups are more than " + DEEPEST + " deep, or contain themselves");
        }
        for (Node node : group.getChildren().values()) {
            String key = prefix + node.getName();
            objects++;
            if (objects > MOST_OBJECTS) {
                throw new SerializationException("it has more than " + MOST_OBJECTS + " objects");
            }
            if (node.isLink()) {
                throw new SerializationException("'" + key + "' is a link to another place, which is not followed");
            } else if (node instanceof Dataset dataset) {
                datasets.put(key, dataset);
            } else if (node instanceof Group inner) {
                list(inner, key + "/", depth + 1);
            }
        }
    }

    @Override
    public Set<String> keys() {
        return Collections.unmodifiableSet(datasets.keySet());
    }

    @Override
    public Path path() {
        return path;
    }

    private <T> T reading(String key, java.util.function.Function<Dataset, T> reading) {
        Dataset dataset = datasets.get(key);
        if (dataset == null) {
            throw new SerializationException(
                    "there is no '" + key + "' in " + path.toAbsolutePath() + ", which has " + datasets.keySet());
        }
        return guarded("cannot read '" + key + "' in " + path.toAbsolutePath(), () -> reading.apply(dataset));
    }

    @Override
    public boolean isNone(String key) {
        return reading(key, JhdfFile::isNone);
    }

    private static boolean isNone(Dataset dataset) {
        return dataset.isEmpty() && dataset.getDimensionsAsLong().length == 0;
    }

    @Override
    public Shape shape(String key) {
        return reading(key, dataset -> Shape.of(dataset.getDimensionsAsLong()));
    }

    @Override
    public DType dtype(String key) {
        return reading(key, dataset -> isNone(dataset) ? null : dtype(dataset.getDataType()));
    }

    private static DType dtype(DataType type) {
        if (type instanceof FloatingPoint && (type.getSize() == 2 || type.getSize() == 4 || type.getSize() == 8)) {
            return DType.of("f" + type.getSize());
        } else if (type instanceof FixedPoint fixed && Integer.bitCount(type.getSize()) == 1 && type.getSize() <= 8) {
            return fixed.isSigned() ? DType.of("i" + type.getSize()) : type.getSize() == 1 ? DType.UINT8 : DType.INT64;
        } else if (isBool(type)) {
            return DType.BOOL;
        } else if (type instanceof StringData
                || type.getJavaType() == String.class && !(type instanceof EnumDataType)) {
            return null;
        }
        throw new SerializationException("elements of HDF5's class " + type.getDataClass() + " and " + type.getSize()
                + " bytes cannot be read: expected numbers, bools or texts");
    }

    private static boolean isBool(DataType type) {
        return type instanceof EnumDataType names
                && type.getSize() == 1
                && names.getEnumMapping().equals(Map.of(0, "FALSE", 1, "TRUE"));
    }

    @Override
    public String text(String key) {
        return reading(key, dataset -> {
            if (dataset.getDimensionsAsLong().length != 0 || dataset.getSizeInBytes() > LONGEST_TEXT) {
                throw new SerializationException(
                        "expected one text of at most " + LONGEST_TEXT + " bytes, its shape is "
                                + Shape.of(dataset.getDimensionsAsLong()) + " of "
                                + dataset.getDataType().getSize() + " bytes each");
            }
            String text = (String) dataset.getData();
            int end = text.indexOf('\0');
            return end < 0 ? text : text.substring(0, end);
        });
    }

    @Override
    public NDArray array(String key, Device device) {
        return reading(key, dataset -> elements(dataset).toDevice(device));
    }

    private NDArray elements(Dataset dataset) {
        DType dtype = dtype(dataset.getDataType());
        Shape shape = Shape.of(dataset.getDimensionsAsLong());
        if (dtype == null) {
            throw new SerializationException("it is a text, expected an array");
        }
        if (shape.size() == 0) {
            return NDArray.empty(Devices.reference(), dtype, shape);
        }
        long bytes =
                Math.multiplyExact(shape.size(), (long) dataset.getDataType().getSize());
        long stored = dataset.getStorageInBytes();
        if (stored > fileBytes || bytes / STRONGEST_COMPRESSION > fileBytes || stored == 0) {
            throw new SerializationException("its header promises shape " + shape + ", " + bytes + " bytes from "
                    + stored + " in the file, which has " + fileBytes);
        }
        StateFile.requireMemory(bytes, Devices.reference());
        if (shape.size() > Integer.MAX_VALUE - 8) {
            throw new SerializationException("arrays of more than 2^31 elements cannot be read; shape is " + shape);
        }
        return NDArray.from(numbers(dataset.getDataFlat())).reshape(shape).astype(dtype);
    }

    private static Object numbers(Object flat) {
        if (flat instanceof String[] names) {
            boolean[] flags = new boolean[names.length];
            for (int i = 0; i < names.length; i++) {
                flags[i] = names[i].equals("TRUE");
            }
            return flags;
        } else if (flat instanceof java.math.BigInteger[] large) {
            long[] values = new long[large.length];
            for (int i = 0; i < large.length; i++) {
                values[i] = large[i].longValueExact();
            }
            return values;
        }
        return flat;
    }

    @Override
    public void verify(String key) {
        reading(key, dataset -> {
            elements(dataset).close();
            return null;
        });
    }

    @Override
    public void readInto(String key, NDArray target) {
        reading(key, dataset -> {
            NDArray elements = elements(dataset);
            target.copyFrom(elements);
            elements.close();
            return null;
        });
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (RuntimeException e) {
            throw new SerializationException("cannot close " + path.toAbsolutePath(), e);
        }
    }
}
