package org.chainer.training.extensions;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger.TrainingLength;
import org.chainer.training.Updater;

/**
 * Shows how far training is, how fast, and when it will end. In a terminal the bar is redrawn in place; elsewhere (a file, a build server) one
 * line is printed every tenth of the training.
 */
public final class ProgressBar implements Extension {
    private static final int SPEED_SAMPLES = 20;

    private final int updateInterval;
    private int barLength = 50;
    private PrintStream out = System.out;
    private Boolean interactive;
    private TrainingLength length;
    private boolean drawn;
    private int tenthsPrinted = -1;
    private final Deque<double[]> recent = new ArrayDeque<>();

    /** A bar that is drawn every 100 iterations. */
    public ProgressBar() {
        this(100);
    }

    /** A bar that is drawn every so many iterations. */
    public ProgressBar(int updateInterval) {
        if (updateInterval < 1) {
            throw new IllegalArgumentException(
                    "ProgressBar: the update interval is " + updateInterval + ", expected at least 1");
        }
        this.updateInterval = updateInterval;
    }

    /** Length of the training, where the trainer's stop trigger does not know it. */
    public ProgressBar trainingLength(double period, String unit) {
        length = new TrainingLength(period, unit);
        return this;
    }

    /** Length of the bar in characters. */
    public ProgressBar barLength(int characters) {
        barLength = characters;
        return this;
    }

    /** Draws elsewhere than on standard output, redrawing in place or not. */
    public ProgressBar out(PrintStream stream, boolean redraw) {
        out = stream;
        interactive = redraw;
        return this;
    }

    @Override
    public void initialize(Trainer trainer) {
        if (interactive == null) {
            interactive = Terminal.isInteractive();
        }
        if (length == null) {
            length = trainer.stopTrigger().trainingLength();
        }
        recent.clear();
        remember(trainer.updater());
    }

    private void remember(Updater updater) {
        recent.addLast(new double[] {System.nanoTime() / 1e9, updater.iteration(), updater.epochDetail()});
        if (recent.size() > SPEED_SAMPLES) {
            recent.removeFirst();
        }
    }

    @Override
    public void run(Trainer trainer) {
        Updater updater = trainer.updater();
        if (updater.iteration() % updateInterval != 0) {
            return;
        }
        remember(updater);
        if (interactive) {
            String text = bar("     total", rate(updater))
                    + bar("this epoch", updater.epochDetail() % 1)
                    + status(updater)
                    + speed(updater);
            out.print(Terminal.ERASE_BELOW + text + Terminal.up(4));
            out.flush();
            drawn = true;
        } else if ((int) (rate(updater) * 10) > tenthsPrinted) {
            tenthsPrinted = (int) (rate(updater) * 10);
            out.print(String.format(Locale.ROOT, "%6.2f%%  ", rate(updater) * 100)
                    + status(updater).strip() + "  " + speed(updater).strip() + "\n");
            out.flush();
        }
    }

    private double rate(Updater updater) {
        if (length == null) {
            return 0;
        }
        double done = length.unit().equals("iteration") ? updater.iteration() : updater.epochDetail();
        return Math.min(done / length.period(), 1);
    }

    private String bar(String name, double rate) {
        int marks = (int) (rate * barLength);
        return String.format(
                Locale.ROOT, "%s [%s%s] %6.2f%%%n", name, "#".repeat(marks), ".".repeat(barLength - marks), rate * 100);
    }

    private String status(Updater updater) {
        String total = length == null ? "" : " / " + ShortNumber.format(length.period()) + " " + length.unit() + "s";
        return String.format(Locale.ROOT, "%10d iter, %d epoch%s%n", updater.iteration(), updater.epoch(), total);
    }

    private String speed(Updater updater) {
        double[] first = recent.getFirst();
        double[] last = recent.getLast();
        double seconds = last[0] - first[0];
        double iterations = (last[1] - first[1]) / seconds;
        if (length == null || !(iterations > 0)) {
            return String.format(Locale.ROOT, "%10s iters/sec.%n", ShortNumber.format(iterations));
        }
        boolean byIteration = length.unit().equals("iteration");
        double perSecond = byIteration ? iterations : (last[2] - first[2]) / seconds;
        double left =
                Math.max(length.period() - (byIteration ? updater.iteration() : updater.epochDetail()), 0) / perSecond;
        return String.format(
                Locale.ROOT,
                "%10s iters/sec. Estimated time to finish: %s.%n",
                ShortNumber.format(iterations),
                duration(left));
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    @Override
    public void finish() {
        if (drawn) {
            out.print(Terminal.ERASE_BELOW);
            out.flush();
        }
    }
}
