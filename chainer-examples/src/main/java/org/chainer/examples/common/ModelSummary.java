package org.chainer.examples.common;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.chainer.Chainer;
import org.chainer.CopyMode;
import org.chainer.Link;
import org.chainer.LinkHook;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.RandomState;

/** A table of a model's layers: path, kind, shape of the output, number of parameters. */
public final class ModelSummary {
    private final List<Row> rows = new ArrayList<>();
    private final long total;

    private record Row(String path, String kind, String output, long parameters) {}

    private ModelSummary(Link model, Map<Link, String> outputs) {
        model.namedLinks(false).forEach((path, link) -> {
            long own = ownParameters(link);
            if (own > 0 || link.children().isEmpty()) {
                String kind = link.getClass().getSimpleName();
                rows.add(new Row(path, kind, outputs.getOrDefault(link, "(not called)"), own));
            }
        });
        total = rows.stream().mapToLong(Row::parameters).sum();
    }

    /** A parameter that several links share counts for each, as it is saved for each. */
    private static long ownParameters(Link link) {
        Map<String, Parameter> own = new LinkedHashMap<>(link.namedParams(false));
        own.keySet().removeIf(path -> path.lastIndexOf('/') > 0);
        return own.values().stream().mapToLong(Parameter::size).sum();
    }

    /**
     * Runs a copy of a model once and notes what comes out of each layer. Neither the model nor the random numbers change.
     *
     * @param model the model
     * @param forward runs the model it is given on an example batch
     * @param result is given what came out, with the graph behind it
     * @param <L> the model's type
     * @return the summary
     */
    public static <L extends Link> ModelSummary of(L model, Function<L, Variable> forward, Result result)
            throws IOException {
        RandomState random = RandomState.shared();
        long seed = random.getSeed();
        long offset = random.getOffset();
        try {
            @SuppressWarnings("unchecked")
            L copy = (L) model.copy(CopyMode.COPY);
            Map<Link, String> outputs = new IdentityHashMap<>();
            Variable y;
            try (Chainer.Scope hook = Chainer.usingHook(new OutputShapes(outputs))) {
                y = forward.apply(copy);
            }
            result.accept(y);
            return new ModelSummary(copy, outputs);
        } finally {
            random.setState(seed, offset);
        }
    }

    /** Takes the output of the run. */
    @FunctionalInterface
    public interface Result {
        /** Does something with the output. */
        void accept(Variable y) throws IOException;
    }

    /**
     * Prints the summary of a model and draws its computational graph: {@code cg.dot} for Graphviz, and {@code cg.png} if it is
     * not too large.
     *
     * @param model the model
     * @param forward runs the model it is given on an example batch, as in training
     * @param out the folder for the graph
     * @param console where the table goes
     * @throws IOException if a file cannot be written
     */
    public static <L extends Link> void show(L model, Function<L, Variable> forward, Path out, PrintStream console)
            throws IOException {
        Files.createDirectories(out);
        ModelSummary summary = of(model, forward, y -> GraphDrawing.write(y, out.resolve("cg.dot")));
        console.println(summary);
    }

    private record OutputShapes(Map<Link, String> outputs) implements LinkHook {
        @Override
        public void forwardPostprocess(Link link, String method, List<?> arguments, Object result) {
            outputs.put(link, describe(result));
        }

        private static String describe(Object result) {
            if (result instanceof Variable variable) {
                return variable.shape().toString();
            }
            return result == null ? "" : result.getClass().getSimpleName();
        }
    }

    /** Number of elements of all parameters. */
    public long parameters() {
        return total;
    }

    /** The table. */
    @Override
    public String toString() {
        int path = width("layer", rows.stream().map(Row::path).toList());
        int kind = width("kind", rows.stream().map(Row::kind).toList());
        int output = width("output", rows.stream().map(Row::output).toList());
        String format = "%-" + path + "s  %-" + kind + "s  %-" + output + "s  %12s%n";
        StringBuilder table = new StringBuilder(String.format(format, "layer", "kind", "output", "parameters"));
        for (Row row : rows) {
            String number = row.parameters == 0 ? "" : String.format(Locale.ROOT, "%,d", row.parameters);
            table.append(String.format(format, row.path, row.kind, row.output, number));
        }
        return table.append(String.format(format, "total", "", "", String.format(Locale.ROOT, "%,d", total)))
                .toString();
    }

    private static int width(String head, List<String> cells) {
        return Math.max(
                head.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }
}
