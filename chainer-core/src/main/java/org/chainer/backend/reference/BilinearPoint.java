package org.chainer.backend.reference;

/** A point between the elements of a plane: the four elements around it and their weights. */
final class BilinearPoint {
    /** Flat indices of the elements above left, above right, below left and below right, or −1 outside the plane. */
    final int[] corner = new int[4];
    /** What each corner counts. */
    final double[] weight = new double[4];

    /** Moves to a point; elements outside the plane have weights too. */
    void moveTo(double y, double x, int height, int width) {
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        set(top, left, y - top, x - left, height, width);
    }

    /**
     * Moves to a point that is clamped to the plane if it is less than one element outside.
     *
     * @return false if it is farther outside
     */
    boolean moveToClamped(double y, double x, int height, int width) {
        if (!(y >= -1 && y <= height && x >= -1 && x <= width)) {
            return false;
        }
        moveTo(Math.min(Math.max(y, 0), height - 1), Math.min(Math.max(x, 0), width - 1), height, width);
        return true;
    }

    private void set(int top, int left, double down, double right, int height, int width) {
        for (int i = 0; i < 4; i++) {
            int row = top + i / 2;
            int column = left + i % 2;
            boolean inside = row >= 0 && row < height && column >= 0 && column < width;
            corner[i] = inside ? row * width + column : -1;
            weight[i] = (i / 2 == 0 ? 1 - down : down) * (i % 2 == 0 ? 1 - right : right);
        }
    }

    /** Weighted sum of the plane that begins at {@code first}. */
    double interpolate(double[] x, int first) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            if (corner[i] >= 0 && weight[i] != 0) {
                sum += weight[i] * x[first + corner[i]];
            }
        }
        return sum;
    }

    /** Adds a value's shares to the plane that begins at {@code first}. */
    void scatter(double value, double[] x, int first) {
        for (int i = 0; i < 4; i++) {
            if (corner[i] >= 0) {
                x[first + corner[i]] += weight[i] * value;
            }
        }
    }
}
