package org.chainer.examples.common;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainer.array.NDArray;

/** A sheet of small images in rows, with or without captions, as a PNG file. */
public final class SampleSheet {
    private static final int GAP = 6;
    private static final int CAPTION = 16;
    private static final int TITLE = 24;
    private static final int SMALLEST = 56;
    private static final Color WRONG = new Color(0xc62828);

    private final String title;
    private final int columns;
    private final List<Cell> cells = new ArrayList<>();

    private record Cell(BufferedImage image, String caption, boolean wrong) {}

    /**
     * An empty sheet.
     *
     * @param title what it shows; written above
     * @param columns images in a row
     */
    public SampleSheet(String title, int columns) {
        this.title = title;
        this.columns = columns;
    }

    /** Adds an image without a caption; see {@link #add(NDArray, String, boolean)}. */
    public SampleSheet add(NDArray image) {
        return add(image, "", false);
    }

    /**
     * Adds an image.
     *
     * @param image array (height, width), (1, height, width) or (3, height, width: red, green, blue) of values from 0 (black) to
     *     1; others are cut off
     * @param caption what is written below; may be empty
     * @param wrong whether the caption is to be red, as a wrong prediction's
     * @return this
     * @throws IllegalArgumentException if the array has another shape
     */
    public SampleSheet add(NDArray image, String caption, boolean wrong) {
        cells.add(new Cell(toImage(image), caption, wrong));
        return this;
    }

    /** Adds the images of an array (count, channels, height, width). */
    public SampleSheet addAll(NDArray images) {
        for (long i = 0; i < images.dim(0); i++) {
            add(images.select(0, i));
        }
        return this;
    }

    private static BufferedImage toImage(NDArray array) {
        NDArray planes = array.rank() == 2 ? array.expandDims(0) : array;
        if (planes.rank() != 3 || planes.dim(0) != 1 && planes.dim(0) != 3) {
            throw new IllegalArgumentException("sample sheet: an image has shape " + array.shape()
                    + ", expected (height, width), (1, height, width) or (3, height, width)");
        }
        int height = (int) planes.dim(1);
        int width = (int) planes.dim(2);
        float[] values = planes.contiguous().toFloatArray();
        int plane = height * width;
        int green = planes.dim(0) == 3 ? plane : 0;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < plane; i++) {
            int rgb = level(values[i]) << 16 | level(values[i + green]) << 8 | level(values[i + 2 * green]);
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    private static int level(float value) {
        return Math.round(255 * Math.max(0, Math.min(1, value)));
    }

    /**
     * Draws the sheet. Does nothing where Java cannot draw text.
     *
     * @param file the PNG file; its folder is made if need be
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        int side = cells.stream()
                .mapToInt(c -> Math.max(c.image.getWidth(), c.image.getHeight()))
                .max()
                .orElse(1);
        int zoom = Math.max(1, (SMALLEST + side - 1) / side);
        int cell = cells.stream().mapToInt(c -> Drawing.textWidth(c.caption)).reduce(side * zoom, Math::max);
        int step = cell + GAP;
        boolean captions = cells.stream().anyMatch(c -> !c.caption.isEmpty());
        int rowHeight = side * zoom + GAP + (captions ? CAPTION : 0);
        int rows = (cells.size() + columns - 1) / columns;
        int width = Math.max(columns * step + GAP, Drawing.textWidth(title) + 2 * GAP);
        Drawing.write(file, width, TITLE + rows * rowHeight + GAP, graphics -> {
            graphics.drawString(title, GAP, 16);
            for (int i = 0; i < cells.size(); i++) {
                int x = GAP + i % columns * step;
                int y = TITLE + i / columns * rowHeight;
                draw(graphics, cells.get(i), x, y, cell, side * zoom, zoom);
            }
        });
    }

    private static void draw(Graphics2D graphics, Cell cell, int x, int y, int width, int side, int zoom) {
        int left = x + (width - side) / 2;
        graphics.drawImage(cell.image, left, y, cell.image.getWidth() * zoom, cell.image.getHeight() * zoom, null);
        graphics.setColor(cell.wrong ? WRONG : Color.BLACK);
        Drawing.centred(graphics, cell.caption, x + width / 2.0, y + side + 13);
        graphics.setColor(Color.BLACK);
    }
}
