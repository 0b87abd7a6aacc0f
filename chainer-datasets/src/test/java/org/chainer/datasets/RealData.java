package org.chainer.datasets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Original files of data sets that are not part of the project; a test that needs one is skipped where it is not there. */
final class RealData {

    private RealData() {}

    /** The folder of a data set: below {@code -Dchainer.data=DIR}, or below {@code shared/data} beside the project. */
    static Path folder(String name) {
        String given = System.getProperty("chainer.data");
        List<String> places = given != null ? List.of(given) : List.of("../../shared/data", "../shared/data");
        Path found = places.stream()
                .map(place -> Path.of(place, name).toAbsolutePath().normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
        assumeTrue(found != null, "No " + name + " data; its folder was looked for in " + places);
        return found;
    }
}
