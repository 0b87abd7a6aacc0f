package org.chainer.examples.common;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chainer.ComputationalGraph;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.VariableNode;
import org.chainer.utils.AtomicFile;

/** Draws computational graphs: variables as ovals, functions as boxes, from inputs at the top to the output at the bottom. */
public final class GraphDrawing {
    private static final int LARGEST = 700;
    private static final Color VARIABLE = new Color(0xe0e0e0);
    private static final Color FUNCTION = new Color(0x9fc0f5);
    private static final Color EDGE = new Color(0x606060);

    private GraphDrawing() {}

    /**
     * Writes the graph behind a variable in the dot language, and beside it as a PNG file if it has at most 700 nodes and Java
     * can draw text.
     *
     * @param output the last variable
     * @param dot the file in the dot language; the picture's name has {@code .png} in place of {@code .dot}
     * @throws IOException if a file cannot be written
     */
    public static void write(Variable output, Path dot) throws IOException {
        ComputationalGraph graph = ComputationalGraph.build(output);
        AtomicFile.write(dot, graph.dump().getBytes(StandardCharsets.UTF_8));
        if (graph.nodes().size() > LARGEST) {
            return;
        }
        GraphLayout layout = new GraphLayout(graph, node -> Drawing.textWidth(label(node)) + 24);
        Path picture = dot.resolveSibling(dot.getFileName().toString().replaceFirst("\\.dot$", "") + ".png");
        Drawing.write(picture, layout.width(), layout.height(), graphics -> {
            graphics.setColor(EDGE);
            layout.edges().forEach(edge -> draw(graphics, edge));
            layout.boxes().forEach(box -> draw(graphics, box));
        });
    }

    private static String label(Object node) {
        if (node instanceof FunctionNode function) {
            return function.label();
        }
        VariableNode variable = (VariableNode) node;
        return variable.name() == null ? variable.label() : variable.name() + ": " + variable.label();
    }

    private static void draw(Graphics2D graphics, GraphLayout.Box box) {
        double x = box.x() - box.width() / 2;
        boolean isFunction = box.node() instanceof FunctionNode;
        var shape = isFunction
                ? new Rectangle2D.Double(x, box.y() - 12, box.width(), 24)
                : new Ellipse2D.Double(x, box.y() - 12, box.width(), 24);
        graphics.setColor(isFunction ? FUNCTION : VARIABLE);
        graphics.fill(shape);
        graphics.setColor(EDGE);
        graphics.draw(shape);
        graphics.setColor(Color.BLACK);
        Drawing.centred(graphics, label(box.node()), box.x(), box.y() + 4);
    }

    private static void draw(Graphics2D graphics, double[][] points) {
        Path2D line = new Path2D.Double();
        line.moveTo(points[0][0], points[0][1]);
        for (int i = 1; i < points.length; i++) {
            double middle = (points[i - 1][1] + points[i][1]) / 2;
            line.curveTo(points[i - 1][0], middle, points[i][0], middle, points[i][0], points[i][1]);
        }
        graphics.draw(line);
        double x = points[points.length - 1][0];
        double y = points[points.length - 1][1];
        Path2D head = new Path2D.Double();
        head.moveTo(x, y);
        head.lineTo(x - 3.5, y - 7);
        head.lineTo(x + 3.5, y - 7);
        head.closePath();
        graphics.fill(head);
    }
}
