package org.chainer.links.caffe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A layer of a Caffe model, in the format of today ({@code LayerParameter}) or the former one ({@code V1LayerParameter}).
 *
 * @param name the layer's name
 * @param type the type's name of today, or the former number if that is not known
 * @param bottom names of inputs
 * @param top names of outputs
 * @param blobs numbers that were trained
 * @param options what is special to the type
 */
record CaffeLayer(
        String name, String type, List<String> bottom, List<String> top, List<CaffeBlob> blobs, ProtoMessage options) {

    /** Where a type's options are: field of today, former number of the type, former field. */
    private record Type(int field, int formerType, int formerField) {}

    private static final int NONE = -1;
    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("BatchNorm", new Type(139, NONE, NONE)),
            Map.entry("Concat", new Type(104, 3, 9)),
            Map.entry("Convolution", new Type(106, 4, 10)),
            Map.entry("Data", new Type(107, 5, 11)),
            Map.entry("Deconvolution", new Type(106, 39, 10)),
            Map.entry("Dropout", new Type(108, 6, 12)),
            Map.entry("Eltwise", new Type(110, 25, 24)),
            Map.entry("InnerProduct", new Type(117, 14, 17)),
            Map.entry("LRN", new Type(118, 15, 18)),
            Map.entry("Pooling", new Type(121, 17, 19)),
            Map.entry("ReLU", new Type(123, 18, 30)),
            Map.entry("Reshape", new Type(133, NONE, NONE)),
            Map.entry("Scale", new Type(142, NONE, NONE)),
            Map.entry("Sigmoid", new Type(124, 19, 38)),
            Map.entry("Slice", new Type(126, 33, 31)),
            Map.entry("Softmax", new Type(125, 20, 39)),
            Map.entry("SoftmaxWithLoss", new Type(125, 21, 39)),
            Map.entry("Split", new Type(NONE, 22, NONE)));

    /** All layers of a model ({@code NetParameter}). */
    static List<CaffeLayer> ofNet(ProtoMessage net) {
        List<CaffeLayer> layers = new ArrayList<>();
        for (ProtoMessage layer : net.messages(100)) {
            layers.add(current(layer));
        }
        if (layers.isEmpty()) {
            for (ProtoMessage layer : net.messages(2)) {
                layers.add(former(layer));
            }
        }
        return layers;
    }

    private static CaffeLayer current(ProtoMessage layer) {
        String type = layer.text(2);
        Type known = TYPES.get(type);
        return new CaffeLayer(
                layer.text(1),
                type,
                layer.texts(3),
                layer.texts(4),
                known == null ? List.of() : blobs(layer, 7),
                known == null ? new ProtoMessage(java.nio.ByteBuffer.allocate(0)) : layer.message(known.field()));
    }

    private static CaffeLayer former(ProtoMessage layer) {
        int number = layer.integer(5, 0);
        var known = TYPES.entrySet().stream()
                .filter(entry -> entry.getValue().formerType() == number)
                .findFirst();
        return new CaffeLayer(
                layer.text(4),
                known.map(Map.Entry::getKey).orElse(Integer.toString(number)),
                layer.texts(2),
                layer.texts(3),
                known.isEmpty() ? List.of() : blobs(layer, 6),
                layer.message(known.map(entry -> entry.getValue().formerField()).orElse(NONE)));
    }

    private static List<CaffeBlob> blobs(ProtoMessage layer, int field) {
        return layer.messages(field).stream().map(CaffeBlob::new).toList();
    }

    CaffeBlob blob(int index) {
        if (index >= blobs.size()) {
            throw new IllegalArgumentException("it has " + blobs.size() + " blobs, expected " + (index + 1)
                    + " or more: is this a trained model?");
        }
        return blobs.get(index);
    }

    /**
     * Sizes (vertical, horizontal) of a kernel, stride or margin; null if they are not given.
     *
     * @param field one number for both, or two
     */
    int[] size(int field, int vertical, int horizontal) {
        if (options.integer(vertical, 0) > 0 || options.integer(horizontal, 0) > 0) {
            return new int[] {options.integer(vertical, 0), options.integer(horizontal, 0)};
        }
        long[] sizes = options.integers(field);
        if (sizes.length == 0) {
            return null;
        }
        if (sizes.length > 2) {
            throw new IllegalArgumentException(sizes.length + " spatial axes are not supported, only 2");
        }
        return new int[] {Math.toIntExact(sizes[0]), Math.toIntExact(sizes[sizes.length - 1])};
    }
}
