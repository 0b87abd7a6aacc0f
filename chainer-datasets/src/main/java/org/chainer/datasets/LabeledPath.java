package org.chainer.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image file and the class of its image.
 *
 * @param path where the file is, relative to a folder or an archive
 * @param label its class
 */
public record LabeledPath(String path, int label) {

    /**
     * Reads a list of images as Caffe knows it: on each line a path, white space, and an integer label.
     *
     * @param file the list
     * @return its lines
     * @throws IOException if it cannot be read, or if a line is not like that; the message names file and line
     */
    public static List<LabeledPath> readList(Path file) throws IOException {
        List<LabeledPath> pairs = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String[] parts = line.strip().split("\\s+");
            if (parts.length != 2 || !parts[1].matches("[+-]?\\d{1,9}")) {
                throw new IOException("Line " + number + " of " + file + " is '" + line
                        + "', but a path and an integer label were expected");
            }
            pairs.add(new LabeledPath(parts[0], Integer.parseInt(parts[1])));
        }
        return pairs;
    }
}
