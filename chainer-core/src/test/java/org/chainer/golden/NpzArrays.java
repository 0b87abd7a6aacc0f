package org.chainer.golden;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.NDArrays;
import org.chainer.array.Shape;

/** Reads npz files: little-endian arrays in C order, as NumPy on common machines writes them. */
final class NpzArrays {
    private static final Pattern HEADER = Pattern.compile(
            "'descr': '[<|]([a-z0-9]+)'.*'fortran_order': (True|False).*'shape': \\(([0-9, ]*)\\)", Pattern.DOTALL);

    private NpzArrays() {}

    static Map<String, NDArray> read(InputStream in) throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName().replaceFirst("\\.npy$", ""), array(zip.readAllBytes()));
            }
        }
        return arrays;
    }

    private static NDArray array(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int start = file[6] == 1 ? 10 : 12;
        int length = file[6] == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8);
        String header = new String(file, start, length, StandardCharsets.ISO_8859_1);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.find()) {
            throw new IllegalStateException("npy header not understood: " + header);
        }
        long[] dims = Arrays.stream(matcher.group(3).split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        boolean fortran = matcher.group(2).equals("True");
        if (fortran) {
            for (int i = 0; i < dims.length / 2; i++) {
                long dim = dims[i];
                dims[i] = dims[dims.length - 1 - i];
                dims[dims.length - 1 - i] = dim;
            }
        }
        buffer.position(start + length);
        NDArray result = NDArrays.fromBuffer(buffer, DType.of(matcher.group(1)), Shape.of(dims));
        return fortran ? result.transpose() : result;
    }
}
