package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArrayPrinterTest {

    static Stream<Arguments> printed() throws IOException {
        try (InputStream file = ArrayPrinterTest.class.getResourceAsStream("printed.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.substring(text.indexOf('\n') + 1).split("\n--\n"))
                    .map(ArrayPrinterTest::printedCase);
        }
    }

    private static Arguments printedCase(String text) {
        int end = text.indexOf('\n');
        String[] header = text.substring(0, end).split(";", -1);
        DType dtype = DType.of(header[0]);
        long[] shape = header[1].isEmpty()
                ? new long[0]
                : Arrays.stream(header[1].split(" ")).mapToLong(Long::parseLong).toArray();
        NDArray x;
        if (header[2].equals("range")) {
            x = NDArrays.arange(Shape.of(shape).size());
        } else if (header[2].isEmpty()) {
            x = NDArray.of(new double[0]);
        } else if (dtype.isFloating()) {
            x = NDArray.of(Arrays.stream(header[2].split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        } else {
            x = NDArray.of(Arrays.stream(header[2].split(" "))
                    .mapToLong(Long::parseLong)
                    .toArray());
        }
        return Arguments.of(x.astype(dtype).reshape(shape), text.substring(end + 1));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("printed")
    void printsWhatNumPyPrints(NDArray x, String expected) {
        assertThat(x).hasToString(expected);
    }

    @Test
    void printsViews() {
        NDArray x = NDArray.from(new int[][] {{1, 2, 3}, {4, 5, 60}});
        assertThat(x.transpose()).hasToString("[[ 1  4]\n [ 2  5]\n [ 3 60]]");
        assertThat(x.get("0, ::-1")).hasToString("[3 2 1]");
        assertThat(NDArray.of(0.5f).broadcastTo(Shape.of(2, 2))).hasToString("[[0.5 0.5]\n [0.5 0.5]]");
    }

    @Test
    void printsBfloat16WithItsOwnDigits() {
        assertThat(NDArray.of(0.1f, 1.0f, 2.71828f).astype(DType.BFLOAT16)).hasToString("[0.1  1.   2.72]");
        assertThat(NDArray.of(1f, 300f).astype(DType.BFLOAT16)).hasToString("[1.e+00 3.e+02]");
    }

    @Test
    void saysThatAnArrayIsClosed() {
        NDArray x = NDArray.zeros(DType.FLOAT32, 2, 3);
        x.close();
        assertThat(x).hasToString("(closed float32 array of shape (2, 3))");
    }
}
