package org.chainer.golden;

import java.util.List;
import java.util.Map;
import org.chainer.Link;
import org.chainer.array.DType;
import org.chainer.array.Shape;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.links.activation.Maxout;
import org.chainer.links.activation.PReLU;
import org.chainer.links.activation.SimplifiedDropconnect;
import org.chainer.links.activation.Swish;
import org.chainer.links.connection.Bias;
import org.chainer.links.connection.Bilinear;
import org.chainer.links.connection.Convolution1D;
import org.chainer.links.connection.Convolution2D;
import org.chainer.links.connection.Convolution3D;
import org.chainer.links.connection.ConvolutionND;
import org.chainer.links.connection.Deconvolution1D;
import org.chainer.links.connection.Deconvolution2D;
import org.chainer.links.connection.Deconvolution3D;
import org.chainer.links.connection.DeconvolutionND;
import org.chainer.links.connection.DeformableConvolution2D;
import org.chainer.links.connection.DepthwiseConvolution2D;
import org.chainer.links.connection.DilatedConvolution2D;
import org.chainer.links.connection.EmbedID;
import org.chainer.links.connection.Highway;
import org.chainer.links.connection.Inception;
import org.chainer.links.connection.InceptionBN;
import org.chainer.links.connection.Linear;
import org.chainer.links.connection.LocalConvolution2D;
import org.chainer.links.connection.MLPConvolution2D;
import org.chainer.links.connection.Parameter;
import org.chainer.links.connection.Scale;
import org.chainer.links.loss.BinaryHierarchicalSoftmax;
import org.chainer.links.loss.BlackOut;
import org.chainer.links.loss.CRF1d;
import org.chainer.links.loss.NegativeSampling;
import org.chainer.links.normalization.BatchNormalization;
import org.chainer.links.normalization.BatchNormalizationOptions;
import org.chainer.links.normalization.BatchRenormalization;
import org.chainer.links.normalization.DecorrelatedBatchNormalization;
import org.chainer.links.normalization.GroupNormalization;
import org.chainer.links.normalization.LayerNormalization;
import org.chainer.links.rnn.ChildSumTreeLSTM;
import org.chainer.links.rnn.GRU;
import org.chainer.links.rnn.LSTM;
import org.chainer.links.rnn.NStepBiGRU;
import org.chainer.links.rnn.NStepBiLSTM;
import org.chainer.links.rnn.NStepBiRNNReLU;
import org.chainer.links.rnn.NStepBiRNNTanh;
import org.chainer.links.rnn.NStepGRU;
import org.chainer.links.rnn.NStepLSTM;
import org.chainer.links.rnn.NStepRNNReLU;
import org.chainer.links.rnn.NStepRNNTanh;
import org.chainer.links.rnn.NaryTreeLSTM;
import org.chainer.links.rnn.StatefulGRU;
import org.chainer.links.rnn.StatefulMGU;
import org.chainer.links.rnn.StatefulPeepholeLSTM;
import org.chainer.links.rnn.StatefulZoneoutLSTM;
import org.chainer.links.rnn.StatelessGRU;
import org.chainer.links.rnn.StatelessLSTM;
import org.chainer.links.rnn.StatelessMGU;

/** Links by Chainer's names, built from Chainer's arguments. */
final class ChainerLinks {
    private ChainerLinks() {}

    /** A link of that class with those arguments; one that is not known is an error. */
    static Link create(String name, Map<?, ?> arguments) {
        ConstructorArguments a = new ConstructorArguments(arguments);
        Link link = create(name, a);
        a.expectAllRead(name);
        return link;
    }

