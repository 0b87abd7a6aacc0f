package org.chainer.training.extensions;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.chainer.utils.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plots side by side and below each other, drawn to a PNG or SVG file. */
final class Figure {
    static final int WIDTH = 640;
    static final int HEIGHT = 480;

    private static final Logger LOG = LoggerFactory.getLogger(Figure.class);

    private Figure() {}

    private static final class Pixels {
        /** Whether this Java can draw pixels: some come without fonts. */
        static final boolean AVAILABLE = tryIt();

        private static boolean tryIt() {
            try {
                Graphics2D graphics = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
                graphics.drawString("x", 0, 8);
                graphics.dispose();
                return true;
            } catch (LinkageError | RuntimeException | InternalError e) {
                LOG.warn("no PNG plots are drawn, since this Java cannot draw text; SVG plots are: {}", e.toString());
                return false;
            }
        }
    }

    /** Whether this machine can draw PNG files; if not, that is said once. */
    static boolean canDrawPixels() {
        return Pixels.AVAILABLE;
    }

    /** A file name, if it ends in {@code .png} or {@code .svg}. */
    static String checkedName(String owner, String fileName) {
        if (!isSvg(fileName) && !fileName.toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new IllegalArgumentException(
                    owner + ": the file name is '" + fileName + "', expected one that ends in .png or .svg");
        }
        return fileName;
    }

    private static boolean isSvg(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".svg");
    }

    /**
     * Draws rows of plots, all of the same size. Does nothing if this machine cannot draw such a file.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    static void write(Path path, int width, int height, List<List<Plot>> rows) {
        boolean svg = isSvg(path.toString());
        if (!svg && !canDrawPixels()) {
            return;
        }
        try {
            AtomicFile.write(path, temporary -> {
                try (OutputStream out = Files.newOutputStream(temporary)) {
                    if (svg) {
                        SvgCanvas canvas = new SvgCanvas(width, height);
                        draw(canvas, width, height, rows);
                        canvas.writeTo(out);
                    } else {
                        PngCanvas canvas = new PngCanvas(width, height);
                        draw(canvas, width, height, rows);
                        canvas.writeTo(out);
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the plot " + path.toAbsolutePath() + " cannot be written: " + e, e);
        }
    }

    private static void draw(Canvas canvas, int width, int height, List<List<Plot>> rows) {
        double rowHeight = (double) height / rows.size();
        for (int r = 0; r < rows.size(); r++) {
            double columnWidth = (double) width / rows.get(r).size();
            for (int c = 0; c < rows.get(r).size(); c++) {
                rows.get(r).get(c).draw(canvas, c * columnWidth, r * rowHeight, columnWidth, rowHeight);
            }
        }
    }
}
