package org.chainer.examples.common;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.chainer.ComputationalGraph;

/**
 * Places the nodes of a graph in layers, so that edges point down and few of them cross.
 *
 * @see <a href="https://doi.org/10.1109/TSMC.1981.4308636">Sugiyama et al., Methods for visual understanding of hierarchical
 *     system structures, 1981</a>
 */
final class GraphLayout {
    private static final double LAYER = 52;
    private static final double GAP = 18;
    private static final double MARGIN = 14;
    private static final int SWEEPS = 12;

    private final List<Place> places = new ArrayList<>();
    private final List<List<Place>> layers = new ArrayList<>();
    private final List<List<Place>> chains = new ArrayList<>();

    /** A node's place, or one that an edge passes through on its way past a layer. */
    private static final class Place {
        final Object node;
        final double width;
        final List<Place> above = new ArrayList<>();
        final List<Place> below = new ArrayList<>();
        int layer;
        double x;

        Place(Object node, double width) {
            this.node = node;
            this.width = width;
        }
    }

    /** A node with the centre and width of its shape. */
    record Box(Object node, double x, double y, double width) {}

    GraphLayout(ComputationalGraph graph, ToDoubleFunction<Object> width) {
        Map<Object, Place> of = new IdentityHashMap<>();
        for (Object node : graph.nodes()) {
            Place place = new Place(node, width.applyAsDouble(node));
            of.put(node, place);
            places.add(place);
        }
        for (ComputationalGraph.Edge edge : graph.edges()) {
            Place from = of.get(edge.from());
            Place to = of.get(edge.to());
            from.below.add(to);
            to.above.add(from);
        }
        assignLayers();
        splitLongEdges(graph, of);
        order();
        spread();
    }

    /** As low as the consumers allow: a parameter stands right above its function. */
    private void assignLayers() {
        List<Place> fromOutput = new ArrayList<>();
        Map<Place, Integer> waitingFor = new IdentityHashMap<>();
        places.forEach(p -> waitingFor.put(p, p.below.size()));
        places.stream().filter(p -> p.below.isEmpty()).forEach(fromOutput::add);
        int deepest = 0;
        for (int i = 0; i < fromOutput.size(); i++) {
            Place place = fromOutput.get(i);
            for (Place consumer : place.below) {
                place.layer = Math.max(place.layer, consumer.layer + 1);
            }
            deepest = Math.max(deepest, place.layer);
            for (Place source : place.above) {
                if (waitingFor.merge(source, -1, Integer::sum) == 0) {
                    fromOutput.add(source);
                }
            }
        }
        for (Place place : places) {
            place.layer = deepest - place.layer;
        }
        for (int i = 0; i <= deepest; i++) {
            layers.add(new ArrayList<>());
        }
    }

    private void splitLongEdges(ComputationalGraph graph, Map<Object, Place> of) {
        places.forEach(p -> {
            p.above.clear();
            p.below.clear();
        });
        for (ComputationalGraph.Edge edge : graph.edges()) {
            Place from = of.get(edge.from());
            Place to = of.get(edge.to());
            List<Place> chain = new ArrayList<>(List.of(from));
            for (int layer = from.layer + 1; layer < to.layer; layer++) {
                Place bend = new Place(null, 4);
                bend.layer = layer;
                places.add(bend);
                chain.add(bend);
            }
            chain.add(to);
            for (int i = 1; i < chain.size(); i++) {
                chain.get(i - 1).below.add(chain.get(i));
                chain.get(i).above.add(chain.get(i - 1));
            }
            chains.add(chain);
        }
        // Nodes come from the output backwards; the data that flow are listed before the parameters.
        places.forEach(p -> layers.get(p.layer).add(p));
    }

    /** Sorts each layer by its neighbours' middle, up and down a few times. */
    private void order() {
        for (List<Place> layer : layers) {
            number(layer);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                List<Place> layer = layers.get(down ? i : layers.size() - 1 - i);
                layer.forEach(p -> p.x = middle(down ? p.above : p.below, p.x));
                layer.sort(Comparator.comparingDouble(p -> p.x));
                number(layer);
            }
        }
    }

    private static void number(List<Place> layer) {
        for (int i = 0; i < layer.size(); i++) {
            layer.get(i).x = i;
        }
    }

    /** The mean of the neighbours, where parameters and other inputs count little: the data's way shall be straight. */
    private static double middle(List<Place> neighbours, double otherwise) {
        double sum = 0;
        double weights = 0;
        for (Place p : neighbours) {
            double weight = p.above.isEmpty() ? 0.01 : 1;
            sum += weight * p.x;
            weights += weight;
        }
        return weights == 0 ? otherwise : sum / weights;
    }

    /** Moves places towards their neighbours as far as the order and the widths allow. */
    private void spread() {
        for (List<Place> layer : layers) {
            double x = 0;
            for (Place place : layer) {
                place.x = x + place.width / 2;
                x += place.width + GAP;
            }
        }
        for (int sweep = 0; sweep < 2 * SWEEPS; sweep++) {
            boolean down = sweep % 2 == 1;
            for (int i = 0; i < layers.size(); i++) {
                List<Place> layer = layers.get(down ? i : layers.size() - 1 - i);
                double[] wanted = layer.stream()
                        .mapToDouble(p -> middle(down ? p.above : p.below, p.x))
                        .toArray();
                settle(layer, wanted);
            }
        }
        double left = places.stream().mapToDouble(p -> p.x - p.width / 2).min().orElse(0);
        places.forEach(p -> p.x += MARGIN - left);
    }

    /** Halfway between pushing everything right and pushing everything left, where places would overlap. */
    private static void settle(List<Place> layer, double[] wanted) {
        int n = layer.size();
        double[] right = wanted.clone();
        double[] left = wanted.clone();
        for (int i = 1; i < n; i++) {
            right[i] = Math.max(right[i], right[i - 1] + distance(layer, i));
        }
        for (int i = n - 2; i >= 0; i--) {
            left[i] = Math.min(left[i], left[i + 1] - distance(layer, i + 1));
        }
        for (int i = 0; i < n; i++) {
            layer.get(i).x = (left[i] + right[i]) / 2;
        }
    }

    private static double distance(List<Place> layer, int i) {
        return (layer.get(i - 1).width + layer.get(i).width) / 2 + GAP;
    }

    private static double y(Place place) {
        return MARGIN + 12 + place.layer * LAYER;
    }

    int width() {
        return (int) Math.ceil(
                places.stream().mapToDouble(p -> p.x + p.width / 2).max().orElse(0) + MARGIN);
    }

    int height() {
        return (int) Math.ceil((layers.size() - 1) * LAYER + 24 + 2 * MARGIN);
    }

    List<Box> boxes() {
        return places.stream()
                .filter(p -> p.node != null)
                .map(p -> new Box(p.node, p.x, y(p), p.width))
                .toList();
    }

    /** The points of each edge, from the lower border of the upper shape to the upper border of the lower one. */
    List<double[][]> edges() {
        List<double[][]> result = new ArrayList<>();
        for (List<Place> chain : chains) {
            double[][] points = new double[chain.size()][];
            for (int i = 0; i < points.length; i++) {
                double shift = i == 0 ? 12 : i == points.length - 1 ? -12 : 0;
                points[i] = new double[] {chain.get(i).x, y(chain.get(i)) + shift};
            }
            result.add(points);
        }
        return Collections.unmodifiableList(result);
    }
}