    private static Link create(String name, ConstructorArguments a) {
        if (name.contains("onvolution")) {
            return convolution(name, a);
        } else if (name.startsWith("NStep")) {
            return nStep(name, a);
        } else if (name.contains("LSTM") || name.contains("GRU") || name.contains("MGU")) {
            return recurrent(name, a);
        } else if (name.contains("Normalization") || name.contains("Renormalization")) {
            return normalization(name, a);
        }
        return switch (name) {
            case "Linear" -> {
                boolean both = a.isGiven("out_size");
                yield new Linear(
                        both ? a.integerOrNull("in_size") : null,
                        a.integer(both ? "out_size" : "in_size"),
                        a.flag("nobias", false),
                        a.initializer("initialW"),
                        a.initializer("initial_bias"));
            }
            case "Bias" ->
                a.isGiven("shape")
                        ? new Bias(a.integer("axis", 1), a.shape("shape").toArray())
                        : new Bias(a.integer("axis", 1));
            case "Scale" ->
                new Scale(a.integer("axis", 1), a.shape("W_shape"), a.flag("bias_term", false), a.shape("bias_shape"));
            case "Bilinear" -> {
                a.isGiven("initial_bias");
                yield new Bilinear(
                        a.integer("left_size"),
                        a.integer("right_size"),
                        a.integer("out_size"),
                        a.flag("nobias", false),
                        a.initializer("initialW"),
                        null,
                        null,
                        null);
            }
            case "EmbedID" ->
                new EmbedID(
                        a.integer("in_size"),
                        a.integer("out_size"),
                        a.initializer("initialW"),
                        a.integerOrNull("ignore_label"));
            case "Parameter" -> new Parameter(a.array("array"));
            case "Inception" ->
                new Inception(
                        a.integerOrNull("in_channels"),
                        a.integer("out1"),
                        a.integer("proj3"),
                        a.integer("out3"),
                        a.integer("proj5"),
                        a.integer("out5"),
                        a.integer("proj_pool"),
                        a.initializer("conv_init"),
                        a.initializer("bias_init"));
            case "InceptionBN" ->
                new InceptionBN(
                        a.integerOrNull("in_channels"),
                        a.integer("out1"),
                        a.integer("proj3"),
                        a.integer("out3"),
                        a.integer("proj33"),
                        a.integer("out33"),
                        a.text("pooltype", null),
                        a.integerOrNull("proj_pool"),
                        a.integer("stride", 1),
                        a.initializer("conv_init"));
            case "Highway" ->
                new Highway(
                        a.integer("in_out_size"),
                        a.flag("nobias", false),
                        a.function("activate", "relu"),
                        a.initializer("init_Wh"),
                        a.initializer("init_Wt"),
                        a.initializer("init_bh"),
                        a.initializer("init_bt"));
            case "Maxout" ->
                new Maxout(
                        a.integerOrNull("in_size"),
                        a.integer("out_size"),
                        a.integer("pool_size"),
                        a.isNone("initial_bias"),
                        a.initializer("initialW"),
                        a.initializer("initial_bias"));
            case "PReLU" -> new PReLU(a.isGiven("shape") ? a.shape("shape") : Shape.of(), a.initializer("init"));
            case "Swish" -> new Swish(a.shape("beta_shape"), a.initializer("beta_init"));
            case "SimplifiedDropconnect" ->
                new SimplifiedDropconnect(
                        a.integerOrNull("in_size"),
                        a.integer("out_size"),
                        a.number("ratio", 0.5),
                        a.flag("nobias", false),
                        a.initializer("initialW"),
                        a.initializer("initial_bias"));
            case "BlackOut" -> new BlackOut(a.integer("in_size"), a.numbers("counts"), a.integer("sample_size"));
            case "NegativeSampling" ->
                new NegativeSampling(
                        a.integer("in_size"), a.numbers("counts"), a.integer("sample_size"), a.number("power", 0.75));
            case "CRF1d" -> new CRF1d(a.integer("n_label"), a.initializer("initial_cost"));
            case "BinaryHierarchicalSoftmax" ->
                new BinaryHierarchicalSoftmax(a.integer("in_size"), tree(a.list("tree")));
            default -> throw new AssertionError("no link " + name);
        };
    }

    private static BinaryHierarchicalSoftmax.Tree tree(Object node) {
        return node instanceof List<?> pair
                ? new BinaryHierarchicalSoftmax.Node(tree(pair.get(0)), tree(pair.get(1)))
                : new BinaryHierarchicalSoftmax.Leaf(((Number) node).intValue());
    }

