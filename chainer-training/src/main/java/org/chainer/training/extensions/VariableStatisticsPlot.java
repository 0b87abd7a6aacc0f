package org.chainer.training.extensions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.chainer.Link;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/**
 * Plots statistics of variables and their gradients over the iterations into a PNG or SVG file in the output folder: mean and standard deviation above, bands between percentiles below;
 * values on the left, gradients on the right.
 *
 * <p>All variables' elements count together. It takes a sample each time that it runs and keeps a limited number of them, spread evenly; its own trigger decides when the picture is drawn.
 */
public final class VariableStatisticsPlot implements Extension, Stateful {
    private static final double[] DEFAULT_SIGMAS = {0, 0.13, 2.28, 15.87, 50, 84.13, 97.72, 99.87, 100};
    private static final int COLOR = Plot.COLORS[0];

    private final Supplier<List<? extends Variable>> variables;
    private Trigger trigger = Trigger.epochs(1);
    private String fileName = "statistics.png";
    private int width = Figure.WIDTH;
    private int height = Figure.HEIGHT;
    private boolean reportData = true;
    private boolean reportGrad = true;
    private boolean plotMean = true;
    private boolean plotStd = true;
    private double[] sigmas = DEFAULT_SIGMAS;
    private boolean grid = true;
    private Reservoir samples = new Reservoir(1000);

    /**
     * A plot of all parameters of links.
     *
     * @throws IllegalArgumentException if there are none
     */
    public VariableStatisticsPlot(Link... links) {
        List<Link> all = List.of(links);
        variables = () -> all.stream().flatMap(link -> link.params().stream()).toList();
        requireVariables();
    }

    /**
     * A plot of variables.
     *
     * @throws IllegalArgumentException if there are none
     */
    public VariableStatisticsPlot(List<? extends Variable> variables) {
        List<? extends Variable> all = List.copyOf(variables);
        this.variables = () -> all;
        requireVariables();
    }

    private void requireVariables() {
        if (variables.get().isEmpty()) {
            throw new IllegalArgumentException(
                    "VariableStatisticsPlot: there is no variable to plot, expected at least one");
        }
    }

    /** Whether PNG plots can be drawn on this machine; SVG plots always can. */
    public static boolean available() {
        return Figure.canDrawPixels();
    }

    /** When the picture is drawn; each epoch by default. */
    public VariableStatisticsPlot trigger(Trigger when) {
        trigger = Objects.requireNonNull(when, "trigger");
        return this;
    }

    /** Name of the file, {@code statistics.png} by default; it ends in {@code .png} or {@code .svg}. */
    public VariableStatisticsPlot fileName(String name) {
        fileName = Figure.checkedName("VariableStatisticsPlot", name);
        return this;
    }

    /** Size of the picture, 640 by 480 by default. */
    public VariableStatisticsPlot size(int newWidth, int newHeight) {
        if (newWidth < 200 || newHeight < 200) {
            throw new IllegalArgumentException("VariableStatisticsPlot: the size is " + newWidth + " by " + newHeight
                    + ", expected at least 200 by 200");
        }
        width = newWidth;
        height = newHeight;
        return this;
    }

