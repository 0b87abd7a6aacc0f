package org.chainer.training.extensions;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger.TrainingLength;
import org.chainer.training.Updater;

/**
 * Shows how far training is, how fast, and when it will end. In a terminal the bar is redrawn in place; elsewhere (a file, a build server) one line is printed every tenth of the training,
 * or every epoch if its length is not known.
 */
public final class ProgressBar implements Extension {
    private final int updateInterval;
    private int barLength = 50;
    private PrintStream out = System.out;
    private Boolean redraw;
    private TrainingLength length;
    private Updater updater;
    private long partsPrinted;
    private final Speed speed = new Speed();

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

    /**
     * Length of the training, where the trainer's stop trigger does not know it.
     *
     * @param unit {@code epoch} or {@code iteration}
     */
    public ProgressBar trainingLength(double period, String unit) {
        if (!(period > 0) || !unit.equals("epoch") && !unit.equals("iteration")) {
            throw new IllegalArgumentException("ProgressBar: the training length is " + period + " " + unit
                    + ", expected a positive number of 'epoch' or 'iteration'");
        }
        length = new TrainingLength(period, unit);
        return this;
    }

    /** Length of the bar in characters. */
    public ProgressBar barLength(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException(
                    "ProgressBar: the bar's length is " + characters + ", expected at least 1");
        }
        barLength = characters;
        return this;
    }

    /** Draws elsewhere than on standard output, redrawing in place or not. */
    public ProgressBar out(PrintStream stream, boolean redraw) {
        this.out = Objects.requireNonNull(stream, "stream");
        this.redraw = redraw;
        return this;
    }

    @Override
    public void initialize(Trainer trainer) {
        if (redraw == null) {
            redraw = Terminal.isInteractive();
        }
        if (length == null) {
            length = trainer.stopTrigger().trainingLength();
        }
        updater = trainer.updater();
        partsPrinted = parts();
        speed.clear();
        note();
    }

    private void note() {
        speed.note(updater.iteration(), updater.epochDetail());
    }

    @Override
    public void run(Trainer trainer) {
        if (updater == null) {
            initialize(trainer);
        }
        if (updater.iteration() % updateInterval != 0) {
            return;
        }
        note();
        if (redraw) {
            Terminal.draw(
                    out,
                    List.of(
                            Speed.bar("     total", rate(), barLength),
                            Speed.bar("this epoch", updater.epochDetail() % 1, barLength),
                            String.format(Locale.ROOT, "%10d iter, ", updater.iteration()) + epochs(),
                            speed.line(timeLeft())));
        } else if (parts() > partsPrinted) {
            printLine();
        }
    }

    private void printLine() {
        partsPrinted = parts();
        String percent = length == null ? "" : String.format(Locale.ROOT, "%6.2f%%  ", rate() * 100);
        out.print(percent + updater.iteration() + " iter, " + epochs() + ", "
                + speed.line(timeLeft()).strip() + "\n");
        out.flush();
    }

    /** How many tenths of the training, or epochs, are over. */
    private long parts() {
        return length == null ? updater.epoch() : (long) (rate() * 10 + 1e-9);
    }

    private double done() {
        return length.unit().equals("iteration") ? updater.iteration() : updater.epochDetail();
    }

    private double rate() {
        return length == null ? 0 : Math.min(done() / length.period(), 1);
    }

    private String epochs() {
        String total = length == null ? "" : " / " + ShortNumber.format(length.period()) + " " + length.unit() + "s";
        return updater.epoch() + " epoch" + total;
    }

    private double timeLeft() {
        if (length == null) {
            return Double.NaN;
        }
        double perSecond = length.unit().equals("iteration") ? speed.iterationsPerSecond() : speed.epochsPerSecond();
        return Math.max(length.period() - done(), 0) / perSecond;
    }

    @Override
    public void finish() {
        Terminal.eraseDrawing(out);
        if (updater != null && !redraw && parts() > partsPrinted) {
            note();
            printLine();
        }
    }
}
