package org.chainer.datasets;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.chainer.Chainer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** Decodes image files into arrays (channels, height, width) of the samples that they hold. */
final class ImageDecoder {

    private static final long MAX_PIXELS = 1 << 28;

    private final DType dtype;

    ImageDecoder(DType dtype) {
        this.dtype = dtype == null ? Chainer.config().dtype() : dtype;
    }

    NDArray decode(InputStream in, String what) throws IOException {
        // Not ImageIO.read(in): that would write a temporary file for each image.
        try (ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new IOException(what + " is no image of a known format (" + formats() + ")");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MAX_PIXELS) {
                    throw new IOException(
                            what + " claims to have " + pixels + " pixels; at most " + MAX_PIXELS + " are read");
                }
                return samples(reader.read(0)).astype(dtype);
            } catch (RuntimeException | IOException e) {
                if (String.valueOf(e.getMessage()).startsWith(what)) {
                    throw e;
                }
                throw new IOException(
                        what + " is a damaged image, or of a kind that cannot be read: " + e.getMessage(), e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static String formats() {
        return String.join(
                ", ", Arrays.stream(ImageIO.getReaderFileSuffixes()).sorted().toList());
    }

    private static NDArray samples(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return fromPalette(image.getRaster(), palette, width, height);
        }
        Raster raster = image.getRaster();
        int channels = raster.getNumBands();
        int[] samples = new int[channels * height * width];
        int[] plane = new int[height * width];
        for (int channel = 0; channel < channels; channel++) {
            raster.getSamples(raster.getMinX(), raster.getMinY(), width, height, channel, plane);
            System.arraycopy(plane, 0, samples, channel * plane.length, plane.length);
        }
        return HostArrays.of(IntBuffer.wrap(samples), DType.INT32, channels, height, width);
    }

    /** A palette of greys gives one channel, one of colours three, or four where a colour is transparent. */
    private static NDArray fromPalette(Raster raster, IndexColorModel palette, int width, int height) {
        boolean grey = true;
        for (int i = 0; i < palette.getMapSize(); i++) {
            grey &= palette.getRed(i) == palette.getGreen(i) && palette.getRed(i) == palette.getBlue(i);
        }
        int channels = palette.hasAlpha() ? 4 : grey ? 1 : 3;
        int[] shifts = {16, 8, 0, 24};
        int[] indices = raster.getSamples(raster.getMinX(), raster.getMinY(), width, height, 0, (int[]) null);
        int[] samples = new int[channels * indices.length];
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < indices.length; i++) {
                samples[channel * indices.length + i] = palette.getRGB(indices[i]) >> shifts[channel] & 0xff;
            }
        }
        return HostArrays.of(IntBuffer.wrap(samples), DType.INT32, channels, height, width);
    }
}
