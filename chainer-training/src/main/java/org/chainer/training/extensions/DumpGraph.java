package org.chainer.training.extensions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.chainer.Chainer;
import org.chainer.ComputationalGraph;
import org.chainer.Config;
import org.chainer.Serializer;
import org.chainer.Variable;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;
import org.chainer.utils.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the graph behind a reported variable, once, to a file in the dot language; if Graphviz is installed, also a picture of it beside the file, with the ending {@code .png}.
 *
 * <p>Reports keep no graphs as a rule. This extension lets them until it has run, which is in the first iteration unless another trigger is given; the graph takes memory as long.
 */
public final class DumpGraph implements Extension {
    private static final Logger LOG = LoggerFactory.getLogger(DumpGraph.class);
    private static final int SECONDS_TO_RENDER = 60;

    private final String rootName;
    private String fileName = "cg.dot";
    private Map<String, String> variableStyle;
    private Map<String, String> functionStyle;
    private String graphviz = "dot";
    private boolean dumped;
    private Chainer.Scope keepingGraphs;

    /**
     * A drawing of what an observation was computed from.
     *
     * @param rootName the observation's name, {@code main/loss} for example
     */
    public DumpGraph(String rootName) {
        this.rootName = Objects.requireNonNull(rootName, "rootName");
    }

    /** Name of the file, {@code cg.dot} by default. */
    public DumpGraph fileName(String name) {
        fileName = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Attributes of variables in the drawing; see {@link ComputationalGraph#variableStyle}. */
    public DumpGraph variableStyle(Map<String, String> style) {
        variableStyle = Map.copyOf(style);
        return this;
    }

    /** Attributes of functions in the drawing; see {@link ComputationalGraph#functionStyle}. */
    public DumpGraph functionStyle(Map<String, String> style) {
        functionStyle = Map.copyOf(style);
        return this;
    }

    /** The program that makes the picture, {@code dot} by default; null for no picture. */
    public DumpGraph graphviz(String program) {
        graphviz = program;
        return this;
    }

    @Override
    public String defaultName() {
        return "dump_graph";
    }

    /** Fires once, also over several runs of a resumed training. */
    @Override
    public Trigger trigger() {
        return trainer -> !dumped;
    }

    @Override
    public void initialize(Trainer trainer) {
        if (!dumped) {
            keepingGraphs = Chainer.usingConfig(Config.KEEP_GRAPH_ON_REPORT, true);
        }
    }

    /**
     * Writes the file, the first time.
     *
     * @throws IllegalStateException if there is no such observation, or it is no variable
     * @throws UncheckedIOException if the file cannot be written
     */
    @Override
    public void run(Trainer trainer) {
        if (dumped) {
            return;
        }
        dumped = true;
        try {
            if (!(trainer.observation().get(rootName) instanceof Variable root)) {
                throw new IllegalStateException("DumpGraph: '" + rootName
                        + "' should be a variable that was reported in this iteration, but it is "
                        + trainer.observation().get(rootName) + "; observed are "
                        + trainer.observation().keySet());
            }
            ComputationalGraph graph = ComputationalGraph.build(root);
            graph = variableStyle == null ? graph : graph.variableStyle(variableStyle);
            graph = functionStyle == null ? graph : graph.functionStyle(functionStyle);
            Path path = trainer.out().resolve(fileName);
            write(path, graph.dump());
            if (graphviz != null) {
                render(path);
            }
        } finally {
            finish();
        }
    }

    private static void write(Path path, String graph) {
        try {
            AtomicFile.write(path, graph.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the graph " + path.toAbsolutePath() + " cannot be written: " + e, e);
        }
    }

    /** A picture is a convenience: if none can be made, training goes on. */
    private void render(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        Path picture = path.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".png");
        try {
            Path said = Files.createTempFile("graphviz", ".txt");
            try {
                Process process = new ProcessBuilder(graphviz, "-Tpng", path.toString(), "-o", picture.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                boolean ended = process.waitFor(SECONDS_TO_RENDER, TimeUnit.SECONDS);
                process.destroyForcibly();
                if (!ended || process.exitValue() != 0) {
                    LOG.warn(
                            "{} made no picture of {}: {}",
                            graphviz,
                            path,
                            ended ? Files.readString(said).strip() : "it took more than " + SECONDS_TO_RENDER + " s");
                }
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            LOG.debug("no picture of {}: there is no Graphviz: {}", path, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void finish() {
        if (keepingGraphs != null) {
            keepingGraphs.close();
            keepingGraphs = null;
        }
    }

    /** Whether the graph was written, under Chainer's keys. */
    @Override
    public void serialize(Serializer serializer) {
        if (!serializer.isReader()) {
            serializer.bool("_original_flag", false);
        }
        dumped = serializer.bool("_flag_called", dumped);
    }
}
