package org.chainer.training.extensions;

/** What plots are drawn on: pixels or a vector graphic. Lengths are in pixels, y grows downwards, colours are 0xRRGGBB. */
interface Canvas {
    /** How a text lies with respect to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /**
     * A stroke.
     *
     * @param dashes lengths of dashes and gaps, none for a solid line
     */
    record Stroke(int color, double width, double... dashes) {}

    /** A line from point to point. */
    void line(double[] x, double[] y, Stroke stroke);

    /** A filled polygon. */
    void polygon(double[] x, double[] y, int color, double opacity);

    /** A filled circle. */
    void dot(double x, double y, double radius, int color);

    /** A text with its baseline at y. */
    void text(double x, double y, String text, double size, boolean bold, Anchor anchor);

    /** A text that reads upwards, centred at y, with its baseline at x. */
    void textUpwards(double x, double y, String text, double size);

    /** Width of a text, perhaps a little too large. */
    double textWidth(String text, double size);

    /** Hides what is drawn outside of a rectangle, until {@link #unclip()}. */
    void clip(double x, double y, double width, double height);

    /** Ends {@link #clip}. */
    void unclip();
}
