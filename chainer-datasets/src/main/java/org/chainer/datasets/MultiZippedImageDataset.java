package org.chainer.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;

/** Images in several zip archives, one archive after the other: see {@link ZippedImageDataset}. */
public final class MultiZippedImageDataset implements Dataset<NDArray>, Closeable {

    private final List<ZippedImageDataset> archives = new ArrayList<>();
    private final Dataset<NDArray> all;

    /**
     * Images in archives.
     *
     * @param paths the archives
     * @param dtype dtype of the arrays; null for {@code Chainer.config().dtype()}
     * @throws IOException if one cannot be read, or is no zip archive
     */
    public MultiZippedImageDataset(List<Path> paths, DType dtype) throws IOException {
        try {
            for (Path path : paths) {
                archives.add(new ZippedImageDataset(path, dtype));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        all = new ConcatenatedDataset<>(archives.toArray(ZippedImageDataset[]::new));
    }

    @Override
    public int size() {
        return all.size();
    }

    @Override
    public NDArray get(int index) {
        return all.get(index);
    }

    @Override
    public void close() throws IOException {
        for (ZippedImageDataset archive : archives) {
            archive.close();
        }
    }
}
