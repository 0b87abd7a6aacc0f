package org.chainer.links;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.chainer.Link;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.array.Shape;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.Constant;
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

/** Every link, with small inputs. */
final class LinkCases {
    private final List<LinkCase> cases = new ArrayList<>();
    private final RandomState random = new RandomState(11);

    /**
     * A link and inputs.
     *
     * @param name of the link and what is special
     * @param link makes it
     * @param train whether it is checked in training mode
     * @param deferred whether parameters wait for the first input
     * @param inputs in Chainer's order, float64
     */
    record LinkCase(String name, Supplier<Link> link, boolean train, boolean deferred, NDArray[] inputs) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them; links are to be made in float64. */
    static List<LinkCase> all() {
        LinkCases cases = new LinkCases();
        cases.connections();
        cases.convolutions();
        cases.activationsAndLosses();
        cases.normalizations();
        cases.recurrent();
        return cases.cases;
    }

    private NDArray x(long... shape) {
        return random.normal(0, 1, DType.FLOAT64, shape);
    }

    private void add(String name, Supplier<Link> link, NDArray... inputs) {
        cases.add(new LinkCase(name, link, false, false, inputs));
    }

    private void deferred(String name, Supplier<Link> link, NDArray... inputs) {
        cases.add(new LinkCase(name, link, false, true, inputs));
    }

    private void training(String name, Supplier<Link> link, boolean deferred, NDArray... inputs) {
        cases.add(new LinkCase(name, link, true, deferred, inputs));
    }

    private void connections() {
        add("Linear", () -> new Linear(3, 2), x(4, 3));
        deferred("Linear, deferred", () -> new Linear(2), x(4, 3));
        add("Bias", () -> new Bias(1, 3), x(2, 3, 2));
        add("Scale", () -> new Scale(1, Shape.of(3), true, null), x(2, 3, 2));
        add("Bilinear", () -> new Bilinear(2, 3, 2), x(4, 2), x(4, 3));
        add("EmbedID", () -> new EmbedID(5, 2), NDArray.of(0, 4, 4));
        add("Parameter", () -> new Parameter(NDArray.of(1.0, 2.0)));
        add("Highway", () -> new Highway(3, false, org.chainer.functions.F::tanh, null, null, null, null), x(4, 3));
        add("Inception", () -> new Inception(2, 1, 2, 1, 2, 1, 2), x(2, 2, 5, 5));
        deferred("Inception, deferred", () -> new Inception(null, 1, 2, 1, 2, 1, 2), x(2, 2, 4, 4));
        add("InceptionBN", () -> new InceptionBN(2, 1, 2, 1, 2, 1, "avg", 2), x(2, 2, 4, 4));
        deferred(
                "InceptionBN, deferred",
                () -> new InceptionBN(null, 0, 2, 1, 2, 1, "max", null, 2, null),
                x(2, 2, 4, 4));
        add(
                "MLPConvolution2D",
                () -> new MLPConvolution2D(
                        2,
                        new int[] {3, 2},
                        new int[] {2},
                        new ConvolutionOptions(),
                        org.chainer.functions.F::tanh,
                        null,
                        null),
                x(2, 2, 4, 4));
        deferred("MLPConvolution2D, deferred", () -> new MLPConvolution2D(null, new int[] {3, 2}, 2), x(2, 2, 4, 4));
    }

