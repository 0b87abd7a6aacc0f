package org.chainer.links.caffe;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.activation.LeakyReLU;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Softmax;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.SplitAxis;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.loss.SoftmaxCrossEntropy;
import org.chainer.functions.math.Maximum;
import org.chainer.functions.noise.Dropout;
import org.chainer.functions.normalization.LocalResponseNormalization;
import org.chainer.functions.pooling.AveragePooling;
import org.chainer.functions.pooling.MaxPooling;
import org.chainer.functions.pooling.PoolingOptions;
import org.chainer.initializers.Constant;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Deconvolution2D;
import org.chainer.links.connection.Linear;
import org.chainer.links.connection.Scale;
import org.chainer.links.normalization.BatchNormalization;
import org.chainer.links.normalization.BatchNormalizationOptions;

/** What each type of Caffe's layers computes. */
final class CaffeLayers {
    private static final int[] ONCE = {1};
    private static final int[] NO_MARGIN = {0};

    private CaffeLayers() {}

    /** A layer's function of its inputs. */
    interface Forward extends Function<List<Variable>, List<Variable>> {}

    private static Forward of(Layer layer) {
        return in -> List.of(layer.apply(in.get(0)));
    }

    /** The link that holds what was trained, or null for layers that have nothing. */
    static Link link(CaffeLayer layer) {
        return switch (layer.type()) {
            case "Convolution" -> convolution(layer);
            case "Deconvolution" -> deconvolution(layer);
            case "InnerProduct" -> innerProduct(layer);
            case "BatchNorm" -> batchNorm(layer);
            case "Scale" -> scale(layer);
            default -> null;
        };
    }

    /** The function of a layer, or null for a type that is not supported. */
    static Forward forward(CaffeLayer layer, Link link) {
        ProtoMessage options = layer.options();
        return switch (layer.type()) {
            case "Convolution", "Deconvolution", "InnerProduct" -> of((Layer) link);
            case "BatchNorm" -> of(options.flag(1, false) ? x -> inTestMode((Layer) link, x) : (Layer) link);
            case "Scale" -> {
                Scale scale = (Scale) link;
                yield in -> List.of(in.size() == 1 ? scale.apply(in.get(0)) : scale.apply(in.get(0), in.get(1)));
            }
            case "Concat" -> {
                int axis = options.integer(2, 1);
                int chosen = axis == 1 ? options.integer(1, 1) : axis;
                yield in -> List.of(Concat.concat(in, chosen));
            }
            case "Dropout" -> of(x -> Dropout.dropout(x, options.number(1, 0.5f)));
            case "Eltwise" -> eltwise(options);
            case "LRN" -> localResponse(options);
            case "Pooling" -> of(pooling(layer));
            case "ReLU" -> {
                float slope = options.number(1, 0);
                yield of(slope == 0 ? ReLU::relu : x -> LeakyReLU.leakyRelu(x, slope));
            }
            case "Reshape" -> of(reshape(options));
            case "Sigmoid" -> of(Sigmoid::sigmoid);
            case "Slice" -> slice(layer);
            case "Softmax" -> {
                requireChannelAxis(options);
                yield of(Softmax::softmax);
            }
            case "SoftmaxWithLoss" -> {
                requireChannelAxis(options);
                yield in -> List.of(SoftmaxCrossEntropy.softmaxCrossEntropy(in.get(0), in.get(1)));
            }
            default -> null;
        };
    }

    private static Variable inTestMode(Layer layer, Variable x) {
        try (Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            return layer.apply(x);
        }
    }

    private static int[] orElse(int[] size, int[] otherwise) {
        return size == null ? otherwise : size;
    }

    private static int[] kernel(CaffeLayer layer) {
        int[] size = layer.size(4, 11, 12);
        if (size == null || size[0] < 1 || size[1] < 1) {
            throw new IllegalArgumentException("its kernel's size is " + Arrays.toString(size));
        }
        return size;
    }

    private static ConvolutionOptions convolutionOptions(CaffeLayer layer) {
        return new ConvolutionOptions()
                .stride(orElse(layer.size(6, 13, 14), ONCE))
                .pad(orElse(layer.size(3, 9, 10), NO_MARGIN));
    }

    private static Constant bias(CaffeLayer layer, int size) {
        return layer.options().flag(2, true) ? new Constant(layer.blob(1).array(Shape.of(size)), DType.FLOAT32) : null;
    }

    private static Link convolution(CaffeLayer layer) {
        int groups = layer.options().integer(5, 1);
        int[] size = kernel(layer);
        int out = layer.blob(0).dim(0);
        int in = layer.blob(0).dim(1) * groups;
        NDArray w = layer.blob(0).kernel(Shape.of(out, in, size[0], size[1]), groups);
        Constant b = bias(layer, out);
        ConvolutionOptions options = convolutionOptions(layer).dilate(orElse(dilation(layer), ONCE));
        return new Convolution2D(in, out, size, options, b == null, new Constant(w, DType.FLOAT32), b);
    }

    private static int[] dilation(CaffeLayer layer) {
        long[] sizes = layer.options().integers(18);
        return sizes.length == 0
                ? null
                : Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    }

    private static Link deconvolution(CaffeLayer layer) {
        int groups = layer.options().integer(5, 1);
        int[] size = kernel(layer);
        int in = layer.blob(0).dim(0);
        int out = layer.blob(0).dim(1) * groups;
        NDArray w = layer.blob(0).kernel(Shape.of(in, out, size[0], size[1]), groups);
        Constant b = bias(layer, out);
        return new Deconvolution2D(
                in, out, size, convolutionOptions(layer), b == null, new Constant(w, DType.FLOAT32), b);
    }

