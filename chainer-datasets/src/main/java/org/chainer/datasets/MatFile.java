package org.chainer.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile.Entry;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * Reads arrays from MATLAB files of version 5 (what {@code save} writes with {@code -v6} or {@code -v7}).
 *
 * @see <a href="https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf">MAT-File Format</a>
 */
public final class MatFile {

    /** What deflate compresses at best, and a bit. */
    private static final double MAX_RATIO = 1100;

    private MatFile() {}

    /**
     * All real numeric and logical arrays of a file. Others (text, cells, structures, sparse or complex arrays) are passed over.
     *
     * @param file a MATLAB file
     * @return the arrays by name, with the shapes they have in MATLAB. uint16 becomes int32, uint32 and uint64 become int64
     * @throws IOException if it cannot be read, is no MATLAB 5 file, or is damaged
     */
    public static Map<String, NDArray> read(Path file) throws IOException {
        return read(file, name -> true);
    }

    /** The arrays of the names that are wanted. */
    static Map<String, NDArray> read(Path file, Predicate<String> wanted) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try (Source source = Sources.openFile(file.toFile())) {
            for (Entry entry : Mat5.newReader(source)
                    .setEntryFilter(header -> wanted.test(header.getName()))
                    .disableSubsystemProcessing()
                    .readMat()
                    .getEntries()) {
                if (entry.getValue() instanceof Matrix matrix && !matrix.isComplex()) {
                    arrays.put(entry.getName(), convert(matrix, Files.size(file)));
                }
            }
        } catch (IOException | RuntimeException e) {
            // The parser meets damage in many ways.
            throw new IOException(file + " is no MATLAB 5 file, or is damaged: " + e, e);
        }
        return arrays;
    }

    private static NDArray convert(Matrix matrix, long fileSize) throws IOException {
        int[] dims = matrix.getDimensions();
        long[] reversed = new long[dims.length];
        double size = 1;
        for (int i = 0; i < dims.length; i++) {
            reversed[dims.length - 1 - i] = dims[i];
            size *= dims[i];
        }
        if (size > Integer.MAX_VALUE || size > MAX_RATIO * fileSize) {
            throw new IOException("a file of " + fileSize + " bytes cannot hold an array " + Arrays.toString(dims));
        }
        DType dtype = matrix.isLogical() ? DType.BOOL : dtype(matrix.getType());
        int count = (int) size;
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(count, dtype.bytes())).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            switch (dtype) {
                case BOOL -> data.put((byte) (matrix.getBoolean(i) ? 1 : 0));
                case INT8, UINT8 -> data.put(matrix.getByte(i));
                case INT16 -> data.putShort(matrix.getShort(i));
                case INT32 -> data.putInt(matrix.getInt(i));
                case INT64 -> data.putLong(matrix.getLong(i));
                case FLOAT32 -> data.putFloat(matrix.getFloat(i));
                default -> data.putDouble(matrix.getDouble(i));
            }
        }
        // MATLAB stores the first axis fastest: its array is the transpose of one in C order.
        return HostArrays.of(data.flip(), dtype, reversed).transpose();
    }

    private static DType dtype(MatlabType type) {
        return switch (type) {
            case Int8 -> DType.INT8;
            case UInt8 -> DType.UINT8;
            case Int16 -> DType.INT16;
            case Int32, UInt16 -> DType.INT32;
            case Int64, UInt32, UInt64 -> DType.INT64;
            case Single -> DType.FLOAT32;
            default -> DType.FLOAT64;
        };
    }
}
