package org.chainer.links.model.vision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.chainer.Link;
import org.chainer.serializers.Serializers;

/** Where weights lie. */
final class ModelFiles {
    private ModelFiles() {}

    private static Path folder() {
        String root = System.getProperty("chainer.dataset.root");
        if (root == null) {
            root = System.getenv("CHAINER_DATASET_ROOT");
        }
        Path base = root == null ? Path.of(System.getProperty("user.home"), ".chainer", "dataset") : Path.of(root);
        return base.resolve("pfnet/chainer/models").toAbsolutePath();
    }

    /**
     * Loads the npz file of that name from the folder of models. If there is none, but the model that it is made from, it is made.
     *
     * @param origin where the caffemodel is to be had
     * @param conversion makes the second file from the first
     * @throws IllegalStateException if neither is there
     */
    static void load(Link model, String npz, String caffemodel, String origin, BiConsumer<Path, Path> conversion) {
        Path file = folder().resolve(npz);
        Path source = folder().resolve(caffemodel);
        if (!Files.exists(file)) {
            if (!Files.exists(source)) {
                throw new IllegalStateException("there are no weights for "
                        + model.getClass().getSimpleName() + ": put Chainer's "
                        + file + " in its place, or get " + caffemodel + " from " + origin + " and put it to " + source
                        + ", which is converted then. For a model without weights, give null in the place of the file");
            }
            convert(source, file, conversion);
        }
        Serializers.loadNpz(file, model);
    }

    private static void convert(Path source, Path file, BiConsumer<Path, Path> conversion) {
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            conversion.accept(source, partial);
            Files.move(partial, file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot write " + file, e);
        }
    }
}
