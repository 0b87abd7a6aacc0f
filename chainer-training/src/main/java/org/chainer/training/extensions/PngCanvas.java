package org.chainer.training.extensions;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/** A canvas of pixels. */
final class PngCanvas implements Canvas {
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final BufferedImage image;
    private final Graphics2D graphics;

    PngCanvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
    }

    void writeTo(OutputStream out) throws IOException {
        graphics.dispose();
        ImageIO.write(image, "png", out);
    }

    private static Path2D path(double[] x, double[] y) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < x.length; i++) {
            if (i == 0) {
                path.moveTo(x[i], y[i]);
            } else {
                path.lineTo(x[i], y[i]);
            }
        }
        return path;
    }

    @Override
    public void line(double[] x, double[] y, Stroke stroke) {
        float[] dashes = null;
        if (stroke.dashes().length > 0) {
            dashes = new float[stroke.dashes().length];
            for (int i = 0; i < dashes.length; i++) {
                dashes[i] = (float) stroke.dashes()[i];
            }
        }
        graphics.setColor(new Color(stroke.color()));
        graphics.setStroke(
                new BasicStroke((float) stroke.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
        graphics.draw(path(x, y));
    }

    @Override
    public void polygon(double[] x, double[] y, int color, double opacity) {
        Path2D path = path(x, y);
        path.closePath();
        graphics.setColor(new Color((int) Math.round(opacity * 255) << 24 | color, true));
        graphics.fill(path);
    }

    @Override
    public void dot(double x, double y, double radius, int color) {
        graphics.setColor(new Color(color));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private static Font font(double size, boolean bold) {
        return FONT.deriveFont(bold ? Font.BOLD : Font.PLAIN, (float) size);
    }

    private double width(String text, Font font) {
        return font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
    }

    @Override
    public void text(double x, double y, String text, double size, boolean bold, Anchor anchor) {
        Font font = font(size, bold);
        double shift = anchor.ordinal() * width(text, font) / 2;
        graphics.setColor(Color.BLACK);
        graphics.setFont(font);
        graphics.drawString(text, (float) (x - shift), (float) y);
    }

    @Override
    public void textUpwards(double x, double y, String text, double size) {
        AffineTransform former = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, x, y);
        text(x, y, text, size, false, Anchor.MIDDLE);
        graphics.setTransform(former);
    }

    @Override
    public double textWidth(String text, double size) {
        return width(text, font(size, false));
    }

    @Override
    public void clip(double x, double y, double width, double height) {
        graphics.setClip(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void unclip() {
        graphics.setClip(null);
    }
}
