package org.chainer.training.extensions;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainer.Link;
import org.chainer.LinkHook;

/** How long each link of a model takes forward, those within it included. */
final class LinkTimer implements LinkHook {
    private final Map<Link, String> names = new IdentityHashMap<>();
    private final Map<String, double[]> secondsAndCalls = new LinkedHashMap<>();
    private final Deque<Long> begins = new ArrayDeque<>();

    /** Gives a link and all within it their paths as names. */
    void nameAll(String prefix, Link root) {
        root.namedLinks(false)
                .forEach((path, link) -> names.putIfAbsent(link, prefix + (path.equals("/") ? "" : path)));
    }

    @Override
    public void forwardPreprocess(Link link, String method, List<?> arguments) {
        // Entered before the links within it, so that the table reads from the outside inwards.
        secondsAndCalls.computeIfAbsent(nameOf(link), name -> new double[2]);
        begins.push(System.nanoTime());
    }

    @Override
    public void forwardPostprocess(Link link, String method, List<?> arguments, Object result) {
        double[] sums = secondsAndCalls.get(nameOf(link));
        sums[0] += (System.nanoTime() - begins.pop()) / 1e9;
        sums[1]++;
    }

    private String nameOf(Link link) {
        return names.getOrDefault(link, link.getClass().getSimpleName());
    }

    void print(PrintStream out) {
        int width = Math.max(
                8,
                secondsAndCalls.keySet().stream().mapToInt(String::length).max().orElse(0));
        String row = "%" + width + "s  %11s  %10s%n";
        out.printf(Locale.ROOT, row, "LinkName", "ElapsedTime", "Occurrence");
        secondsAndCalls.forEach((name, sums) -> out.printf(
                Locale.ROOT,
                row,
                name,
                String.format(Locale.ROOT, "%.2fms", sums[0] * 1e3),
                String.format(Locale.ROOT, "%.0f", sums[1])));
    }
}
