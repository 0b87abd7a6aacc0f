package org.chainer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A drawing of the graph behind some variables, in the dot language of Graphviz.
 *
 * <pre>{@code
 * Files.writeString(path, ComputationalGraph.build(loss).dump());
 * }</pre>
 *
 * <p>Chainer: {@code computational_graph.build_computational_graph}.
 */
public final class ComputationalGraph {
    private static final Map<String, String> VARIABLE_STYLE =
            style("shape", "octagon", "fillcolor", "#E0E0E0", "style", "filled");
    private static final Map<String, String> FUNCTION_STYLE =
            style("shape", "record", "fillcolor", "#6495ED", "style", "filled");

    private final List<Object> nodes;
    private final List<Edge> edges;
    private final Map<String, String> variableStyle;
    private final Map<String, String> functionStyle;
    private final String rankdir;
    private final boolean removeVariable;
    private final boolean showName;

    /**
     * An edge.
     *
     * @param from a {@link VariableNode} or a {@link FunctionNode}
     * @param to the other kind, which is computed from it or by it
     */
    public record Edge(Object from, Object to) {}

    private ComputationalGraph(
            List<Object> nodes,
            List<Edge> edges,
            Map<String, String> variableStyle,
            Map<String, String> functionStyle,
            String rankdir,
            boolean removeVariable,
            boolean showName) {
        this.nodes = nodes;
        this.edges = edges;
        this.variableStyle = variableStyle;
        this.functionStyle = functionStyle;
        this.rankdir = rankdir;
        this.removeVariable = removeVariable;
        this.showName = showName;
    }

