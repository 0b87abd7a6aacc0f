package org.chainer.serializers;

import java.nio.file.Path;
import java.util.Set;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;

/**
 * An HDF5 file, open for reading: arrays by their paths.
 *
 * <p>It needs the library jHDF ({@code io.jhdf:jhdf}), an optional dependency; writing does not. Arrays of numbers, NumPy's bools and texts can be read, compressed ones too. Links to other files or other
 * places are refused.
 *
 * <p>A file from an untrusted source does no harm: what it promises is compared with its size before anything is allocated. Methods throw a {@link SerializationException} that names the file and the
 * key.
 *
 * <p>Not thread-safe.
 */
public final class HDF5File implements StateFile, AutoCloseable {
    private final JhdfFile file;

    /**
     * Opens a file.
     *
     * @throws SerializationException if there is no such file, it is no whole HDF5 file, or jHDF is not there
     */
    public HDF5File(Path path) {
        try {
            file = new JhdfFile(path);
        } catch (NoClassDefFoundError e) {
            throw new SerializationException(
                    "cannot read " + path.toAbsolutePath()
                            + ": HDF5 files are read by the library jHDF, which is not on the class path. Add the dependency io.jhdf:jhdf"
                            + " (chainer-parent has its version), or save as npz",
                    e);
        }
    }

    @Override
    public Set<String> keys() {
        return file.keys();
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public boolean isNone(String key) {
        return file.isNone(key);
    }

    @Override
    public Shape shape(String key) {
        return file.shape(key);
    }

    @Override
    public DType dtype(String key) {
        return file.dtype(key);
    }

    @Override
    public String text(String key) {
        return file.text(key);
    }

    /** Reads an array to the current device. */
    public NDArray array(String key) {
        return array(key, Devices.current());
    }

    @Override
    public NDArray array(String key, Device device) {
        return file.array(key, device);
    }

    @Override
    public void verify(String key) {
        file.verify(key);
    }

    @Override
    public void readInto(String key, NDArray target) {
        file.readInto(key, target);
    }

    @Override
    public void close() {
        file.close();
    }
}
