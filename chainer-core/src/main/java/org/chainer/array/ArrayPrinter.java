package org.chainer.array;

/** Prints arrays as NumPy's {@code str} does: aligned columns, nested brackets, lines of at most 75 characters, long arrays shortened. */
final class ArrayPrinter {
    private static final int LINE_WIDTH = 75;
    private static final int THRESHOLD = 1000;
    private static final int EDGE_ITEMS = 3;
    private static final String DOTS = "...";

    private final Shape shape;
    private final boolean[] shortened;
    private final String[] words;

    private ArrayPrinter(Shape shape, boolean[] shortened, String[] words) {
        this.shape = shape;
        this.shortened = shortened;
        this.words = words;
    }

    static String print(NDArray x) {
        if (x.memory().isClosed()) {
            return "(closed " + x.dtype() + " array of shape " + x.shape() + ")";
        }
        if (x.size() == 0) {
            return "[]";
        }
        NDArray data = x;
        boolean[] shortened = new boolean[x.rank()];
        for (int axis = 0; axis < x.rank() && x.size() > THRESHOLD; axis++) {
            if (x.dim(axis) > 2 * EDGE_ITEMS) {
                shortened[axis] = true;
                data = data.take(NDArray.of(0, 1, 2, -3, -2, -1), axis);
            }
        }
        String[] words = words(data);
        return x.rank() == 0
                ? words[0]
                : new ArrayPrinter(data.shape(), shortened, words).nested(0, 0, " ", LINE_WIDTH);
    }

    private static String[] words(NDArray data) {
        if (data.dtype().isFloating()) {
            double[] values = data.toDoubleArray();
            return data.rank() == 0
                    ? new String[] {FloatFormat.scalar(values[0], data.dtype())}
                    : FloatFormat.format(values, data.dtype());
        }
        long[] values = data.toLongArray();
        String[] words = new String[values.length];
        int width = 0;
        for (int i = 0; i < words.length; i++) {
            words[i] = data.dtype() == DType.BOOL ? (values[i] != 0 ? "True" : "False") : Long.toString(values[i]);
            width = Math.max(width, data.dtype() == DType.BOOL && data.rank() > 0 ? 5 : words[i].length());
        }
        for (int i = 0; i < words.length; i++) {
            words[i] = " ".repeat(width - words[i].length()) + words[i];
        }
        return words;
    }

    /** The sub-array at an axis whose first element is the {@code start}-th word, with the brackets around it. */
    private String nested(int axis, int start, String indent, int width) {
        boolean row = axis == shape.rank() - 1;
        return "[" + (row ? row(start, indent, width) : rows(axis, start, indent, width)).substring(indent.length())
                + "]";
    }

    private String rows(int axis, int start, String indent, int width) {
        StringBuilder text = new StringBuilder();
        int length = (int) shape.dim(axis);
        int size = (int) shape.subShape(axis + 1, shape.rank()).size();
        String separator = "\n".repeat(shape.rank() - axis - 1);
        for (int i = 0; i < length; i++) {
            if (shortened[axis] && i == EDGE_ITEMS) {
                text.append(indent).append(DOTS).append(separator);
            }
            text.append(indent).append(nested(axis + 1, start + i * size, indent + " ", width - 1));
            text.append(i < length - 1 ? separator : "");
        }
        return text.toString();
    }

    private String row(int start, String indent, int width) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        int length = (int) shape.dim(shape.rank() - 1);
        for (int i = 0; i < length; i++) {
            if (shortened[shape.rank() - 1] && i == EDGE_ITEMS) {
                extend(text, line, DOTS, indent, width - 1);
                line.append(' ');
            }
            extend(text, line, words[start + i], indent, width - 1);
            line.append(i < length - 1 ? " " : "");
        }
        return text.append(line).toString();
    }

    private static void extend(StringBuilder text, StringBuilder line, String word, String indent, int width) {
        if (line.length() + word.length() > width && line.length() > indent.length()) {
            text.append(line.toString().stripTrailing()).append('\n');
            line.setLength(0);
            line.append(indent);
        }
        line.append(word);
    }
}