    private static Map<String, String> style(String... pairs) {
        Map<String, String> style = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            style.put(pairs[i], pairs[i + 1]);
        }
        return style;
    }

    /** The graph of all variables and functions that the given variables were computed from, as far as it was not unchained. */
    public static ComputationalGraph build(Variable... outputs) {
        return build(Arrays.stream(outputs).map(Variable::node).toList());
    }

    /**
     * The graph behind some nodes.
     *
     * @param outputs each a {@link Variable}, a {@link VariableNode} or a {@link FunctionNode}
     * @throws IllegalArgumentException if one is something else
     */
    public static ComputationalGraph build(List<?> outputs) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        Deque<Object> waiting = new ArrayDeque<>();
        for (Object output : outputs) {
            Object node = output instanceof Variable variable ? variable.node() : output;
            if (!(node instanceof VariableNode) && !(node instanceof FunctionNode)) {
                throw new IllegalArgumentException(
                        "computational graph: outputs must be variables, variable nodes or function nodes, not "
                                + node);
            }
            waiting.add(node);
        }
        while (!waiting.isEmpty()) {
            Object node = waiting.poll();
            if (seen.add(node)) {
                nodes.add(node);
                for (Object source : sources(node)) {
                    edges.add(new Edge(source, node));
                    waiting.add(source);
                }
            }
        }
        return new ComputationalGraph(nodes, edges, VARIABLE_STYLE, FUNCTION_STYLE, "TB", false, true);
    }

    /** What a node was computed from or by, each once. */
    private static List<Object> sources(Object node) {
        if (node instanceof VariableNode variable) {
            return variable.creatorNode() == null ? List.of() : List.of(variable.creatorNode());
        }
        return ((FunctionNode) node).inputs().stream().distinct().collect(Collectors.toList());
    }

    /** The same graph with other attributes of variables: {@code shape}, {@code color}, {@code fillcolor} and so on. */
    public ComputationalGraph variableStyle(Map<String, String> style) {
        return new ComputationalGraph(
                nodes, edges, new LinkedHashMap<>(style), functionStyle, rankdir, removeVariable, showName);
    }

    /** The same graph with other attributes of functions. */
    public ComputationalGraph functionStyle(Map<String, String> style) {
        return new ComputationalGraph(
                nodes, edges, variableStyle, new LinkedHashMap<>(style), rankdir, removeVariable, showName);
    }

    /**
     * The same graph in another direction.
     *
     * @param direction {@code TB} from top to bottom (the default), {@code BT}, {@code LR} from left to right, {@code RL}
     * @throws IllegalArgumentException if it is none of these
     */
    public ComputationalGraph rankdir(String direction) {
        if (!List.of("TB", "BT", "LR", "RL").contains(direction)) {
            throw new IllegalArgumentException(
                    "computational graph: rankdir is '" + direction + "', expected TB, BT, LR or RL");
        }
        return new ComputationalGraph(nodes, edges, variableStyle, functionStyle, direction, removeVariable, showName);
    }

    /** The same graph with functions only, if {@code remove} is true. */
    public ComputationalGraph removeVariable(boolean remove) {
        return new ComputationalGraph(nodes, edges, variableStyle, functionStyle, rankdir, remove, showName);
    }

    /** The same graph with names of variables, which is the default, or without. */
    public ComputationalGraph showName(boolean show) {
        return new ComputationalGraph(nodes, edges, variableStyle, functionStyle, rankdir, removeVariable, show);
    }

    /** All nodes: {@link VariableNode}s and {@link FunctionNode}s. */
    public List<Object> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** All edges. */
    public List<Edge> edges() {
        return Collections.unmodifiableList(edges);
    }

    /** The drawing in the dot language. */
    public String dump() {
        return dump("dot");
    }

    /**
     * The drawing.
     *
     * @param format {@code dot}
     * @throws IllegalArgumentException if it is another format
     */
    public String dump(String format) {
        if (!format.equals("dot")) {
            throw new IllegalArgumentException("computational graph: format is '" + format + "', expected 'dot'");
        }
        Map<Object, Integer> ids = new IdentityHashMap<>();
        StringBuilder dot = new StringBuilder("digraph graphname{rankdir=" + rankdir + ";");
        for (Object node : nodes) {
            ids.put(node, ids.size());
            if (node instanceof FunctionNode || !removeVariable) {
                dot.append(ids.get(node)).append(" [").append(attributes(node)).append("];");
            }
        }
        for (Edge edge : removeVariable ? functionEdges() : edges) {
            dot.append(ids.get(edge.from()))
                    .append(" -> ")
                    .append(ids.get(edge.to()))
                    .append(';');
        }
        return dot.append('}').toString();
    }

    private List<Edge> functionEdges() {
        List<Edge> result = new ArrayList<>();
        for (Object node : nodes) {
            if (node instanceof FunctionNode function) {
                function.inputs().stream()
                        .map(VariableNode::creatorNode)
                        .filter(java.util.Objects::nonNull)
                        .distinct()
                        .forEach(creator -> result.add(new Edge(creator, function)));
            }
        }
        return result;
    }

    private String attributes(Object node) {
        Map<String, String> attributes = new LinkedHashMap<>();
        boolean isVariable = node instanceof VariableNode;
        attributes.put("label", isVariable ? label((VariableNode) node) : ((FunctionNode) node).label());
        attributes.put("shape", isVariable ? "oval" : "box");
        attributes.putAll(isVariable ? variableStyle : functionStyle);
        boolean record =
                attributes.get("shape").toLowerCase(java.util.Locale.ROOT).contains("record");
        return attributes.entrySet().stream()
                .map(entry -> entry.getKey() + "=\""
                        + escaped(entry.getValue(), record && entry.getKey().equals("label")) + '"')
                .collect(Collectors.joining(","));
    }

    private String label(VariableNode node) {
        return showName && node.name() != null ? node.name() + ": " + node.label() : node.label();
    }

    /** In labels of records, bars and brackets would divide them into fields. */
    private static String escaped(String text, boolean record) {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return record ? quoted.replaceAll("([{}|<>])", "\\\\$1") : quoted;
    }
}
