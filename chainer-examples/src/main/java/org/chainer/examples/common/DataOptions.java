package org.chainer.examples.common;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.chainer.dataset.Dataset;
import org.chainer.datasets.SubDataset;
import picocli.CommandLine.Option;

/** Which data an example trains on: made up (always there), from a folder, or downloaded; and how much of them. */
public final class DataOptions {
    private static final String SYNTHETIC = "synthetic";
    private static final String DOWNLOAD = "download";

    @Option(
            names = "--data",
            paramLabel = "DIR|synthetic|download",
            description =
                    "Folder with the original files; 'download' for the files from the network or the cache; 'synthetic' for made-up data. Default: ${DEFAULT-VALUE}.")
    private String data = SYNTHETIC;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = TrainingOptions.Positive.class,
            description = "Train on the first N examples only, and test on as many at most. Default: all.")
    private Integer limit;

    /** Made-up data. */
    public DataOptions() {}

    /** Whether the data are to be made up. */
    public boolean isSynthetic() {
        return data.equals(SYNTHETIC);
    }

    /** Whether the data are to be downloaded. */
    public boolean isDownload() {
        return data.equals(DOWNLOAD);
    }

    /**
     * The folder with the original files; null if the data are to be made up or downloaded.
     *
     * @throws NoSuchFileException if it is no folder
     */
    public Path folder() throws NoSuchFileException {
        if (isSynthetic() || isDownload()) {
            return null;
        }
        Path folder = Path.of(data);
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException("--data: the folder " + folder.toAbsolutePath()
                    + " is not there; give a folder with the original files, 'synthetic' or 'download'");
        }
        return folder;
    }

    /** Where data come from, in words: {@code MNIST in /data}, or {@code MNIST}, or the words for made-up data. */
    public String describe(String real, String madeUp) {
        return isSynthetic() ? madeUp : isDownload() ? real : real + " in " + data;
    }

    /** How many examples to make: as many as usual, or fewer. */
    public int size(int usual) {
        return limit == null ? usual : Math.min(limit, usual);
    }

    /** The first examples of a data set, as many as wanted. */
    public <T> Dataset<T> head(Dataset<T> all) {
        return limit == null || limit >= all.size() ? all : new SubDataset<>(all, 0, limit);
    }
}