    private void convolutions() {
        ConvolutionOptions two = new ConvolutionOptions().stride(2).pad(1);
        add("Convolution1D", () -> new Convolution1D(2, 3, 2), x(2, 2, 5));
        deferred("Convolution1D, deferred", () -> new Convolution1D(null, 3, 2), x(2, 2, 5));
        add("Convolution2D", () -> new Convolution2D(2, 3, 2), x(2, 2, 4, 4));
        deferred("Convolution2D, deferred", () -> new Convolution2D(null, 3, new int[] {2}, two), x(2, 2, 4, 4));
        add("Convolution3D", () -> new Convolution3D(1, 2, 2), x(1, 1, 3, 3, 3));
        deferred("Convolution3D, deferred", () -> new Convolution3D(null, 2, 2), x(1, 1, 3, 3, 3));
        add("ConvolutionND", () -> new ConvolutionND(2, 2, 3, 2), x(2, 2, 4, 4));
        deferred("ConvolutionND, deferred", () -> new ConvolutionND(1, null, 3, 2), x(2, 2, 4));
        add("Deconvolution1D", () -> new Deconvolution1D(2, 3, 2), x(2, 2, 4));
        deferred("Deconvolution1D, deferred", () -> new Deconvolution1D(null, 3, 2), x(2, 2, 4));
        add("Deconvolution2D", () -> new Deconvolution2D(2, 3, new int[] {3}, two), x(2, 2, 3, 3));
        deferred("Deconvolution2D, deferred", () -> new Deconvolution2D(null, 3, 2), x(2, 2, 3, 3));
        add("Deconvolution3D", () -> new Deconvolution3D(1, 2, 2), x(1, 1, 2, 2, 2));
        deferred("Deconvolution3D, deferred", () -> new Deconvolution3D(null, 2, 2), x(1, 1, 2, 2, 2));
        add("DeconvolutionND", () -> new DeconvolutionND(2, 2, 3, 2), x(2, 2, 3, 3));
        deferred("DeconvolutionND, deferred", () -> new DeconvolutionND(2, null, 3, 2), x(2, 2, 3, 3));
        add("DilatedConvolution2D", () -> new DilatedConvolution2D(2, 3, 2, 1, 0, 2), x(2, 2, 4, 4));
        deferred("DilatedConvolution2D, deferred", () -> new DilatedConvolution2D(null, 3, 2, 1, 0, 2), x(2, 2, 4, 4));
        add("DepthwiseConvolution2D", () -> new DepthwiseConvolution2D(2, 2, 2), x(2, 2, 4, 4));
        deferred("DepthwiseConvolution2D, deferred", () -> new DepthwiseConvolution2D(null, 2, 2), x(2, 2, 4, 4));
        add("LocalConvolution2D", () -> new LocalConvolution2D(2, 2, 4, 2), x(2, 2, 4, 4));
        deferred("LocalConvolution2D, deferred", () -> new LocalConvolution2D(null, 2, null, 2), x(2, 2, 4, 4));
        // Offsets of 0 lie on the kinks of bilinear sampling.
        add("DeformableConvolution2D", () -> deformable(2), x(2, 2, 4, 4));
        deferred("DeformableConvolution2D, deferred", () -> deformable(null), x(2, 2, 4, 4));
    }

    private static Link deformable(Integer inChannels) {
        return new DeformableConvolution2D(
                inChannels,
                2,
                new int[] {2},
                new ConvolutionOptions(),
                false,
                new Constant(0.01),
                new Constant(0.4),
                false,
                new Constant(0.3),
                null);
    }

    private void activationsAndLosses() {
        add("PReLU", () -> new PReLU(Shape.of(3), null), x(4, 3));
        add("Swish", () -> new Swish(Shape.of(3), null), x(4, 3));
        deferred("Swish, deferred", () -> new Swish(null, null), x(4, 3));
        add("Maxout", () -> new Maxout(3, 2, 2), x(4, 3));
        deferred("Maxout, deferred", () -> new Maxout(null, 2, 2), x(4, 3));
        add("SimplifiedDropconnect", () -> new SimplifiedDropconnect(3, 2), x(4, 3));
        deferred("SimplifiedDropconnect, deferred", () -> new SimplifiedDropconnect(null, 2), x(4, 3));
        add("BlackOut", () -> new BlackOut(2, new double[] {1, 2, 3, 4}, 2), x(3, 2), NDArray.of(3, 3, 1));
        // All samples are word 2: a loss that is drawn anew each time has no gradient.
        add(
                "NegativeSampling",
                () -> new NegativeSampling(2, new double[] {0, 0, 1, 0}, 2),
                x(3, 2),
                NDArray.of(0, 1, 3));
        add("CRF1d", () -> new CRF1d(3), x(2, 3), x(2, 3), x(1, 3), NDArray.of(0, 1), NDArray.of(2, 1), NDArray.of(0));
        add(
                "BinaryHierarchicalSoftmax",
                () -> new BinaryHierarchicalSoftmax(
                        2, BinaryHierarchicalSoftmax.createHuffmanTree(Map.of(0, 8, 1, 5, 2, 6, 3, 4))),
                x(3, 2),
                NDArray.of(0, 3, 2));
    }

