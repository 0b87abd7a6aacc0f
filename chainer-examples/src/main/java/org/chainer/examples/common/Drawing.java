package org.chainer.examples.common;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.chainer.training.extensions.PlotReport;
import org.chainer.utils.AtomicFile;

/** A white picture to draw on, with text in a plain font. */
final class Drawing {
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private Drawing() {}

    /**
     * Draws a PNG file, in a folder that is made if need be. Does nothing where Java cannot draw text.
     *
     * @throws IOException if the file cannot be written
     */
    static void write(Path file, int width, int height, Consumer<Graphics2D> content) throws IOException {
        if (!PlotReport.available()) {
            return;
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = graphics(image);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        content.accept(graphics);
        graphics.dispose();
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.write(file, temporary -> ImageIO.write(image, "png", temporary.toFile()));
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(FONT);
        graphics.setStroke(new BasicStroke(1));
        return graphics;
    }

    /** Width of a text in the plain font, for laying out before anything is drawn. */
    static int textWidth(String text) {
        Graphics2D graphics = graphics(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        try {
            return graphics.getFontMetrics().stringWidth(text);
        } finally {
            graphics.dispose();
        }
    }

    /** Writes text around a horizontal centre. */
    static void centred(Graphics2D graphics, String text, double x, double baseline) {
        graphics.drawString(text, (float) (x - graphics.getFontMetrics().stringWidth(text) / 2.0), (float) baseline);
    }
}
