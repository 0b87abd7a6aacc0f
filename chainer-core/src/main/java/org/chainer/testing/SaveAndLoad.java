package org.chainer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.chainer.Serializer;
import org.chainer.serializers.Serializers;

/** Copies an object's state to another one through a file. Chainer: {@code testing.save_and_load}. */
public final class SaveAndLoad {
    private SaveAndLoad() {}

    /**
     * Saves one object and loads what was saved into another.
     *
     * @param filename name of the file, in a folder of its own that is removed afterwards
     * @param saver writes an object to a file: {@code Serializers::saveNpz}
     * @param loader reads a file into an object: {@code Serializers::loadNpz}
     */
    public static <T> void saveAndLoad(
            T src, T dst, String filename, BiConsumer<Path, T> saver, BiConsumer<Path, T> loader) {
        try {
            Path folder = Files.createTempDirectory("chainer");
            Path file = folder.resolve(filename);
            try {
                saver.accept(file, src);
                loader.accept(file, dst);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves one object as an npz file and loads it into another. */
    public static void saveAndLoadNpz(Serializer.Serializable src, Serializer.Serializable dst) {
        SaveAndLoad.<Serializer.Serializable>saveAndLoad(
                src, dst, "object.npz", Serializers::saveNpz, Serializers::loadNpz);
    }

    /** Saves one object as an HDF5 file and loads it into another. */
    public static void saveAndLoadHdf5(Serializer.Serializable src, Serializer.Serializable dst) {
        SaveAndLoad.<Serializer.Serializable>saveAndLoad(
                src, dst, "object.h5", Serializers::saveHdf5, Serializers::loadHdf5);
    }
}