    private static Link innerProduct(CaffeLayer layer) {
        if (layer.options().integer(5, 1) != 1) {
            throw new IllegalArgumentException("inner products along another axis than 1 are not supported");
        }
        int in = layer.blob(0).fromBack(1);
        int out = layer.blob(0).fromBack(2);
        Constant b = bias(layer, out);
        return new Linear(in, out, b == null, new Constant(layer.blob(0).array(Shape.of(out, in)), DType.FLOAT32), b);
    }

    private static Link batchNorm(CaffeLayer layer) {
        ProtoMessage options = layer.options();
        int size = layer.blob(0).size();
        // A third blob is what both statistics were multiplied by.
        float factor = layer.blobs().size() < 3 ? 1 : layer.blob(2).first();
        double unscaled = factor == 0 ? 0 : 1.0 / factor;
        return new BatchNormalization(
                size,
                new BatchNormalizationOptions()
                        .decay(options.number(2, 0.999f))
                        .eps(options.number(3, 1e-5f))
                        .useGamma(false)
                        .useBeta(false)
                        .initialAvgMean(
                                new Constant(layer.blob(0).array(Shape.of(size)).mul(unscaled)))
                        .initialAvgVar(
                                new Constant(layer.blob(1).array(Shape.of(size)).mul(unscaled))));
    }

    private static Link scale(CaffeLayer layer) {
        int axis = layer.options().integer(1, 1);
        boolean biased = layer.options().flag(4, false);
        boolean own = layer.bottom().size() == 1;
        Shape shape = own || biased ? layer.blob(0).shape() : null;
        Scale scale = new Scale(axis, own ? shape : null, biased, own ? null : shape);
        if (own) {
            scale.w().array().copyFrom(layer.blob(0).array(shape));
        }
        if (biased) {
            scale.bias().b().array().copyFrom(layer.blob(own ? 1 : 0).array(shape));
        }
        return scale;
    }

    private static Forward eltwise(ProtoMessage options) {
        int operation = options.integer(1, 1);
        float[] coefficients = options.floats(2);
        return switch (operation) {
            case 0 -> in -> List.of(in.stream().reduce(Variable::mul).orElseThrow());
            case 1 -> in -> List.of(weightedSum(in, coefficients));
            case 2 -> in -> List.of(in.stream().reduce(Maximum::maximum).orElseThrow());
            default -> throw new IllegalArgumentException("its operation is " + operation + ", expected 0, 1 or 2");
        };
    }

    private static Variable weightedSum(List<Variable> in, float[] coefficients) {
        if (coefficients.length != 0 && coefficients.length != in.size()) {
            throw new IllegalArgumentException(
                    "there are " + coefficients.length + " coefficients for " + in.size() + " inputs");
        }
        Variable sum = null;
        for (int i = 0; i < in.size(); i++) {
            Variable term = coefficients.length == 0 ? in.get(i) : in.get(i).mul(coefficients[i]);
            sum = sum == null ? term : sum.add(term);
        }
        return sum;
    }

    private static Forward localResponse(ProtoMessage options) {
        if (options.integer(4, 0) != 0) {
            throw new IllegalArgumentException("response normalisation within a channel is not supported");
        }
        int size = options.integer(1, 5);
        return of(x -> LocalResponseNormalization.localResponseNormalization(
                x, size, options.number(5, 1), options.number(2, 1) / size, options.number(3, 0.75f)));
    }

    private static Layer pooling(CaffeLayer layer) {
        int method = layer.options().integer(1, 0);
        if (method != 0 && method != 1) {
            throw new IllegalArgumentException("stochastic pooling is not supported");
        }
        int[] size = layer.size(2, 5, 6);
        boolean global = layer.options().flag(12, false);
        if (size == null && !global) {
            throw new IllegalArgumentException("its kernel has no size");
        }
        return x -> {
            int[] chosen = size != null ? size : new int[] {(int) x.dim(2), (int) x.dim(3)};
            PoolingOptions options = new PoolingOptions(chosen)
                    .stride(orElse(layer.size(3, 7, 8), ONCE))
                    .pad(orElse(layer.size(4, 9, 10), NO_MARGIN));
            return method == 0 ? MaxPooling.maxPooling2d(x, options) : AveragePooling.averagePooling2d(x, options);
        };
    }

    /** A size of 0 stands for the input's. */
    private static Layer reshape(ProtoMessage options) {
        long[] sizes = options.message(1).integers(1);
        return x -> {
            long[] shape = sizes.clone();
            for (int i = 0; i < shape.length; i++) {
                shape[i] = shape[i] == 0 ? x.dim(i) : shape[i];
            }
            return Reshape.reshape(x, shape);
        };
    }

    private static Forward slice(CaffeLayer layer) {
        ProtoMessage options = layer.options();
        int axis = options.has(3) ? options.integer(3, 1) : options.integer(1, 1);
        long[] points = options.integers(2);
        return in -> List.of(
                points.length > 0
                        ? SplitAxis.splitAxis(in.get(0), points, axis)
                        : SplitAxis.splitAxis(in.get(0), layer.top().size(), axis));
    }

    private static void requireChannelAxis(ProtoMessage options) {
        if (options.integer(2, 1) != 1) {
            throw new IllegalArgumentException("softmax along another axis than 1 is not supported");
        }
    }
}
