package org.chainer.examples.reinforcementlearning;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.chainer.training.extensions.PlotReport;
import org.chainer.utils.AtomicFile;

/** The returns (sums of rewards) of episodes: printed as Chainer's examples do, drawn, and written down; and the pictures of one episode. */
final class Recording {
    private static final int AVERAGED = 100;
    private static final int FRAME = 110;
    private static final int FRAMES = 24;
    private static final int COLUMNS = 8;

    private final List<Double> returns = new ArrayList<>();
    private final List<Double> averages = new ArrayList<>();
    private final Deque<Double> last = new ArrayDeque<>();

    /** Notes an episode and prints a line on it; the result is the average of the last 100 returns. */
    double add(double sum, long iteration) {
        returns.add(sum);
        last.add(sum);
        if (last.size() > AVERAGED) {
            last.remove();
        }
        double average =
                last.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        averages.add(average);
        System.out.printf(
                Locale.ROOT,
                "episode: %d iteration: %d R: %.1f average_R: %.2f%n",
                returns.size() - 1,
                iteration,
                sum,
                average);
        return average;
    }

    /** Returns of an agent over some episodes without learning. */
    static double evaluate(Environment environment, ToDoubleFunction<float[]> agent, int episodes) {
        double sum = 0;
        for (int i = 0; i < episodes; i++) {
            sum += episode(environment, agent, e -> {});
        }
        return sum / episodes;
    }

    private static double episode(
            Environment environment, ToDoubleFunction<float[]> agent, Consumer<Environment> eachStep) {
        float[] seen = environment.reset();
        double sum = 0;
        for (int t = 0; t < environment.maxSteps(); t++) {
            eachStep.accept(environment);
            Environment.Step step = environment.step(agent.applyAsDouble(seen));
            seen = step.observation();
            sum += step.reward();
            if (step.done()) {
                break;
            }
        }
        return sum;
    }

    /** Writes {@code returns.csv}, {@code returns.png} and {@code episode.png}, where the agent is on its own. */
    void write(Path folder, Environment environment, ToDoubleFunction<float[]> agent) throws IOException {
        Files.createDirectories(folder);
        StringBuilder csv = new StringBuilder("episode,R,average_R\n");
        for (int i = 0; i < returns.size(); i++) {
            csv.append(i)
                    .append(',')
                    .append(returns.get(i))
                    .append(',')
                    .append(averages.get(i))
                    .append('\n');
        }
        AtomicFile.write(
                folder.resolve("returns.csv"), csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (PlotReport.available()) {
            picture(folder.resolve("returns.png"), 640, 400, g -> drawReturns(g, environment.name()));
            drawEpisode(folder.resolve("episode.png"), environment, agent);
        }
    }

    private static void picture(Path file, int width, int height, Consumer<Graphics2D> content) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        content.accept(graphics);
        graphics.dispose();
        AtomicFile.write(file, temporary -> ImageIO.write(image, "png", temporary.toFile()));
    }

    private void drawReturns(Graphics2D graphics, String name) {
        int left = 70;
        int right = 620;
        int top = 40;
        int bottom = 350;
        double low = Math.min(0, returns.stream().mapToDouble(d -> d).min().orElse(0));
        double high = Math.max(0, returns.stream().mapToDouble(d -> d).max().orElse(1));
        double unit = (bottom - top) / Math.max(high - low, 1);
        graphics.drawString(
                "Returns of " + name + " by episode (thick: average of the last " + AVERAGED + ")", left, 24);
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(high - low, 1))));
        step = (high - low) / step < 3 ? step / 2 : step;
        for (double y = Math.ceil(low / step) * step; y <= high; y += step) {
            int at = (int) (bottom - (y - low) * unit);
            graphics.setColor(new Color(0xdddddd));
            graphics.drawLine(left, at, right, at);
            graphics.setColor(Color.BLACK);
            String text = String.format(Locale.ROOT, "%.0f", y);
            graphics.drawString(text, left - 8 - graphics.getFontMetrics().stringWidth(text), at + 4);
        }
        graphics.drawString("0", left, bottom + 18);
        String end = Integer.toString(returns.size() - 1);
        graphics.drawString(end, right - graphics.getFontMetrics().stringWidth(end), bottom + 18);
        graphics.drawString("episode", (left + right) / 2 - 20, bottom + 34);
        graphics.setColor(new Color(0x9fc0f5));
        graphics.draw(curve(returns, left, right, bottom, low, unit));
        graphics.setColor(new Color(0x1b5e9e));
        graphics.setStroke(new BasicStroke(2.5f));
        graphics.draw(curve(averages, left, right, bottom, low, unit));
    }

    private static Path2D curve(List<Double> values, int left, int right, int bottom, double low, double unit) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < values.size(); i++) {
            double x = left + (double) i / Math.max(1, values.size() - 1) * (right - left);
            double y = bottom - (values.get(i) - low) * unit;
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }

    private static void drawEpisode(Path file, Environment environment, ToDoubleFunction<float[]> agent)
            throws IOException {
        int every = (environment.maxSteps() + FRAMES - 1) / FRAMES;
        int rows = FRAMES / COLUMNS;
        int[] time = {0};
        BufferedImage[] frames = new BufferedImage[FRAMES];
        double sum = episode(environment, agent, e -> {
            if (time[0] % every == 0) {
                frames[time[0] / every] = frame(e);
            }
            time[0]++;
        });
        picture(file, COLUMNS * FRAME, 30 + rows * FRAME, graphics -> {
            graphics.drawString(
                    String.format(
                            Locale.ROOT,
                            "%s after learning: every %dth step of an episode, return %.1f",
                            environment.name(),
                            every,
                            sum),
                    8,
                    20);
            for (int i = 0; i < FRAMES && frames[i] != null; i++) {
                graphics.drawImage(frames[i], i % COLUMNS * FRAME, 30 + i / COLUMNS * FRAME, null);
            }
        });
    }

    private static BufferedImage frame(Environment environment) {
        BufferedImage image = new BufferedImage(FRAME, FRAME, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(1, 1, FRAME - 2, FRAME - 2);
        environment.draw(graphics, FRAME);
        graphics.dispose();
        return image;
    }
}