    private void normalizations() {
        BatchNormalizationOptions rough = new BatchNormalizationOptions().eps(0.01);
        training("BatchNormalization", () -> new BatchNormalization(3, rough), false, x(5, 3));
        training(
                "BatchNormalization, deferred", () -> new BatchNormalization(null, rough.axis(0, 2)), true, x(4, 3, 2));
        add("BatchNormalization, test", () -> new BatchNormalization(3, rough), x(4, 3, 2));
        add("BatchRenormalization", () -> new BatchRenormalization(3, 2, 1, rough), x(5, 3));
        add(
                "DecorrelatedBatchNormalization",
                () -> new DecorrelatedBatchNormalization(4, 2, 0.9, 0.01, DType.FLOAT64),
                x(6, 4));
        add("GroupNormalization", () -> new GroupNormalization(2, 4, 0.01, null, null), x(2, 4, 3));
        deferred("GroupNormalization, deferred", () -> new GroupNormalization(2, null, 0.01, null, null), x(2, 4, 3));
        add("LayerNormalization", () -> new LayerNormalization(5, 0.01, null, null), x(3, 5));
        deferred("LayerNormalization, deferred", () -> new LayerNormalization(null, 0.01, null, null), x(3, 5));
    }

    private void recurrent() {
        add("LSTM", () -> new LSTM(3, 2), x(4, 3));
        deferred("LSTM, deferred", () -> new LSTM(2), x(4, 3));
        add("StatelessLSTM", () -> new StatelessLSTM(3, 2), x(4, 2), x(4, 2), x(4, 3));
        deferred("StatelessLSTM, deferred", () -> new StatelessLSTM(2), x(4, 2), x(4, 2), x(4, 3));
        add("GRU", () -> new GRU(3, 2), x(4, 3));
        add("StatefulGRU", () -> new StatefulGRU(3, 2), x(4, 3));
        deferred("StatefulGRU, deferred", () -> new StatefulGRU(null, 2), x(4, 3));
        add("StatelessGRU", () -> new StatelessGRU(3, 2), x(4, 2), x(4, 3));
        deferred("StatelessGRU, deferred", () -> new StatelessGRU(null, 2), x(4, 2), x(4, 3));
        add("StatefulMGU", () -> new StatefulMGU(3, 2), x(4, 3));
        add("StatelessMGU", () -> new StatelessMGU(3, 2), x(4, 2), x(4, 3));
        add("StatefulPeepholeLSTM", () -> new StatefulPeepholeLSTM(3, 2), x(4, 3));
        add("StatefulZoneoutLSTM", () -> new StatefulZoneoutLSTM(3, 2), x(4, 3));
        NDArray[] tree = {x(4, 2), x(4, 2), x(4, 2), x(4, 2), x(4, 3)};
        add("ChildSumTreeLSTM", () -> new ChildSumTreeLSTM(3, 2), tree);
        add("NaryTreeLSTM", () -> new NaryTreeLSTM(3, 2, 2), tree);
        NDArray[] sequences = {x(3, 2), x(2, 2), x(1, 2)};
        add("NStepLSTM", () -> new NStepLSTM(2, 2, 3, 0), sequences);
        add("NStepBiLSTM", () -> new NStepBiLSTM(2, 2, 3, 0), sequences);
        add("NStepGRU", () -> new NStepGRU(2, 2, 3, 0), sequences);
        add("NStepBiGRU", () -> new NStepBiGRU(2, 2, 3, 0), sequences);
        add("NStepRNNTanh", () -> new NStepRNNTanh(2, 2, 3, 0), sequences);
        add("NStepRNNReLU", () -> new NStepRNNReLU(2, 2, 3, 0), sequences);
        add("NStepBiRNNTanh", () -> new NStepBiRNNTanh(2, 2, 3, 0), sequences);
        add("NStepBiRNNReLU", () -> new NStepBiRNNReLU(2, 2, 3, 0), sequences);
    }
}
