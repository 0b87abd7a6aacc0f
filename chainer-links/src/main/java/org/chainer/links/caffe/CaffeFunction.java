package org.chainer.links.caffe;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainer.Chain;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.serializers.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network that Caffe has trained, from its {@code .caffemodel} file. Layers with weights are children under their names. Chainer: {@code L.caffe.CaffeFunction}.
 *
 * <pre>{@code
 * var function = new CaffeFunction(Path.of("bvlc_reference_caffenet.caffemodel"));
 * Variable y = function.apply(Map.of("data", x), List.of("fc8"))[0];
 * }</pre>
 *
 * <p>Supported are the layers BatchNorm, Concat, Convolution, Deconvolution, Dropout, Eltwise, InnerProduct, LRN, Pooling, ReLU, Reshape, Scale, Sigmoid, Slice, Softmax, SoftmaxWithLoss and Split, in
 * files of today's and of the former format. Data layers are skipped, others with a warning. A layer whose inputs are not there is left out.
 *
 * @see <a href="https://arxiv.org/abs/1408.5093">Jia et al., Caffe: Convolutional Architecture for Fast Feature Embedding, 2014</a>
 */
public class CaffeFunction extends Chain {
    private static final Logger LOG = LoggerFactory.getLogger(CaffeFunction.class);

    private final transient List<Step> steps = new ArrayList<>();
    private transient Map<String, Variable> variables = Map.of();

    /** A layer in the order of computation. */
    private record Step(String name, List<String> bottom, List<String> top, CaffeLayer layer) {}

    /**
     * Reads a model.
     *
     * @throws SerializationException if the file cannot be read, is no such model, or has a layer with options that are not supported
     */
    public CaffeFunction(Path path) {
        Map<String, String> splits = new HashMap<>();
        try {
            for (CaffeLayer layer : CaffeLayer.ofNet(read(path))) {
                addLayer(layer, splits);
            }
        } catch (IOException e) {
            throw new SerializationException("cannot read " + path.toAbsolutePath() + ": " + e, e);
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new SerializationException(
                    "cannot read " + path.toAbsolutePath() + ": it is no Caffe model that can be used: "
                            + e.getMessage(),
                    e);
        }
    }

    private static ProtoMessage read(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("it has " + channel.size() + " bytes, expected less than 2^31");
            }
            ProtoMessage net = new ProtoMessage(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            if (!net.has(100) && !net.has(2)) {
                throw new IllegalArgumentException("it has no layers");
            }
            return net;
        }
    }

    private void addLayer(CaffeLayer layer, Map<String, String> splits) {
        if (layer.type().equals("Split")) {
            layer.top().forEach(top -> splits.put(top, layer.bottom().get(0)));
            return;
        }
        try {
            Link link = CaffeLayers.link(layer);
            if (link != null) {
                addLink(layer.name(), link);
            }
            if (CaffeLayers.forward(layer, link) == null) {
                if (!layer.type().equals("Data")) {
                    LOG.warn("layer '{}' is skipped: type {} is not supported", layer.name(), layer.type());
                }
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "layer '" + layer.name() + "' (" + layer.type() + "): " + e.getMessage(), e);
        }
        List<String> bottom = layer.bottom().stream()
                .map(name -> splits.getOrDefault(name, name))
                .toList();
        CaffeLayer withoutBlobs =
                new CaffeLayer(layer.name(), layer.type(), bottom, layer.top(), List.of(), layer.options());
        steps.add(new Step(layer.name(), bottom, layer.top(), withoutBlobs));
    }

    /** The names of the layers that are computed, in order. */
    public final List<String> layers() {
        return steps.stream().map(Step::name).toList();
    }

    /**
     * The values of some blobs.
     *
     * @param inputs values by the names of blobs
     * @param outputs names of blobs
     * @throws IllegalArgumentException if an output is not computed
     */
    public Variable[] apply(Map<String, Variable> inputs, List<String> outputs) {
        return apply(inputs, outputs, List.of());
    }

    /** The values of some blobs, computed without the layers whose names are in {@code disable}. */
    public Variable[] apply(Map<String, Variable> inputs, List<String> outputs, Collection<String> disable) {
        return withHooks("forward", () -> forward(inputs, outputs, disable), inputs, outputs, disable);
    }

    private Variable[] forward(Map<String, Variable> inputs, List<String> outputs, Collection<String> disable) {
        Map<String, Variable> values = new LinkedHashMap<>(inputs);
        for (Step step : steps) {
            if (disable.contains(step.name()) || !values.keySet().containsAll(step.bottom())) {
                continue;
            }
            List<Variable> in = step.bottom().stream().map(values::get).toList();
            List<Variable> out =
                    CaffeLayers.forward(step.layer(), childOrNull(step.name())).apply(in);
            for (int i = 0; i < Math.min(out.size(), step.top().size()); i++) {
                values.put(step.top().get(i), out.get(i));
            }
        }
        variables = values;
        Variable[] result = new Variable[outputs.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = values.get(outputs.get(i));
            if (result[i] == null) {
                throw new IllegalArgumentException("CaffeFunction: there is no blob '" + outputs.get(i)
                        + "'; from these inputs were computed " + values.keySet());
            }
        }
        return result;
    }

    private Link childOrNull(String name) {
        Link found = null;
        for (Link child : children()) {
            found = name.equals(child.name()) ? child : found;
        }
        return found;
    }

    /** All blobs of the last call, by name. */
    public final Map<String, Variable> variables() {
        return Map.copyOf(variables);
    }
}
