package org.chainer.training.extensions;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A canvas that becomes an SVG document. Texts stay texts. */
final class SvgCanvas implements Canvas {
    /** Mean width of a character, as part of the font's size; on the safe side. */
    private static final double CHARACTER_WIDTH = 0.6;

    private final StringBuilder document = new StringBuilder();
    private int clips;

    SvgCanvas(int width, int height) {
        document.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" font-family=\"sans-serif\">\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    }

    void writeTo(OutputStream out) throws IOException {
        out.write((document + "</svg>\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String color(int color) {
        return String.format(Locale.ROOT, "#%06x", color);
    }

    private static String points(double[] x, double[] y) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
        }
        return points.toString();
    }

    @Override
    public void line(double[] x, double[] y, Stroke stroke) {
        document.append("<polyline fill=\"none\" stroke=\"")
                .append(color(stroke.color()))
                .append("\" stroke-width=\"")
                .append(number(stroke.width()));
        if (stroke.dashes().length > 0) {
            document.append("\" stroke-dasharray=\"");
            for (double dash : stroke.dashes()) {
                document.append(number(dash)).append(' ');
            }
        }
        document.append("\" points=\"").append(points(x, y)).append("\"/>\n");
    }

    @Override
    public void polygon(double[] x, double[] y, int color, double opacity) {
        document.append("<polygon fill=\"")
                .append(color(color))
                .append("\" fill-opacity=\"")
                .append(number(opacity))
                .append("\" points=\"")
                .append(points(x, y))
                .append("\"/>\n");
    }

    @Override
    public void dot(double x, double y, double radius, int color) {
        document.append("<circle cx=\"")
                .append(number(x))
                .append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"")
                .append(number(radius))
                .append("\" fill=\"")
                .append(color(color))
                .append("\"/>\n");
    }

    @Override
    public void text(double x, double y, String text, double size, boolean bold, Anchor anchor) {
        text(x, y, text, size, anchor, bold ? " font-weight=\"bold\"" : "");
    }

    @Override
    public void textUpwards(double x, double y, String text, double size) {
        text(x, y, text, size, Anchor.MIDDLE, " transform=\"rotate(-90 " + number(x) + " " + number(y) + ")\"");
    }

    private void text(double x, double y, String text, double size, Anchor anchor, String more) {
        document.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" font-size=\"")
                .append(number(size))
                .append("\" text-anchor=\"")
                .append(anchor.name().toLowerCase(Locale.ROOT))
                .append('"')
                .append(more)
                .append('>')
                .append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .append("</text>\n");
    }

    @Override
    public double textWidth(String text, double size) {
        return text.length() * size * CHARACTER_WIDTH;
    }

    @Override
    public void clip(double x, double y, double width, double height) {
        String id = "clip" + clips++;
        document.append("<clipPath id=\"")
                .append(id)
                .append("\"><rect x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\"/></clipPath>\n<g clip-path=\"url(#")
                .append(id)
                .append(")\">\n");
    }

    @Override
    public void unclip() {
        document.append("</g>\n");
    }
}