    /** Number of samples that are kept, 1000 by default. */
    public VariableStatisticsPlot maxSampleSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException(
                    "VariableStatisticsPlot: " + size + " samples are to be kept, expected at least 1");
        }
        samples = new Reservoir(size);
        return this;
    }

    /** Whether values are plotted, and whether gradients are. */
    public VariableStatisticsPlot report(boolean data, boolean grad) {
        reportData = data;
        reportGrad = grad;
        requireSomething();
        return this;
    }

    /** Whether the mean is plotted, and whether the standard deviation is. */
    public VariableStatisticsPlot plot(boolean mean, boolean std) {
        plotMean = mean;
        plotStd = std;
        requireSomething();
        return this;
    }

    /** Percentages of the percentiles, rising; none for no percentiles. */
    public VariableStatisticsPlot percentileSigmas(double... percentages) {
        for (int i = 0; i < percentages.length; i++) {
            if (!(percentages[i] >= (i == 0 ? 0 : percentages[i - 1]) && percentages[i] <= 100)) {
                throw new IllegalArgumentException("VariableStatisticsPlot: the percentages are "
                        + Arrays.toString(percentages) + ", expected rising ones from 0 to 100");
            }
        }
        sigmas = percentages.clone();
        requireSomething();
        return this;
    }

    /** Whether there is a grid; there is one by default. */
    public VariableStatisticsPlot grid(boolean show) {
        grid = show;
        return this;
    }

    private void requireSomething() {
        if (!(reportData || reportGrad) || !(plotMean || plotStd || sigmas.length > 0)) {
            throw new IllegalArgumentException("VariableStatisticsPlot: nothing is left to plot");
        }
    }

    @Override
    public void initialize(Trainer trainer) {
        Leftovers.remove(trainer.out(), Pattern.quote(fileName));
    }

    @Override
    public void run(Trainer trainer) {
        samples.add(sample(), trainer.updater().iteration());
        if (trigger.fire(trainer)) {
            draw(trainer.out().resolve(fileName));
        }
    }

    /** Mean, standard deviation and percentiles of the values, then of the gradients. */
    private double[] sample() {
        double[] data = statistics(reportData ? elements(false) : null);
        double[] grad = statistics(reportGrad ? elements(true) : null);
        double[] row = Arrays.copyOf(data, data.length + grad.length);
        System.arraycopy(grad, 0, row, data.length, grad.length);
        return row;
    }

    private int rowWidth() {
        return 2 + sigmas.length;
    }

    private double[] statistics(double[] elements) {
        double[] row = new double[rowWidth()];
        if (elements == null || elements.length == 0) {
            Arrays.fill(row, Double.NaN);
            return row;
        }
        row[0] = Statistics.mean(elements);
        row[1] = Statistics.deviation(elements);
        System.arraycopy(Statistics.percentiles(elements, sigmas), 0, row, 2, sigmas.length);
        return row;
    }

    private double[] elements(boolean gradients) {
        List<double[]> parts = new ArrayList<>();
        for (Variable variable : variables.get()) {
            NDArray array = gradients ? variable.borrowGrad() : variable.array();
            if (array != null) {
                parts.add(array.toDoubleArray());
            }
        }
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private void draw(Path path) {
        double[][] rows = samples.sorted();
        boolean above = plotMean || plotStd;
        List<Plot> first = new ArrayList<>();
        List<Plot> second = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            if (part == 0 ? reportData : reportGrad) {
                String name = part == 0 ? "values" : "gradients";
                int offset = 1 + part * rowWidth();
                if (above) {
                    first.add(means(name, rows, offset));
                }
                if (sigmas.length > 0) {
                    second.add(percentiles(above ? null : name, rows, offset + 2));
                }
            }
        }
        List<List<Plot>> figure = new ArrayList<>(List.of(first, second));
        figure.removeIf(List::isEmpty);
        Figure.write(path, width, height, figure);
    }

    private Plot means(String name, double[][] rows, int column) {
        Plot plot = new Plot(name, "iteration", plotMean ? "mean" : "std", false, grid);
        double[] x = column(rows, 0);
        double[] mean = column(rows, column);
        double[] std = column(rows, column + 1);
        if (plotMean && plotStd) {
            double[] low = new double[x.length];
            double[] high = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                low[i] = mean[i] - std[i];
                high[i] = mean[i] + std[i];
            }
            plot.band("± std", x, low, high, COLOR, 0.25);
        }
        plot.curve(plotMean ? "mean" : "std", x, plotMean ? mean : std, COLOR, false);
        return plot;
    }

    private Plot percentiles(String name, double[][] rows, int column) {
        Plot plot = new Plot(name, "iteration", "percentile", false, grid);
        double[] x = column(rows, 0);
        int last = sigmas.length - 1;
        for (int i = 0; i < sigmas.length / 2; i++) {
            // The bands lie on each other and are named by the outermost one.
            String range = ShortNumber.format(sigmas[0]) + "–" + ShortNumber.format(sigmas[last]) + " %";
            plot.band(i == 0 ? range : null, x, column(rows, column + i), column(rows, column + last - i), COLOR, 0.2);
        }
        if (sigmas.length % 2 == 1) {
            String middle = ShortNumber.format(sigmas[last / 2]) + " %";
            plot.curve(middle, x, column(rows, column + last / 2), COLOR, false);
        }
        return plot;
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    /** Hands over the samples and the state of the trigger within, which Chainer forgets. */
    @Override
    public void serializeState(Serializer serializer) {
        trigger.serialize(serializer.child("trigger"));
        if (trigger instanceof Stateful stateful) {
            stateful.serializeState(serializer.child("trigger"));
        }
        samples.serialize(serializer.child("samples"));
    }
}
