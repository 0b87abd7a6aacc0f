package org.chainer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Layers applied one after the other: links and functions ({@code new Sequential(new Linear(10), F::relu, new Linear(5))}). A link's name is its position among
 * all layers.
 */
public class Sequential extends Link implements Layer, Iterable<Layer> {
    private List<Layer> layers = new ArrayList<>();

    /** These layers, in order. */
    public Sequential(Layer... layers) {
        for (Layer layer : layers) {
            append(layer);
        }
    }

    /** Adds a layer at the end. */
    public final Sequential append(Layer layer) {
        insert(layers.size(), layer);
        return this;
    }

    /** Adds the layers of another sequence at the end. */
    public final Sequential extend(Sequential other) {
        List.copyOf(other.layers).forEach(this::append);
        return this;
    }

    /** Inserts a layer before a position. */
    public final void insert(int index, Layer layer) {
        if (layer == null) {
            throw new IllegalArgumentException("Sequential: layer " + index + " is null");
        }
        layers.add(index, layer);
        renumber();
    }

    /** Replaces the layer at a position. */
    public final void set(int index, Layer layer) {
        layers.set(index, layer);
        renumber();
    }

    /** Removes the layer at a position; negative positions count from the end. */
    public final Layer remove(int index) {
        Layer removed = layers.remove(index < 0 ? index + layers.size() : index);
        renumber();
        return removed;
    }

    /** Removes all layers for which the predicate holds, as Chainer's {@code remove_by_layer_type} does for a type. */
    public final void removeIf(Predicate<Layer> predicate) {
        layers.removeIf(predicate);
        renumber();
    }

    /** Removes all layers. */
    public final void clear() {
        layers.clear();
        forgetMembers();
    }

    private void renumber() {
        forgetMembers();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Link link) {
                link.setName(Integer.toString(i));
            }
        }
    }

    /** The layer at a position; negative positions count from the end. */
    public final Layer get(int index) {
        return layers.get(index < 0 ? index + layers.size() : index);
    }

    /** Number of layers. */
    public final int size() {
        return layers.size();
    }

    /** Number of layers of a type. */
    public final long countByLayerType(Class<?> type) {
        return layers.stream().filter(type::isInstance).count();
    }

    @Override
    public final Iterator<Layer> iterator() {
        return List.copyOf(layers).iterator();
    }

    /** All layers with nested sequences dissolved. */
    public final Sequential flatten() {
        Sequential result = new Sequential();
        for (Layer layer : layers) {
            if (layer instanceof Sequential inner) {
                result.extend(inner.flatten());
            } else {
                result.append(layer);
            }
        }
        return result;
    }

    @Override
    public Variable forward(Variable x) {
        Variable y = x;
        for (Layer layer : layers) {
            y = layer.apply(y);
        }
        return y;
    }

    @Override
    final Map<String, Link> findChildren() {
        super.findChildren();
        Map<String, Link> result = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Link link) {
                result.put(Integer.toString(i), link);
            }
        }
        return result;
    }

    @Override
    public Link copy(CopyMode mode) {
        Sequential copy = (Sequential) super.copy(mode);
        copy.layers = new ArrayList<>();
        for (Layer layer : layers) {
            copy.layers.add(layer instanceof Link link ? (Layer) link.copy(mode) : layer);
        }
        copy.renumber();
        return copy;
    }

    @Override
    public String toString() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            all.put(Integer.toString(i), layer instanceof Link ? layer : "function");
        }
        return LinkPrinter.print(getClass().getSimpleName(), all, false);
    }
}
