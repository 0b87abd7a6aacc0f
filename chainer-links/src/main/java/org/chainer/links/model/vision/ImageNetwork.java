package org.chainer.links.model.vision;

import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.math.Sum;

/** A network from images to the probabilities of 1,000 classes, whose layers can be looked at by name. */
public abstract class ImageNetwork extends Chain {
    private static final int SCALED = 256;
    private static final int CROPPED = 224;
    private static final int CROPS = 10;

    ImageNetwork() {}

    /** The layers by name, each a list of what is applied one after the other; in order. */
    abstract Map<String, List<Layer>> functions();

    /** The layer that {@link #extract(List)} gives. */
    abstract String defaultLayer();

    /** What {@code prepare} of the class does. */
    abstract NDArray prepared(Object image, Dimension size);

    /** The names of the layers, in order. */
    public final List<String> availableLayers() {
        return List.copyOf(functions().keySet());
    }

    /** The child of that name as a layer. */
    final Layer layer(String name) {
        Link child = child(name);
        return (Layer) child;
    }

    /**
     * The outputs of some layers; those behind the last of them are not computed.
     *
     * @param x images (batch, 3, height, width), as {@code prepare} makes them
     * @param layers names; none for {@code prob}
     * @return outputs by name, in the network's order
     * @throws IllegalArgumentException if there is no such layer
     */
    public final Map<String, Variable> apply(Variable x, String... layers) {
        Set<String> wanted = new LinkedHashSet<>(layers.length == 0 ? List.of("prob") : Arrays.asList(layers));
        for (String name : wanted) {
            if (!functions().containsKey(name)) {
                throw new IllegalArgumentException(
                        getClass().getSimpleName() + " has no layer '" + name + "'; it has " + availableLayers());
            }
        }
        return withHooks("forward", () -> forward(x, wanted), x, wanted);
    }

    private Map<String, Variable> forward(Variable x, Set<String> wanted) {
        Map<String, Variable> outputs = new LinkedHashMap<>();
        Map<String, Variable> branches = new LinkedHashMap<>();
        Variable h = x;
        for (Map.Entry<String, List<Layer>> entry : functions().entrySet()) {
            if (outputs.size() == wanted.size()) {
                break;
            }
            String from = branchedFrom(entry.getKey());
            h = from == null ? h : branches.get(from);
            for (Layer layer : entry.getValue()) {
                h = layer.apply(h);
            }
            if (isBranching(entry.getKey())) {
                branches.put(entry.getKey(), h);
            }
            if (wanted.contains(entry.getKey())) {
                outputs.put(entry.getKey(), h);
            }
        }
        return outputs;
    }

    /** The layer whose output a layer takes, if that is not the one before it. */
    String branchedFrom(String name) {
        return null;
    }

    /** Whether another layer than the next takes a layer's output. */
    boolean isBranching(String name) {
        return false;
    }

    /** The output of the layer before the classifier, of images scaled to 224×224; see {@link #extract(List, Dimension, String...)}. */
    public final Map<String, Variable> extract(List<?> images) {
        return extract(images, new Dimension(CROPPED, CROPPED));
    }

    /**
     * The outputs of some layers for images. It computes in the mode that is set: for features, set {@code train} to false and use {@link Chainer#noBackpropMode()}.
     *
     * @param images {@link java.awt.image.BufferedImage}s, or {@link NDArray}s in RGB: (height, width), (height, width, channels) or (channels, height, width), with values 0 to 255
     * @param size what they are scaled to, or null for images of one size that are left alone
     * @param layers names; none for the layer before the classifier
     * @throws IllegalArgumentException if there are no images, or something that is none, or no such layer
     */
    public final Map<String, Variable> extract(List<?> images, Dimension size, String... layers) {
        Variable x = new Variable(batch(images, size).toDevice(device()), false);
        return apply(x, layers.length == 0 ? new String[] {defaultLayer()} : layers);
    }

    /** The probabilities of the classes (batch, 1000), averaged over ten crops of each image; see {@link #predict(List, boolean)}. */
    public final Variable predict(List<?> images) {
        return predict(images, true);
    }

    /**
     * The probabilities of the classes (batch, 1000), without training and backprop. Images are scaled to 256×256.
     *
     * @param oversample whether to average over the centre and the corners and their mirror images; else the centre counts
     */
    public final Variable predict(List<?> images, boolean oversample) {
        NDArray scaled = batch(images, new Dimension(SCALED, SCALED));
        NDArray crops = oversample ? oversampled(scaled) : crop(scaled, (SCALED - CROPPED) / 2, (SCALED - CROPPED) / 2);
        try (Chainer.Scope noBackprop = Chainer.noBackpropMode();
                Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            Variable y = apply(new Variable(crops.copy().toDevice(device()), false), "prob")
                    .get("prob");
            if (!oversample) {
                return y;
            }
            return Sum.sum(Reshape.reshape(y, y.dim(0) / CROPS, CROPS, y.dim(1)), 1)
                    .div(CROPS);
        }
    }

    private NDArray batch(List<?> images, Dimension size) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": there are no images");
        }
        List<NDArray> arrays = new ArrayList<>();
        images.forEach(image -> arrays.add(prepared(image, size)));
        Shape one = arrays.get(0).shape();
        NDArray batch = arrays.get(0).emptyLike(Shape.of(arrays.size()).concat(one));
        for (int i = 0; i < arrays.size(); i++) {
            if (!arrays.get(i).shape().equals(one)) {
                throw new IllegalArgumentException(getClass().getSimpleName() + ": image 0 has shape " + one
                        + ", image " + i + " " + arrays.get(i).shape() + "; give a size that they are scaled to");
            }
            batch.select(0, i).copyFrom(arrays.get(i));
        }
        return batch;
    }

    private static NDArray crop(NDArray images, long top, long left) {
        return images.slice(2, top, top + CROPPED).slice(3, left, left + CROPPED);
    }

    /** For each image its corners, its centre, and their mirror images. */
    private static NDArray oversampled(NDArray images) {
        long far = SCALED - CROPPED;
        long[][] corners = {{0, 0}, {0, far}, {far, 0}, {far, far}, {far / 2, far / 2}};
        NDArray crops = images.emptyLike(Shape.of(CROPS * images.dim(0), images.dim(1), CROPPED, CROPPED));
        for (long i = 0; i < images.dim(0); i++) {
            NDArray image = images.slice(0, i, i + 1);
            for (int c = 0; c < corners.length; c++) {
                NDArray crop = crop(image, corners[c][0], corners[c][1]);
                crops.slice(0, CROPS * i + c, CROPS * i + c + 1).copyFrom(crop);
                long mirrored = CROPS * i + corners.length + c;
                crops.slice(0, mirrored, mirrored + 1).copyFrom(crop.get("..., ::-1"));
            }
        }
        return crops;
    }
}