    private static Link convolution(String name, ConstructorArguments a) {
        if (name.equals("LocalConvolution2D")) {
            boolean sized = a.isGiven("ksize");
            return new LocalConvolution2D(
                    sized ? a.integerOrNull("in_channels") : null,
                    a.integer(sized ? "out_channels" : "in_channels"),
                    a.integers("in_size"),
                    a.integers(sized ? "ksize" : "out_channels"),
                    a.integers("stride", 1),
                    a.flag("nobias", false),
                    a.initializer("initialW"),
                    a.initializer("initial_bias"));
        }
        int ndim = name.endsWith("ND") ? a.integer("ndim") : name.charAt(name.length() - 2) - '0';
        boolean sized = a.isGiven("ksize");
        Integer in = sized ? a.integerOrNull("in_channels") : null;
        int[] ksize = a.integers(sized ? "ksize" : "out_channels");
        if (name.equals("MLPConvolution2D")) {
            return new MLPConvolution2D(
                    in,
                    a.integers(sized ? "out_channels" : "in_channels"),
                    ksize,
                    a.convolution(),
                    a.function("activation", "relu"),
                    a.initializer("conv_init"),
                    a.initializer("bias_init"));
        } else if (name.equals("DepthwiseConvolution2D")) {
            return new DepthwiseConvolution2D(
                    in,
                    a.integer("channel_multiplier"),
                    ksize,
                    a.convolution(),
                    a.flag("nobias", false),
                    a.initializer("initialW"),
                    a.initializer("initial_bias"));
        } else if (name.equals("DeformableConvolution2D")) {
            return new DeformableConvolution2D(
                    in,
                    a.integer("out_channels"),
                    ksize,
                    a.convolution(),
                    a.flag("offset_nobias", false),
                    a.initializer("offset_initialW"),
                    a.initializer("offset_initial_bias"),
                    a.flag("deform_nobias", false),
                    a.initializer("deform_initialW"),
                    a.initializer("deform_initial_bias"));
        }
        int out = a.integer(sized ? "out_channels" : "in_channels");
        ConvolutionOptions options = a.convolution();
        boolean noBias = a.flag("nobias", false);
        var w = a.initializer("initialW");
        var b = a.initializer("initial_bias");
        return switch (name) {
            case "Convolution1D" -> new Convolution1D(in, out, ksize, options, noBias, w, b);
            case "Convolution2D" -> new Convolution2D(in, out, ksize, options, noBias, w, b);
            case "Convolution3D" -> new Convolution3D(in, out, ksize, options, noBias, w, b);
            case "ConvolutionND" -> new ConvolutionND(ndim, in, out, ksize, options, noBias, w, b);
            case "Deconvolution1D" -> new Deconvolution1D(in, out, ksize, options, noBias, w, b);
            case "Deconvolution2D" -> new Deconvolution2D(in, out, ksize, options, noBias, w, b);
            case "Deconvolution3D" -> new Deconvolution3D(in, out, ksize, options, noBias, w, b);
            case "DeconvolutionND" -> new DeconvolutionND(ndim, in, out, ksize, options, noBias, w, b);
            case "DilatedConvolution2D" -> new DilatedConvolution2D(in, out, ksize, options, noBias);
            default -> throw new AssertionError("no link " + name);
        };
    }

    private static Link nStep(String name, ConstructorArguments a) {
        int layers = a.integer("n_layers");
        int in = a.integer("in_size");
        int out = a.integer("out_size");
        double dropout = a.number("dropout", 0);
        var w = a.initializer("initialW");
        var b = a.initializer("initial_bias");
        return switch (name) {
            case "NStepLSTM" -> new NStepLSTM(layers, in, out, dropout, w, b);
            case "NStepBiLSTM" -> new NStepBiLSTM(layers, in, out, dropout, w, b);
            case "NStepGRU" -> new NStepGRU(layers, in, out, dropout, w, b);
            case "NStepBiGRU" -> new NStepBiGRU(layers, in, out, dropout, w, b);
            case "NStepRNNTanh" -> new NStepRNNTanh(layers, in, out, dropout, w, b);
            case "NStepRNNReLU" -> new NStepRNNReLU(layers, in, out, dropout, w, b);
            case "NStepBiRNNTanh" -> new NStepBiRNNTanh(layers, in, out, dropout, w, b);
            case "NStepBiRNNReLU" -> new NStepBiRNNReLU(layers, in, out, dropout, w, b);
            default -> throw new AssertionError("no link " + name);
        };
    }

