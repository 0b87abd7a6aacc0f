package org.chainer.serializers;

import java.nio.file.Path;
import org.chainer.AbstractSerializer;
import org.chainer.Serializer;
import org.chainer.array.NDArray;

/**
 * Writes values to an HDF5 file, whose groups are the objects' hierarchy. Values are collected, and {@link #write} or {@link #save} writes the file: several objects go to one file by {@code
 * serializer.child("model")} and so on. {@link Serializers#saveHdf5} saves one object.
 */
public final class HDF5Serializer extends AbstractSerializer {
    private final DictionarySerializer collector = new DictionarySerializer();
    private final Path path;
    private final int compression;

    /** For a file, compressed with level 4. */
    public HDF5Serializer(Path path) {
        this(path, Serializers.HDF5_COMPRESSION);
    }

    /**
     * For a file.
     *
     * @param compression level of gzip: 0 for none to 9
     */
    public HDF5Serializer(Path path, int compression) {
        this.path = path;
        this.compression = compression;
    }

    /** Collects an object's state and writes the file. */
    @Override
    public void save(Serializable source) {
        collector.save(source);
        write();
    }

    /**
     * Writes what was collected. The file appears under its name when it is complete.
     *
     * @throws SerializationException if the file cannot be written
     */
    public void write() {
        Serializers.saveHdf5(path, collector.target(), compression);
    }

    @Override
    public Serializer child(String name) {
        return collector.child(name);
    }

    @Override
    public NDArray array(String key, NDArray value) {
        return collector.array(key, value);
    }

    @Override
    public long integer(String key, long value) {
        return collector.integer(key, value);
    }

    @Override
    public double number(String key, double value) {
        return collector.number(key, value);
    }

    @Override
    public boolean bool(String key, boolean value) {
        return collector.bool(key, value);
    }

    @Override
    public String text(String key, String value) {
        return collector.text(key, value);
    }
}
