package org.chainer.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.chainer.dataset.Downloads;
import org.chainer.dataset.RemoteFile;

/** Finds the original files of a data set. */
final class DatasetFiles {

    private DatasetFiles() {}

    /**
     * A file in the given folder; or, without one, what was put by hand into the data set's place below the dataset root; or
     * what is downloaded.
     */
    static Path find(Path folder, String dataset, RemoteFile file) throws IOException {
        if (folder != null) {
            return require(folder.resolve(file.name()));
        }
        Path given =
                Downloads.getDatasetDirectory("pfnet/chainer/" + dataset, false).resolve(file.name());
        if (Files.exists(given)) {
            return given;
        }
        try {
            return Downloads.cachedDownload(file);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ", or under its own name at " + given, e);
        }
    }

    static Path require(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "this file of the data set is not there");
        }
        return file;
    }
}