    private static Link recurrent(String name, ConstructorArguments a) {
        if (name.equals("StatelessMGU")) {
            return new StatelessMGU(a.integer("n_inputs"), a.integer("n_units"));
        }
        boolean both = a.isGiven("out_size");
        Integer in = both ? a.integerOrNull("in_size") : null;
        int out = a.integer(both ? "out_size" : "in_size");
        return switch (name) {
            case "LSTM" ->
                new LSTM(
                        in,
                        out,
                        a.initializer("lateral_init"),
                        a.initializer("upward_init"),
                        a.initializer("bias_init"),
                        a.initializer("forget_bias_init"));
            case "StatelessLSTM" ->
                new StatelessLSTM(
                        in,
                        out,
                        a.initializer("lateral_init"),
                        a.initializer("upward_init"),
                        a.initializer("bias_init"),
                        a.initializer("forget_bias_init"));
            case "GRU" ->
                new GRU(in, out, a.initializer("init"), a.initializer("inner_init"), a.initializer("bias_init"));
            case "StatefulGRU" ->
                new StatefulGRU(
                        in, out, a.initializer("init"), a.initializer("inner_init"), a.initializer("bias_init"));
            case "StatelessGRU" ->
                new StatelessGRU(
                        in, out, a.initializer("init"), a.initializer("inner_init"), a.initializer("bias_init"));
            case "StatefulPeepholeLSTM" -> new StatefulPeepholeLSTM(in, out);
            case "StatefulZoneoutLSTM" ->
                new StatefulZoneoutLSTM(in, out, a.number("c_ratio", 0.5), a.number("h_ratio", 0.5));
            case "StatefulMGU" -> new StatefulMGU(in, out);
            case "ChildSumTreeLSTM" -> new ChildSumTreeLSTM(in, out);
            case "NaryTreeLSTM" -> new NaryTreeLSTM(in, out, a.integer("n_ary", 2));
            default -> throw new AssertionError("no link " + name);
        };
    }

    private static Link normalization(String name, ConstructorArguments a) {
        double eps = a.number("eps", name.startsWith("Layer") ? 1e-6 : name.startsWith("Group") ? 1e-5 : 2e-5);
        if (name.equals("LayerNormalization")) {
            return new LayerNormalization(
                    a.integerOrNull("size"), eps, a.initializer("initial_gamma"), a.initializer("initial_beta"));
        } else if (name.equals("GroupNormalization")) {
            return new GroupNormalization(
                    a.integer("groups"),
                    a.integerOrNull("size"),
                    eps,
                    a.initializer("initial_gamma"),
                    a.initializer("initial_beta"));
        }
        double decay = a.number("decay", 0.9);
        DType dtype = a.dtype("dtype");
        if (name.equals("DecorrelatedBatchNormalization")) {
            return new DecorrelatedBatchNormalization(
                    a.integer("size"), a.integer("groups", 16), decay, eps, dtype == null ? DType.FLOAT32 : dtype);
        }
        BatchNormalizationOptions options = new BatchNormalizationOptions()
                .decay(decay)
                .eps(eps)
                .dtype(dtype)
                .useGamma(a.flag("use_gamma", true))
                .useBeta(a.flag("use_beta", true))
                .initialGamma(a.initializer("initial_gamma"))
                .initialBeta(a.initializer("initial_beta"))
                .initialAvgMean(a.initializer("initial_avg_mean"))
                .initialAvgVar(a.initializer("initial_avg_var"))
                .axis(a.integers("axis", new int[0]));
        return switch (name) {
            case "BatchNormalization" -> new BatchNormalization(a.shape("size"), options);
            case "BatchRenormalization" ->
                new BatchRenormalization(a.integer("size"), a.number("rmax", 1), a.number("dmax", 0), options);
            default -> throw new AssertionError("no link " + name);
        };
    }
}
