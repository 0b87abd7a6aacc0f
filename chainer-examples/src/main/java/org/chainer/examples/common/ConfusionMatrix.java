package org.chainer.examples.common;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How often each class was taken for each other one, drawn as a PNG file. */
public final class ConfusionMatrix {
    private static final int TOP = 52;

    private final List<String> names;
    private final int[][] counts;

    /**
     * A matrix of zeros.
     *
     * @param names names of the classes, in order of label
     */
    public ConfusionMatrix(List<String> names) {
        this.names = List.copyOf(names);
        this.counts = new int[names.size()][names.size()];
    }

    /** Counts one example. */
    public void add(int label, int predicted) {
        counts[label][predicted]++;
    }

    /** How many examples with this label were taken for that one. */
    public int count(int label, int predicted) {
        return counts[label][predicted];
    }

    /** Share of the examples whose class was found. */
    public double accuracy() {
        long right = 0;
        long all = 0;
        for (int label = 0; label < counts.length; label++) {
            right += counts[label][label];
            for (int n : counts[label]) {
                all += n;
            }
        }
        return (double) right / all;
    }

    /**
     * Draws the matrix: a row for each class, a column for what it was taken for; the darker the more. Does nothing where Java
     * cannot draw text.
     *
     * @param file the PNG file; its folder is made if need be
     * @param title what it shows; written above
     * @throws IOException if it cannot be written
     */
    public void write(Path file, String title) throws IOException {
        int cell = counts.length <= 30 ? 38 : 9;
        int longest = names.stream().mapToInt(Drawing::textWidth).max().orElse(0);
        int left = 34 + (cell > 12 ? longest : 0);
        boolean upright = longest <= cell - 2;
        int header = cell <= 12 ? 0 : upright ? 18 : longest + 8;
        int size = cell * counts.length;
        int width = Math.max(left + size + 12, Drawing.textWidth(title) + 16);
        Drawing.write(file, width, TOP + header + size + 12, graphics -> {
            graphics.drawString(title, 8, 18);
            graphics.drawString("prediction", left + size / 2 - 28, 40);
            turned(graphics, "label", 18, TOP + header + size / 2 + 14);
            for (int label = 0; label < counts.length; label++) {
                drawRow(graphics, label, left, TOP + header + label * cell, cell);
                if (cell > 12) {
                    graphics.setColor(Color.BLACK);
                    graphics.drawString(names.get(label), 26, TOP + header + label * cell + cell / 2 + 5);
                    int x = left + label * cell + cell / 2;
                    if (upright) {
                        Drawing.centred(graphics, names.get(label), x, TOP + header - 5);
                    } else {
                        turned(graphics, names.get(label), x + 4, TOP + header - 4);
                    }
                }
            }
        });
    }

    private static void turned(Graphics2D graphics, String text, int x, int y) {
        AffineTransform former = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, x, y);
        graphics.drawString(text, x, y);
        graphics.setTransform(former);
    }

    private void drawRow(Graphics2D graphics, int label, int left, int y, int cell) {
        int all = 0;
        for (int n : counts[label]) {
            all += n;
        }
        for (int predicted = 0; predicted < counts.length; predicted++) {
            int n = counts[label][predicted];
            // The root keeps rare confusions visible beside the diagonal.
            double share = all == 0 ? 0 : Math.sqrt((double) n / all);
            int x = left + predicted * cell;
            graphics.setColor(shade(share, label == predicted));
            graphics.fillRect(x, y, cell - 1, cell - 1);
            if (n > 0 && cell > 12) {
                graphics.setColor(share > 0.6 ? Color.WHITE : Color.BLACK);
                Drawing.centred(graphics, Integer.toString(n), x + cell / 2.0, y + cell / 2.0 + 4);
            }
        }
    }

    private static Color shade(double share, boolean right) {
        int[] full = right ? new int[] {0x1b, 0x5e, 0x9e} : new int[] {0xc6, 0x28, 0x28};
        int[] mixed = new int[3];
        for (int i = 0; i < 3; i++) {
            mixed[i] = (int) Math.round(0xf2 + share * (full[i] - 0xf2));
        }
        return new Color(mixed[0], mixed[1], mixed[2]);
    }
}
