package org.chainer.functions;

import java.util.List;
import java.util.function.Function;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
import org.chainer.backend.Device;
import org.chainer.functions.activation.CReLU;
import org.chainer.functions.activation.ClippedReLU;
import org.chainer.functions.activation.ELU;
import org.chainer.functions.activation.HardSigmoid;
import org.chainer.functions.activation.LeakyReLU;
import org.chainer.functions.activation.LogSoftmax;
import org.chainer.functions.activation.Maxout;
import org.chainer.functions.activation.PReLU;
import org.chainer.functions.activation.RReLU;
import org.chainer.functions.activation.ReLU;
import org.chainer.functions.activation.Sigmoid;
import org.chainer.functions.activation.Softmax;
import org.chainer.functions.activation.Softplus;
import org.chainer.functions.activation.Swish;
import org.chainer.functions.activation.Tanh;
import org.chainer.functions.array.AsStrided;
import org.chainer.functions.array.Broadcast;
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Cast;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.Copy;
import org.chainer.functions.array.DStack;
import org.chainer.functions.array.Depth2Space;
import org.chainer.functions.array.Diagonal;
import org.chainer.functions.array.Flip;
import org.chainer.functions.array.GetItem;
import org.chainer.functions.array.HStack;
import org.chainer.functions.array.Im2Col;
import org.chainer.functions.array.MoveAxis;
import org.chainer.functions.array.Pad;
import org.chainer.functions.array.PadSequence;
import org.chainer.functions.array.Permutate;
import org.chainer.functions.array.Repeat;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.ResizeImages;
import org.chainer.functions.array.ScatterAdd;
import org.chainer.functions.array.SelectItem;
import org.chainer.functions.array.Separate;
import org.chainer.functions.array.Space2Depth;
import org.chainer.functions.array.SpatialTransformerGrid;
import org.chainer.functions.array.SpatialTransformerSampler;
import org.chainer.functions.array.SplitAxis;
import org.chainer.functions.array.Squeeze;
import org.chainer.functions.array.Stack;
import org.chainer.functions.array.Tile;
import org.chainer.functions.array.Transpose;
import org.chainer.functions.array.TransposeSequence;
import org.chainer.functions.array.VStack;
import org.chainer.functions.array.Where;
import org.chainer.functions.connection.Bilinear;
import org.chainer.functions.connection.Convolution;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.functions.connection.Deconvolution;
import org.chainer.functions.connection.DeformableConvolution2DSampler;
import org.chainer.functions.connection.DepthwiseConvolution2D;
import org.chainer.functions.connection.DilatedConvolution2D;
import org.chainer.functions.connection.EmbedID;
import org.chainer.functions.connection.Linear;
import org.chainer.functions.connection.LocalConvolution2D;
import org.chainer.functions.connection.Shift;
import org.chainer.functions.evaluation.Accuracy;
import org.chainer.functions.evaluation.BinaryAccuracy;
import org.chainer.functions.evaluation.ClassificationSummary;
import org.chainer.functions.evaluation.R2Score;
import org.chainer.functions.loss.AbsoluteError;
import org.chainer.functions.loss.BernoulliNLL;
import org.chainer.functions.loss.BlackOut;
import org.chainer.functions.loss.CRF1d;
import org.chainer.functions.loss.ConnectionistTemporalClassification;
import org.chainer.functions.loss.Contrastive;
import org.chainer.functions.loss.CrossCovariance;
import org.chainer.functions.loss.DeCov;
import org.chainer.functions.loss.DiscriminativeMarginBasedClusteringLoss;
import org.chainer.functions.loss.GaussianKLDivergence;
import org.chainer.functions.loss.GaussianNLL;
import org.chainer.functions.loss.Hinge;
import org.chainer.functions.loss.HuberLoss;
import org.chainer.functions.loss.MeanAbsoluteError;
import org.chainer.functions.loss.MeanSquaredError;
import org.chainer.functions.loss.NegativeSampling;
import org.chainer.functions.loss.SigmoidCrossEntropy;
import org.chainer.functions.loss.SoftmaxCrossEntropy;
import org.chainer.functions.loss.SquaredError;
import org.chainer.functions.loss.Triplet;
import org.chainer.functions.math.Absolute;
import org.chainer.functions.math.Arccos;
import org.chainer.functions.math.Arcsin;
import org.chainer.functions.math.Arctan;
import org.chainer.functions.math.Arctan2;
import org.chainer.functions.math.Arctanh;
import org.chainer.functions.math.ArgMax;
import org.chainer.functions.math.ArgMin;
import org.chainer.functions.math.Average;
import org.chainer.functions.math.BasicMath;
import org.chainer.functions.math.BatchL2NormSquared;
import org.chainer.functions.math.BatchMatMul;
import org.chainer.functions.math.Bias;
import org.chainer.functions.math.Cholesky;
import org.chainer.functions.math.Clip;
import org.chainer.functions.math.Cos;
import org.chainer.functions.math.Cosh;
import org.chainer.functions.math.CumProd;
import org.chainer.functions.math.CumSum;
import org.chainer.functions.math.Det;
import org.chainer.functions.math.Digamma;
import org.chainer.functions.math.EinSum;
import org.chainer.functions.math.Erf;
import org.chainer.functions.math.Erfc;
import org.chainer.functions.math.Erfcinv;
import org.chainer.functions.math.Erfcx;
import org.chainer.functions.math.Erfinv;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Expm1;
import org.chainer.functions.math.FFT;
import org.chainer.functions.math.Fmod;
import org.chainer.functions.math.Identity;
import org.chainer.functions.math.Inv;
import org.chainer.functions.math.Lgamma;
import org.chainer.functions.math.LinearInterpolate;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.Log10;
import org.chainer.functions.math.Log1p;
import org.chainer.functions.math.Log2;
import org.chainer.functions.math.LogNdtr;
import org.chainer.functions.math.LogSumExp;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Max;
import org.chainer.functions.math.Maximum;
import org.chainer.functions.math.Mean;
import org.chainer.functions.math.Min;
import org.chainer.functions.math.Minimum;
import org.chainer.functions.math.Ndtr;
import org.chainer.functions.math.Ndtri;
import org.chainer.functions.math.Polygamma;
import org.chainer.functions.math.Prod;
import org.chainer.functions.math.Rounding;
import org.chainer.functions.math.Rsqrt;
import org.chainer.functions.math.Sign;
import org.chainer.functions.math.Sin;
import org.chainer.functions.math.Sinh;
import org.chainer.functions.math.SparseMatMul;
import org.chainer.functions.math.Sqrt;
import org.chainer.functions.math.Square;
import org.chainer.functions.math.SquaredDifference;
import org.chainer.functions.math.Sum;
import org.chainer.functions.math.SumTo;
import org.chainer.functions.math.Tan;
import org.chainer.functions.math.TensorDot;
import org.chainer.functions.math.Zeta;
import org.chainer.functions.noise.Dropout;
import org.chainer.functions.noise.Gaussian;
import org.chainer.functions.noise.GumbelSoftmax;
import org.chainer.functions.noise.SimplifiedDropconnect;
import org.chainer.functions.noise.Zoneout;
import org.chainer.functions.normalization.BatchNormalization;
import org.chainer.functions.normalization.BatchRenormalization;
import org.chainer.functions.normalization.DecorrelatedBatchNormalization;
import org.chainer.functions.normalization.FixedBatchNormalization;
import org.chainer.functions.normalization.FixedDecorrelatedBatchNormalization;
import org.chainer.functions.normalization.GroupNormalization;
import org.chainer.functions.normalization.LayerNormalization;
import org.chainer.functions.normalization.LocalResponseNormalization;
import org.chainer.functions.normalization.Normalize;
import org.chainer.functions.pooling.AveragePooling;
import org.chainer.functions.pooling.MaxPooling;
import org.chainer.functions.pooling.PoolingOptions;
import org.chainer.functions.pooling.ROIAverageAlign2D;
import org.chainer.functions.pooling.ROIAveragePooling2D;
import org.chainer.functions.pooling.ROIMaxAlign2D;
import org.chainer.functions.pooling.ROIMaxPooling2D;
import org.chainer.functions.pooling.ROIPooling2D;
import org.chainer.functions.pooling.SpatialPyramidPooling2D;
import org.chainer.functions.pooling.Unpooling;
import org.chainer.functions.pooling.Upsampling2D;
import org.chainer.functions.rnn.LSTM;
import org.chainer.functions.rnn.NStepGRU;
import org.chainer.functions.rnn.NStepLSTM;
import org.chainer.functions.rnn.NStepRNN;
import org.chainer.functions.rnn.SLSTM;
import org.chainer.functions.rnn.TreeLSTM;
import org.chainer.functions.util.Forget;
import org.chainer.utils.CooMatrix;

/**
 * All functions under Chainer's names, as methods: {@code F.relu(x)}. Formulas, shapes, dtypes and errors are described at the class of each
 * function, which the method names.
 */
public final class F {
    private F() {}

    // --- Activation functions

    /**
     * {@code min(max(x, 0), 20)}.
     *
     * @see ClippedReLU#clippedRelu(Variable)
     */
    public static Variable clippedRelu(Variable x) {
        return ClippedReLU.clippedRelu(x);
    }

    /**
     * {@code min(max(x, 0), z)}.
     *
     * @see ClippedReLU#clippedRelu(Variable, double)
     */
    public static Variable clippedRelu(Variable x, double z) {
        return ClippedReLU.clippedRelu(x, z);
    }

    /**
     * Concatenated ReLU along axis 1.
     *
     * @see CReLU#crelu(Variable)
     */
    public static Variable crelu(Variable x) {
        return CReLU.crelu(x);
    }

    /**
     * Concatenated ReLU along an axis.
     *
     * @see CReLU#crelu(Variable, int)
     */
    public static Variable crelu(Variable x, int axis) {
        return CReLU.crelu(x, axis);
    }

    /**
     * Exponential linear unit with alpha 1.
     *
     * @see ELU#elu(Variable)
     */
    public static Variable elu(Variable x) {
        return ELU.elu(x);
    }

    /**
     * Exponential linear unit.
     *
     * @see ELU#elu(Variable, double)
     */
    public static Variable elu(Variable x, double alpha) {
        return ELU.elu(x, alpha);
    }

    /**
     * {@code min(max(0.2·x + 0.5, 0), 1)}.
     *
     * @see HardSigmoid#hardSigmoid(Variable)
     */
    public static Variable hardSigmoid(Variable x) {
        return HardSigmoid.hardSigmoid(x);
    }

    /**
     * Leaky ReLU with slope 0.2.
     *
     * @see LeakyReLU#leakyRelu(Variable)
     */
    public static Variable leakyRelu(Variable x) {
        return LeakyReLU.leakyRelu(x);
    }

    /**
     * Leaky ReLU.
     *
     * @see LeakyReLU#leakyRelu(Variable, double)
     */
    public static Variable leakyRelu(Variable x, double slope) {
        return LeakyReLU.leakyRelu(x, slope);
    }

    /**
     * Logarithm of softmax along axis 1.
     *
     * @see LogSoftmax#logSoftmax(Variable)
     */
    public static Variable logSoftmax(Variable x) {
        return LogSoftmax.logSoftmax(x);
    }

    /**
     * Logarithm of softmax along an axis.
     *
     * @see LogSoftmax#logSoftmax(Variable, int)
     */
    public static Variable logSoftmax(Variable x, int axis) {
        return LogSoftmax.logSoftmax(x, axis);
    }

    /**
     * Maxout along axis 1.
     *
     * @see Maxout#maxout(Variable, int)
     */
    public static Variable maxout(Variable x, int poolSize) {
        return Maxout.maxout(x, poolSize);
    }

    /**
     * Maxout along an axis.
     *
     * @see Maxout#maxout(Variable, int, int)
     */
    public static Variable maxout(Variable x, int poolSize, int axis) {
        return Maxout.maxout(x, poolSize, axis);
    }

    /**
     * Parametric ReLU.
     *
     * @see PReLU#prelu(Variable, Variable)
     */
    public static Variable prelu(Variable x, Variable w) {
        return PReLU.prelu(x, w);
    }

    /**
     * {@code max(x, 0)}.
     *
     * @see ReLU#relu(Variable)
     */
    public static Variable relu(Variable x) {
        return ReLU.relu(x);
    }

    /**
     * {@code min(max(x, 0), 6)}.
     *
     * @see ClippedReLU#relu6(Variable)
     */
    public static Variable relu6(Variable x) {
        return ClippedReLU.relu6(x);
    }

    /**
     * Randomised leaky ReLU with slopes from [1/8, 1/3).
     *
     * @see RReLU#rrelu(Variable)
     */
    public static Variable rrelu(Variable x) {
        return RReLU.rrelu(x);
    }

    /**
     * Randomised leaky ReLU.
     *
     * @see RReLU#rrelu(Variable, double, double)
     */
    public static Variable rrelu(Variable x, double l, double u) {
        return RReLU.rrelu(x, l, u);
    }

    /**
     * Randomised leaky ReLU with given slopes.
     *
     * @see RReLU#rrelu(Variable, double, double, NDArray)
     */
    public static Variable rrelu(Variable x, double l, double u, NDArray r) {
        return RReLU.rrelu(x, l, u, r);
    }

    /**
     * Randomised leaky ReLU that also returns the slopes: Chainer's {@code return_r=True}.
     *
     * @see RReLU#rreluReturnR(Variable, double, double, NDArray)
     */
    public static RReLU.WithR rreluReturnR(Variable x, double l, double u, NDArray r) {
        return RReLU.rreluReturnR(x, l, u, r);
    }

    /**
     * Scaled exponential linear unit, {@code 1.0507·elu(x, 1.6733)}, which keeps mean 0 and variance 1.
     *
     * @see ELU#selu(Variable)
     */
    public static Variable selu(Variable x) {
        return ELU.selu(x);
    }

    /**
     * Scaled exponential linear unit, {@code scale·elu(x, alpha)}.
     *
     * @see ELU#selu(Variable, double, double)
     */
    public static Variable selu(Variable x, double alpha, double scale) {
        return ELU.selu(x, alpha, scale);
    }

    /**
     * {@code 1 / (1 + e⁻ˣ)}.
     *
     * @see Sigmoid#sigmoid(Variable)
     */
    public static Variable sigmoid(Variable x) {
        return Sigmoid.sigmoid(x);
    }

    /**
     * Softmax along axis 1.
     *
     * @see Softmax#softmax(Variable)
     */
    public static Variable softmax(Variable x) {
        return Softmax.softmax(x);
    }

    /**
     * Softmax along an axis.
     *
     * @see Softmax#softmax(Variable, int)
     */
    public static Variable softmax(Variable x, int axis) {
        return Softmax.softmax(x, axis);
    }

    /**
     * {@code ln(1 + eˣ)}.
     *
     * @see Softplus#softplus(Variable)
     */
    public static Variable softplus(Variable x) {
        return Softplus.softplus(x);
    }

    /**
     * {@code ln(1 + e^(beta·x)) / beta}.
     *
     * @see Softplus#softplus(Variable, double)
     */
    public static Variable softplus(Variable x, double beta) {
        return Softplus.softplus(x, beta);
    }

    /**
     * {@code x·σ(beta·x)}.
     *
     * @see Swish#swish(Variable, Variable)
     */
    public static Variable swish(Variable x, Variable beta) {
        return Swish.swish(x, beta);
    }

    /**
     * {@code tanh x}.
     *
     * @see Tanh#tanh(Variable)
     */
    public static Variable tanh(Variable x) {
        return Tanh.tanh(x);
    }

    // --- Array manipulations

    /**
     * A view that starts where x starts.
     *
     * @see AsStrided#asStrided(Variable, Shape, long[])
     */
    public static Variable asStrided(Variable x, Shape shape, long[] strides) {
        return AsStrided.asStrided(x, shape, strides);
    }

    /**
     * A view.
     *
     * @see AsStrided#asStrided(Variable, Shape, long[], long)
     */
    public static Variable asStrided(Variable x, Shape shape, long[] strides, long storageOffset) {
        return AsStrided.asStrided(x, shape, strides, storageOffset);
    }

    /**
     * The arrays in their common shape.
     *
     * @see Broadcast#broadcast(Variable...)
     */
    public static Variable[] broadcast(Variable... xs) {
        return Broadcast.broadcast(xs);
    }

    /**
     * An array broadcast to a shape.
     *
     * @see BroadcastTo#broadcastTo(Variable, Shape)
     */
    public static Variable broadcastTo(Variable x, Shape shape) {
        return BroadcastTo.broadcastTo(x, shape);
    }

    /**
     * An array converted to a dtype.
     *
     * @see Cast#cast(Variable, DType)
     */
    public static Variable cast(Variable x, DType dtype) {
        return Cast.cast(x, dtype);
    }

    /**
     * The arrays one after the other along axis 1, as Chainer's default.
     *
     * @see Concat#concat(Variable...)
     */
    public static Variable concat(Variable... xs) {
        return Concat.concat(xs);
    }

    /**
     * The arrays one after the other along an axis.
     *
     * @see Concat#concat(int, Variable...)
     */
    public static Variable concat(int axis, Variable... xs) {
        return Concat.concat(axis, xs);
    }

    /**
     * The arrays one after the other along an axis.
     *
     * @see Concat#concat(List, int)
     */
    public static Variable concat(List<Variable> xs, int axis) {
        return Concat.concat(xs, axis);
    }

    /**
     * The array on a device.
     *
     * @see Copy#copy(Variable, Device)
     */
    public static Variable copy(Variable x, Device dst) {
        return Copy.copy(x, dst);
    }

    /**
     * The array on the device of that name.
     *
     * @see Copy#copy(Variable, String)
     */
    public static Variable copy(Variable x, String dst) {
        return Copy.copy(x, dst);
    }

    /**
     * Channels laid out in space.
     *
     * @see Depth2Space#depth2space(Variable, int)
     */
    public static Variable depth2space(Variable x, int r) {
        return Depth2Space.depth2space(x, r);
    }

    /**
     * Main diagonals of the first two axes.
     *
     * @see Diagonal#diagonal(Variable)
     */
    public static Variable diagonal(Variable x) {
        return Diagonal.diagonal(x);
    }

    /**
     * Diagonals of two axes.
     *
     * @see Diagonal#diagonal(Variable, int, int, int)
     */
    public static Variable diagonal(Variable x, int offset, int axis1, int axis2) {
        return Diagonal.diagonal(x, offset, axis1, axis2);
    }

    /**
     * The arrays along the third axis.
     *
     * @see DStack#dstack(Variable...)
     */
    public static Variable dstack(Variable... xs) {
        return DStack.dstack(xs);
    }

    /**
     * An array with one more axis of length 1 at the given position of the result (negative: from its end).
     *
     * @see Reshape#expandDims(Variable, int)
     */
    public static Variable expandDims(Variable x, int axis) {
        return Reshape.expandDims(x, axis);
    }

    /**
     * The elements along one axis.
     *
     * @see Reshape#flatten(Variable)
     */
    public static Variable flatten(Variable x) {
        return Reshape.flatten(x);
    }

    /**
     * The elements along an axis in reverse order.
     *
     * @see Flip#flip(Variable, int)
     */
    public static Variable flip(Variable x, int axis) {
        return Flip.flip(x, axis);
    }

    /**
     * The columns in reverse order: flipped along the second axis.
     *
     * @see Flip#fliplr(Variable)
     */
    public static Variable fliplr(Variable x) {
        return Flip.fliplr(x);
    }

    /**
     * The rows in reverse order: flipped along the first axis.
     *
     * @see Flip#flipud(Variable)
     */
    public static Variable flipud(Variable x) {
        return Flip.flipud(x);
    }

    /**
     * The elements at an index.
     *
     * @see GetItem#getItem(Variable, Slice...)
     */
    public static Variable getItem(Variable x, Slice... index) {
        return GetItem.getItem(x, index);
    }

    /**
     * The arrays along the second axis.
     *
     * @see HStack#hstack(Variable...)
     */
    public static Variable hstack(Variable... xs) {
        return HStack.hstack(xs);
    }

    /**
     * Square patches, one after the other.
     *
     * @see Im2Col#im2col(Variable, int)
     */
    public static Variable im2col(Variable x, int ksize) {
        return Im2Col.im2col(x, ksize);
    }

    /**
     * Patches.
     *
     * @see Im2Col#im2col(Variable, Options)
     */
    public static Variable im2col(Variable x, Im2Col.Options options) {
        return Im2Col.im2col(x, options);
    }

    /**
     * Square patches with the same stride, padding and dilation in both directions.
     *
     * @see Im2Col#im2col(Variable, int, int, int, boolean, int)
     */
    public static Variable im2col(Variable x, int ksize, int stride, int pad, boolean coverAll, int dilate) {
        return Im2Col.im2col(x, ksize, stride, pad, coverAll, dilate);
    }

    /**
     * One axis moved.
     *
     * @see MoveAxis#moveaxis(Variable, int, int)
     */
    public static Variable moveaxis(Variable x, int source, int destination) {
        return MoveAxis.moveaxis(x, source, destination);
    }

    /**
     * Several axes moved.
     *
     * @see MoveAxis#moveaxis(Variable, int[], int[])
     */
    public static Variable moveaxis(Variable x, int[] source, int[] destination) {
        return MoveAxis.moveaxis(x, source, destination);
    }

    /**
     * A margin of one width on all sides.
     *
     * @see Pad#pad(Variable, int, String)
     */
    public static Variable pad(Variable x, int padWidth, String mode) {
        return Pad.pad(x, padWidth, mode);
    }

    /**
     * A margin; of zeros in mode {@code constant}, with zeros at the end of mode {@code linear_ramp}.
     *
     * @see Pad#pad(Variable, int[][], String)
     */
    public static Variable pad(Variable x, int[][] padWidth, String mode) {
        return Pad.pad(x, padWidth, mode);
    }

    /**
     * A margin.
     *
     * @see Pad#pad(Variable, int[][], String, double)
     */
    public static Variable pad(Variable x, int[][] padWidth, String mode, double value) {
        return Pad.pad(x, padWidth, mode, value);
    }

    /**
     * {@code pad}.
     *
     * @see Pad#pad(Variable, int[][], String, double[][])
     */
    public static Variable pad(Variable x, int[][] padWidth, String mode, double[][] values) {
        return Pad.pad(x, padWidth, mode, values);
    }

    /**
     * The sequences filled up with zeros to the length of the longest.
     *
     * @see PadSequence#padSequence(Variable...)
     */
    public static Variable padSequence(Variable... xs) {
        return PadSequence.padSequence(xs);
    }

    /**
     * The sequences filled up.
     *
     * @see PadSequence#padSequence(Variable[], Long, double)
     */
    public static Variable padSequence(Variable[] xs, Long length, double padding) {
        return PadSequence.padSequence(xs, length, padding);
    }

    /**
     * The elements along the first axis in another order.
     *
     * @see Permutate#permutate(Variable, NDArray)
     */
    public static Variable permutate(Variable x, NDArray indices) {
        return Permutate.permutate(x, indices);
    }

    /**
     * The elements along an axis in another order.
     *
     * @see Permutate#permutate(Variable, NDArray, int, boolean)
     */
    public static Variable permutate(Variable x, NDArray indices, int axis, boolean inv) {
        return Permutate.permutate(x, indices, axis, inv);
    }

    /**
     * Each element of the flattened array repeated.
     *
     * @see Repeat#repeat(Variable, int)
     */
    public static Variable repeat(Variable x, int repeats) {
        return Repeat.repeat(x, repeats);
    }

    /**
     * Each element along an axis repeated.
     *
     * @see Repeat#repeat(Variable, int, int)
     */
    public static Variable repeat(Variable x, int repeats, int axis) {
        return Repeat.repeat(x, repeats, axis);
    }

    /**
     * Each element along an axis repeated as often as the number at its index says.
     *
     * @see Repeat#repeat(Variable, int[], int)
     */
    public static Variable repeat(Variable x, int[] repeats, int axis) {
        return Repeat.repeat(x, repeats, axis);
    }

    /**
     * An array in another shape; one length may be −1 and follows from the others.
     *
     * @see Reshape#reshape(Variable, long...)
     */
    public static Variable reshape(Variable x, long... shape) {
        return Reshape.reshape(x, shape);
    }

    /**
     * An array in another shape.
     *
     * @see Reshape#reshape(Variable, Shape)
     */
    public static Variable reshape(Variable x, Shape shape) {
        return Reshape.reshape(x, shape);
    }

    /**
     * Bilinear interpolation, the corners of input and output at the same places.
     *
     * @see ResizeImages#resizeImages(Variable, int...)
     */
    public static Variable resizeImages(Variable x, int... outputShape) {
        return ResizeImages.resizeImages(x, outputShape);
    }

    /**
     * Images in another size.
     *
     * @see ResizeImages#resizeImages(Variable, int[], String, boolean)
     */
    public static Variable resizeImages(Variable x, int[] outputShape, String mode, boolean alignCorners) {
        return ResizeImages.resizeImages(x, outputShape, mode, alignCorners);
    }

    /**
     * An axis moved to the front.
     *
     * @see MoveAxis#rollaxis(Variable, int)
     */
    public static Variable rollaxis(Variable x, int axis) {
        return MoveAxis.rollaxis(x, axis);
    }

    /**
     * An axis moved until it lies before another.
     *
     * @see MoveAxis#rollaxis(Variable, int, int)
     */
    public static Variable rollaxis(Variable x, int axis, int start) {
        return MoveAxis.rollaxis(x, axis, start);
    }

    /**
     * {@code a} with {@code b} added at an index.
     *
     * @see ScatterAdd#scatterAdd(Variable, Slice[], Variable)
     */
    public static Variable scatterAdd(Variable a, Slice[] slices, Variable b) {
        return ScatterAdd.scatterAdd(a, slices, b);
    }

    /**
     * {@code a} with {@code b} added at an index.
     *
     * @see ScatterAdd#scatterAdd(Variable, Slice, Variable)
     */
    public static Variable scatterAdd(Variable a, Slice slice, Variable b) {
        return ScatterAdd.scatterAdd(a, slice, b);
    }

    /**
     * One element of each row.
     *
     * @see SelectItem#selectItem(Variable, Variable)
     */
    public static Variable selectItem(Variable x, Variable t) {
        return SelectItem.selectItem(x, t);
    }

    /**
     * The sub-arrays along the first axis.
     *
     * @see Separate#separate(Variable)
     */
    public static Variable[] separate(Variable x) {
        return Separate.separate(x);
    }

    /**
     * The sub-arrays along an axis.
     *
     * @see Separate#separate(Variable, int)
     */
    public static Variable[] separate(Variable x, int axis) {
        return Separate.separate(x, axis);
    }

    /**
     * Squares of elements as channels.
     *
     * @see Space2Depth#space2depth(Variable, int)
     */
    public static Variable space2depth(Variable x, int r) {
        return Space2Depth.space2depth(x, r);
    }

    /**
     * Places for an output of that height and width.
     *
     * @see SpatialTransformerGrid#spatialTransformerGrid(Variable, int...)
     */
    public static Variable spatialTransformerGrid(Variable theta, int... outputShape) {
        return SpatialTransformerGrid.spatialTransformerGrid(theta, outputShape);
    }

    /**
     * Images sampled at the places of a grid.
     *
     * @see SpatialTransformerSampler#spatialTransformerSampler(Variable, Variable)
     */
    public static Variable spatialTransformerSampler(Variable x, Variable grid) {
        return SpatialTransformerSampler.spatialTransformerSampler(x, grid);
    }

    /**
     * Equal parts.
     *
     * @see SplitAxis#splitAxis(Variable, int, int)
     */
    public static Variable[] splitAxis(Variable x, int sections, int axis) {
        return SplitAxis.splitAxis(x, sections, axis);
    }

    /**
     * The parts before, between and after indices.
     *
     * @see SplitAxis#splitAxis(Variable, long[], int)
     */
    public static Variable[] splitAxis(Variable x, long[] indices, int axis) {
        return SplitAxis.splitAxis(x, indices, axis);
    }

    /**
     * The array without the given axes, which have length 1; without all such axes if none is given.
     *
     * @see Squeeze#squeeze(Variable, int...)
     */
    public static Variable squeeze(Variable x, int... axis) {
        return Squeeze.squeeze(x, axis);
    }

    /**
     * The arrays along a new axis at the given position of the result (negative: from its end).
     *
     * @see Stack#stack(int, Variable...)
     */
    public static Variable stack(int axis, Variable... xs) {
        return Stack.stack(axis, xs);
    }

    /**
     * The arrays along a new axis at the given position of the result.
     *
     * @see Stack#stack(List, int)
     */
    public static Variable stack(List<Variable> xs, int axis) {
        return Stack.stack(xs, axis);
    }

    /**
     * Two axes exchanged.
     *
     * @see MoveAxis#swapaxes(Variable, int, int)
     */
    public static Variable swapaxes(Variable x, int axis1, int axis2) {
        return MoveAxis.swapaxes(x, axis1, axis2);
    }

    /**
     * The array repeated.
     *
     * @see Tile#tile(Variable, int...)
     */
    public static Variable tile(Variable x, int... reps) {
        return Tile.tile(x, reps);
    }

    /**
     * The axes in the given order; reversed if none is given.
     *
     * @see Transpose#transpose(Variable, int...)
     */
    public static Variable transpose(Variable x, int... order) {
        return Transpose.transpose(x, order);
    }

    /**
     * Sequences as time steps; none gives none.
     *
     * @see TransposeSequence#transposeSequence(Variable...)
     */
    public static Variable[] transposeSequence(Variable... xs) {
        return TransposeSequence.transposeSequence(xs);
    }

    /**
     * The arrays along the first axis.
     *
     * @see VStack#vstack(Variable...)
     */
    public static Variable vstack(Variable... xs) {
        return VStack.vstack(xs);
    }

    /**
     * {@code condition ? x : y}.
     *
     * @see Where#where(Variable, Variable, Variable)
     */
    public static Variable where(Variable condition, Variable x, Variable y) {
        return Where.where(condition, x, y);
    }

    /**
     * {@code condition ? x : y}.
     *
     * @see Where#where(NDArray, Variable, Variable)
     */
    public static Variable where(NDArray condition, Variable x, Variable y) {
        return Where.where(condition, x, y);
    }

    // --- Neural network connections

    /**
     * The layer without linear terms.
     *
     * @see Bilinear#bilinear(Variable, Variable, Variable)
     */
    public static Variable bilinear(Variable e1, Variable e2, Variable w) {
        return Bilinear.bilinear(e1, e2, w);
    }

    /**
     * The layer.
     *
     * @see Bilinear#bilinear(Variable, Variable, Variable, Variable, Variable, Variable)
     */
    public static Variable bilinear(Variable e1, Variable e2, Variable w, Variable v1, Variable v2, Variable b) {
        return Bilinear.bilinear(e1, e2, w, v1, v2, b);
    }

    /**
     * Convolution over one spatial axis, without a bias.
     *
     * @see Convolution#convolution1d(Variable, Variable, Variable)
     */
    public static Variable convolution1d(Variable x, Variable w) {
        return Convolution.convolution1d(x, w, null);
    }

    /**
     * Convolution over one spatial axis.
     *
     * @see Convolution#convolution1d(Variable, Variable, Variable)
     */
    public static Variable convolution1d(Variable x, Variable w, Variable b) {
        return Convolution.convolution1d(x, w, b);
    }

    /**
     * Convolution over one spatial axis.
     *
     * @see Convolution#convolution1d(Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable convolution1d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return Convolution.convolution1d(x, w, b, options);
    }

    /**
     * Convolution over two spatial axes, without a bias.
     *
     * @see Convolution#convolution2d(Variable, Variable, Variable)
     */
    public static Variable convolution2d(Variable x, Variable w) {
        return Convolution.convolution2d(x, w, null);
    }

    /**
     * Convolution over two spatial axes.
     *
     * @see Convolution#convolution2d(Variable, Variable, Variable)
     */
    public static Variable convolution2d(Variable x, Variable w, Variable b) {
        return Convolution.convolution2d(x, w, b);
    }

    /**
     * Convolution over two spatial axes.
     *
     * @see Convolution#convolution2d(Variable, Variable, Variable, int, int)
     */
    public static Variable convolution2d(Variable x, Variable w, Variable b, int stride, int pad) {
        return Convolution.convolution2d(x, w, b, stride, pad);
    }

    /**
     * Convolution over two spatial axes.
     *
     * @see Convolution#convolution2d(Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable convolution2d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return Convolution.convolution2d(x, w, b, options);
    }

    /**
     * Convolution over three spatial axes, without a bias.
     *
     * @see Convolution#convolution3d(Variable, Variable, Variable)
     */
    public static Variable convolution3d(Variable x, Variable w) {
        return Convolution.convolution3d(x, w, null);
    }

    /**
     * Convolution over three spatial axes.
     *
     * @see Convolution#convolution3d(Variable, Variable, Variable)
     */
    public static Variable convolution3d(Variable x, Variable w, Variable b) {
        return Convolution.convolution3d(x, w, b);
    }

    /**
     * Convolution over three spatial axes.
     *
     * @see Convolution#convolution3d(Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable convolution3d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return Convolution.convolution3d(x, w, b, options);
    }

    /**
     * Convolution over any number of spatial axes, without a bias.
     *
     * @see Convolution#convolutionNd(Variable, Variable, Variable)
     */
    public static Variable convolutionNd(Variable x, Variable w) {
        return Convolution.convolutionNd(x, w, null);
    }

    /**
     * Convolution over all spatial axes.
     *
     * @see Convolution#convolutionNd(Variable, Variable, Variable)
     */
    public static Variable convolutionNd(Variable x, Variable w, Variable b) {
        return Convolution.convolutionNd(x, w, b);
    }

    /**
     * Convolution over all spatial axes.
     *
     * @see Convolution#convolutionNd(Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable convolutionNd(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return Convolution.convolutionNd(x, w, b, options);
    }

    /**
     * Deconvolution over one spatial axis, without a bias.
     *
     * @see Deconvolution#deconvolution1d(Variable, Variable, Variable)
     */
    public static Variable deconvolution1d(Variable x, Variable w) {
        return Deconvolution.deconvolution1d(x, w, null);
    }

    /**
     * Deconvolution over one spatial axis.
     *
     * @see Deconvolution#deconvolution1d(Variable, Variable, Variable)
     */
    public static Variable deconvolution1d(Variable x, Variable w, Variable b) {
        return Deconvolution.deconvolution1d(x, w, b);
    }

    /**
     * Deconvolution over one spatial axis.
     *
     * @see Deconvolution#deconvolution1d(Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable deconvolution1d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return Deconvolution.deconvolution1d(x, w, b, options);
    }

    /**
     * Deconvolution over two spatial axes, without a bias.
     *
     * @see Deconvolution#deconvolution2d(Variable, Variable, Variable)
     */
    public static Variable deconvolution2d(Variable x, Variable w) {
        return Deconvolution.deconvolution2d(x, w, null);
    }

    /**
     * Deconvolution over two spatial axes.
     *
     * @see Deconvolution#deconvolution2d(Variable, Variable, Variable)
     */
    public static Variable deconvolution2d(Variable x, Variable w, Variable b) {
        return Deconvolution.deconvolution2d(x, w, b);
    }

    /**
     * Deconvolution over two spatial axes.
     *
     * @see Deconvolution#deconvolution2d(Variable, Variable, Variable, int, int)
     */
    public static Variable deconvolution2d(Variable x, Variable w, Variable b, int stride, int pad) {
        return Deconvolution.deconvolution2d(x, w, b, stride, pad);
    }

    /**
     * Deconvolution over two spatial axes.
     *
     * @see Deconvolution#deconvolution2d(Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable deconvolution2d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return Deconvolution.deconvolution2d(x, w, b, options);
    }

    /**
     * Deconvolution over three spatial axes, without a bias.
     *
     * @see Deconvolution#deconvolution3d(Variable, Variable, Variable)
     */
    public static Variable deconvolution3d(Variable x, Variable w) {
        return Deconvolution.deconvolution3d(x, w, null);
    }

    /**
     * Deconvolution over three spatial axes.
     *
     * @see Deconvolution#deconvolution3d(Variable, Variable, Variable)
     */
    public static Variable deconvolution3d(Variable x, Variable w, Variable b) {
        return Deconvolution.deconvolution3d(x, w, b);
    }

    /**
     * Deconvolution over three spatial axes.
     *
     * @see Deconvolution#deconvolution3d(Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable deconvolution3d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return Deconvolution.deconvolution3d(x, w, b, options);
    }

    /**
     * Deconvolution over any number of spatial axes, without a bias.
     *
     * @see Deconvolution#deconvolutionNd(Variable, Variable, Variable)
     */
    public static Variable deconvolutionNd(Variable x, Variable w) {
        return Deconvolution.deconvolutionNd(x, w, null);
    }

    /**
     * Deconvolution over all spatial axes.
     *
     * @see Deconvolution#deconvolutionNd(Variable, Variable, Variable)
     */
    public static Variable deconvolutionNd(Variable x, Variable w, Variable b) {
        return Deconvolution.deconvolutionNd(x, w, b);
    }

    /**
     * Deconvolution over all spatial axes.
     *
     * @see Deconvolution#deconvolutionNd(Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable deconvolutionNd(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return Deconvolution.deconvolutionNd(x, w, b, options);
    }

    /**
     * Deformable convolution with stride 1 and no margin.
     *
     * @see DeformableConvolution2DSampler#deformableConvolution2dSampler(Variable, Variable, Variable, Variable)
     */
    public static Variable deformableConvolution2dSampler(Variable x, Variable offset, Variable w, Variable b) {
        return DeformableConvolution2DSampler.deformableConvolution2dSampler(x, offset, w, b);
    }

    /**
     * Deformable convolution.
     *
     * @see DeformableConvolution2DSampler#deformableConvolution2dSampler(Variable, Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable deformableConvolution2dSampler(
            Variable x, Variable offset, Variable w, Variable b, ConvolutionOptions options) {
        return DeformableConvolution2DSampler.deformableConvolution2dSampler(x, offset, w, b, options);
    }

    /**
     * Depthwise convolution, without a bias.
     *
     * @see DepthwiseConvolution2D#depthwiseConvolution2d(Variable, Variable, Variable)
     */
    public static Variable depthwiseConvolution2d(Variable x, Variable w) {
        return DepthwiseConvolution2D.depthwiseConvolution2d(x, w, null);
    }

    /**
     * Depthwise convolution with stride 1.
     *
     * @see DepthwiseConvolution2D#depthwiseConvolution2d(Variable, Variable, Variable)
     */
    public static Variable depthwiseConvolution2d(Variable x, Variable w, Variable b) {
        return DepthwiseConvolution2D.depthwiseConvolution2d(x, w, b);
    }

    /**
     * Depthwise convolution.
     *
     * @see DepthwiseConvolution2D#depthwiseConvolution2d(Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable depthwiseConvolution2d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return DepthwiseConvolution2D.depthwiseConvolution2d(x, w, b, options);
    }

    /**
     * Convolution over two spatial axes, with the same dilation for both.
     *
     * @see DilatedConvolution2D#dilatedConvolution2d(Variable, Variable, Variable, int)
     */
    public static Variable dilatedConvolution2d(Variable x, Variable w, Variable b, int dilate) {
        return DilatedConvolution2D.dilatedConvolution2d(x, w, b, dilate);
    }

    /**
     * Convolution over two spatial axes.
     *
     * @see DilatedConvolution2D#dilatedConvolution2d(Variable, Variable, Variable, ConvolutionOptions)
     */
    public static Variable dilatedConvolution2d(Variable x, Variable w, Variable b, ConvolutionOptions options) {
        return DilatedConvolution2D.dilatedConvolution2d(x, w, b, options);
    }

    /**
     * Looks rows up.
     *
     * @see EmbedID#embedId(Variable, Variable)
     */
    public static Variable embedId(Variable x, Variable w) {
        return EmbedID.embedId(x, w);
    }

    /**
     * Looks rows up.
     *
     * @see EmbedID#embedId(Variable, Variable, Integer)
     */
    public static Variable embedId(Variable x, Variable w, Integer ignoreLabel) {
        return EmbedID.embedId(x, w, ignoreLabel);
    }

    /**
     * Applies the layer, without a bias.
     *
     * @see Linear#linear(Variable, Variable, Variable)
     */
    public static Variable linear(Variable x, Variable w) {
        return Linear.linear(x, w, null);
    }

    /**
     * Applies the layer.
     *
     * @see Linear#linear(Variable, Variable, Variable)
     */
    public static Variable linear(Variable x, Variable w, Variable b) {
        return Linear.linear(x, w, b);
    }

    /**
     * Applies the layer to the last axes of an array.
     *
     * @see Linear#linear(Variable, Variable, Variable, int)
     */
    public static Variable linear(Variable x, Variable w, Variable b, int nBatchAxes) {
        return Linear.linear(x, w, b, nBatchAxes);
    }

    /**
     * Convolution with weights of its own at each place, without a bias.
     *
     * @see LocalConvolution2D#localConvolution2d(Variable, Variable, Variable)
     */
    public static Variable localConvolution2d(Variable x, Variable w) {
        return LocalConvolution2D.localConvolution2d(x, w, null);
    }

    /**
     * Convolution with stride 1.
     *
     * @see LocalConvolution2D#localConvolution2d(Variable, Variable, Variable)
     */
    public static Variable localConvolution2d(Variable x, Variable w, Variable b) {
        return LocalConvolution2D.localConvolution2d(x, w, b);
    }

    /**
     * Convolution.
     *
     * @see LocalConvolution2D#localConvolution2d(Variable, Variable, Variable, int...)
     */
    public static Variable localConvolution2d(Variable x, Variable w, Variable b, int... stride) {
        return LocalConvolution2D.localConvolution2d(x, w, b, stride);
    }

    /**
     * Shift with a kernel of 3×3 elements.
     *
     * @see Shift#shift(Variable)
     */
    public static Variable shift(Variable x) {
        return Shift.shift(x);
    }

    /**
     * Shift with a square kernel.
     *
     * @see Shift#shift(Variable, int, int)
     */
    public static Variable shift(Variable x, int ksize, int dilate) {
        return Shift.shift(x, ksize, dilate);
    }

    /**
     * Shift.
     *
     * @see Shift#shift(Variable, int[], int[])
     */
    public static Variable shift(Variable x, int[] ksize, int[] dilate) {
        return Shift.shift(x, ksize, dilate);
    }

    // --- Evaluation functions

    /**
     * Share of right answers.
     *
     * @see Accuracy#accuracy(Variable, Variable)
     */
    public static Variable accuracy(Variable y, Variable t) {
        return Accuracy.accuracy(y, t);
    }

    /**
     * Share of right answers among the samples whose label is not {@code ignoreLabel} (null: among all).
     *
     * @see Accuracy#accuracy(Variable, Variable, Integer)
     */
    public static Variable accuracy(Variable y, Variable t, Integer ignoreLabel) {
        return Accuracy.accuracy(y, t, ignoreLabel);
    }

    /**
     * Share of right answers.
     *
     * @see BinaryAccuracy#binaryAccuracy(Variable, Variable)
     */
    public static Variable binaryAccuracy(Variable y, Variable t) {
        return BinaryAccuracy.binaryAccuracy(y, t);
    }

    /**
     * The summary with β = 1, for as many classes as the greatest label says; label −1 counts nothing.
     *
     * @see ClassificationSummary#classificationSummary(Variable, Variable)
     */
    public static ClassificationSummary.Summary classificationSummary(Variable y, Variable t) {
        return ClassificationSummary.classificationSummary(y, t);
    }

    /**
     * The summary.
     *
     * @see ClassificationSummary#classificationSummary(Variable, Variable, Integer, double, int)
     */
    public static ClassificationSummary.Summary classificationSummary(
            Variable y, Variable t, Integer labelNum, double beta, int ignoreLabel) {
        return ClassificationSummary.classificationSummary(y, t, labelNum, beta, ignoreLabel);
    }

    /**
     * Precision of each class.
     *
     * @see ClassificationSummary#precision(Variable, Variable)
     */
    public static ClassificationSummary.Score precision(Variable y, Variable t) {
        return ClassificationSummary.precision(y, t);
    }

    /**
     * Precision of each class.
     *
     * @see ClassificationSummary#precision(Variable, Variable, Integer, int)
     */
    public static ClassificationSummary.Score precision(Variable y, Variable t, Integer labelNum, int ignoreLabel) {
        return ClassificationSummary.precision(y, t, labelNum, ignoreLabel);
    }

    /**
     * Recall of each class.
     *
     * @see ClassificationSummary#recall(Variable, Variable)
     */
    public static ClassificationSummary.Score recall(Variable y, Variable t) {
        return ClassificationSummary.recall(y, t);
    }

    /**
     * Recall of each class.
     *
     * @see ClassificationSummary#recall(Variable, Variable, Integer, int)
     */
    public static ClassificationSummary.Score recall(Variable y, Variable t, Integer labelNum, int ignoreLabel) {
        return ClassificationSummary.recall(y, t, labelNum, ignoreLabel);
    }

    /**
     * F1 score of each class.
     *
     * @see ClassificationSummary#f1Score(Variable, Variable)
     */
    public static ClassificationSummary.Score f1Score(Variable y, Variable t) {
        return ClassificationSummary.f1Score(y, t);
    }

    /**
     * F1 score of each class.
     *
     * @see ClassificationSummary#f1Score(Variable, Variable, Integer, int)
     */
    public static ClassificationSummary.Score f1Score(Variable y, Variable t, Integer labelNum, int ignoreLabel) {
        return ClassificationSummary.f1Score(y, t, labelNum, ignoreLabel);
    }

    /**
     * Fβ score of each class.
     *
     * @see ClassificationSummary#fbetaScore(Variable, Variable, Integer, double, int)
     */
    public static ClassificationSummary.Score fbetaScore(
            Variable y, Variable t, Integer labelNum, double beta, int ignoreLabel) {
        return ClassificationSummary.fbetaScore(y, t, labelNum, beta, ignoreLabel);
    }

    /**
     * The score, averaged over all outputs.
     *
     * @see R2Score#r2Score(Variable, Variable)
     */
    public static Variable r2Score(Variable pred, Variable truth) {
        return R2Score.r2Score(pred, truth);
    }

    /**
     * The score.
     *
     * @see R2Score#r2Score(Variable, Variable, String)
     */
    public static Variable r2Score(Variable pred, Variable truth, String multioutput) {
        return R2Score.r2Score(pred, truth, multioutput);
    }

    // --- Loss functions

    /**
     * {@code |x0 − x1|}.
     *
     * @see AbsoluteError#absoluteError(Variable, Variable)
     */
    public static Variable absoluteError(Variable x0, Variable x1) {
        return AbsoluteError.absoluteError(x0, x1);
    }

    /**
     * The sum over all elements.
     *
     * @see BernoulliNLL#bernoulliNll(Variable, Variable)
     */
    public static Variable bernoulliNll(Variable x, Variable y) {
        return BernoulliNLL.bernoulliNll(x, y);
    }

    /**
     * The negative log-likelihood.
     *
     * @see BernoulliNLL#bernoulliNll(Variable, Variable, String)
     */
    public static Variable bernoulliNll(Variable x, Variable y, String reduce) {
        return BernoulliNLL.bernoulliNll(x, y, reduce);
    }

    /**
     * Mean loss.
     *
     * @see BlackOut#blackOut(Variable, Variable, Variable, Variable)
     */
    public static Variable blackOut(Variable x, Variable t, Variable w, Variable samples) {
        return BlackOut.blackOut(x, t, w, samples);
    }

    /**
     * The loss.
     *
     * @see BlackOut#blackOut(Variable, Variable, Variable, Variable, String)
     */
    public static Variable blackOut(Variable x, Variable t, Variable w, Variable samples, String reduce) {
        return BlackOut.blackOut(x, t, w, samples, reduce);
    }

    /**
     * Mean of {@code −ln(e^s(y) / Z)} over the batch.
     *
     * @see CRF1d#crf1d(Variable, List, List)
     */
    public static Variable crf1d(Variable cost, List<Variable> xs, List<Variable> ys) {
        return CRF1d.crf1d(cost, xs, ys);
    }

    /**
     * Negative log-likelihood {@code ln Z − s(y)}.
     *
     * @see CRF1d#crf1d(Variable, List, List, String)
     */
    public static Variable crf1d(Variable cost, List<Variable> xs, List<Variable> ys, String reduce) {
        return CRF1d.crf1d(cost, xs, ys, reduce);
    }

    /**
     * The sequences of labels with the greatest score, by Viterbi's algorithm.
     *
     * @see CRF1d#argmaxCrf1d(Variable, List)
     */
    public static CRF1d.BestPath argmaxCrf1d(Variable cost, List<Variable> xs) {
        return CRF1d.argmaxCrf1d(cost, xs);
    }

    /**
     * Mean loss of labels and sequences of full length.
     *
     * @see ConnectionistTemporalClassification#connectionistTemporalClassification(List, Variable, int)
     */
    public static Variable connectionistTemporalClassification(List<Variable> x, Variable t, int blankSymbol) {
        return ConnectionistTemporalClassification.connectionistTemporalClassification(x, t, blankSymbol);
    }

    /**
     * The loss.
     *
     * @see ConnectionistTemporalClassification#connectionistTemporalClassification(List, Variable, int, Variable, Variable, String)
     */
    public static Variable connectionistTemporalClassification(
            List<Variable> x, Variable t, int blankSymbol, Variable inputLength, Variable labelLength, String reduce) {
        return ConnectionistTemporalClassification.connectionistTemporalClassification(
                x, t, blankSymbol, inputLength, labelLength, reduce);
    }

    /**
     * Mean loss with margin 1.
     *
     * @see Contrastive#contrastive(Variable, Variable, Variable)
     */
    public static Variable contrastive(Variable x0, Variable x1, Variable y) {
        return Contrastive.contrastive(x0, x1, y);
    }

    /**
     * Mean loss.
     *
     * @see Contrastive#contrastive(Variable, Variable, Variable, double)
     */
    public static Variable contrastive(Variable x0, Variable x1, Variable y, double margin) {
        return Contrastive.contrastive(x0, x1, y, margin);
    }

    /**
     * The loss.
     *
     * @see Contrastive#contrastive(Variable, Variable, Variable, double, String)
     */
    public static Variable contrastive(Variable x0, Variable x1, Variable y, double margin, String reduce) {
        return Contrastive.contrastive(x0, x1, y, margin, reduce);
    }

    /**
     * Half the sum of squares.
     *
     * @see CrossCovariance#crossCovariance(Variable, Variable)
     */
    public static Variable crossCovariance(Variable y, Variable z) {
        return CrossCovariance.crossCovariance(y, z);
    }

    /**
     * The penalty.
     *
     * @see CrossCovariance#crossCovariance(Variable, Variable, String)
     */
    public static Variable crossCovariance(Variable y, Variable z, String reduce) {
        return CrossCovariance.crossCovariance(y, z, reduce);
    }

    /**
     * Half the sum of squares.
     *
     * @see DeCov#decov(Variable)
     */
    public static Variable decov(Variable h) {
        return DeCov.decov(h);
    }

    /**
     * The penalty.
     *
     * @see DeCov#decov(Variable, String)
     */
    public static Variable decov(Variable h, String reduce) {
        return DeCov.decov(h, reduce);
    }

    /**
     * The loss with L1 norms and weights 1, 1 and 0.001.
     *
     * @see DiscriminativeMarginBasedClusteringLoss#discriminativeMarginBasedClusteringLoss(Variable, NDArray, double, double, int)
     */
    public static DiscriminativeMarginBasedClusteringLoss.Parts discriminativeMarginBasedClusteringLoss(
            Variable embeddings, NDArray labels, double deltaV, double deltaD, int maxEmbeddingDim) {
        return DiscriminativeMarginBasedClusteringLoss.discriminativeMarginBasedClusteringLoss(
                embeddings, labels, deltaV, deltaD, maxEmbeddingDim);
    }

    /**
     * The loss.
     *
     * @see DiscriminativeMarginBasedClusteringLoss#discriminativeMarginBasedClusteringLoss(Variable, NDArray, double, double, int, int, double, double, double)
     */
    public static DiscriminativeMarginBasedClusteringLoss.Parts discriminativeMarginBasedClusteringLoss(
            Variable embeddings,
            NDArray labels,
            double deltaV,
            double deltaD,
            int maxEmbeddingDim,
            int norm,
            double alpha,
            double beta,
            double gamma) {
        return DiscriminativeMarginBasedClusteringLoss.discriminativeMarginBasedClusteringLoss(
                embeddings, labels, deltaV, deltaD, maxEmbeddingDim, norm, alpha, beta, gamma);
    }

    /**
     * The sum over all elements.
     *
     * @see GaussianKLDivergence#gaussianKlDivergence(Variable, Variable)
     */
    public static Variable gaussianKlDivergence(Variable mean, Variable lnVar) {
        return GaussianKLDivergence.gaussianKlDivergence(mean, lnVar);
    }

    /**
     * The divergence.
     *
     * @see GaussianKLDivergence#gaussianKlDivergence(Variable, Variable, String)
     */
    public static Variable gaussianKlDivergence(Variable mean, Variable lnVar, String reduce) {
        return GaussianKLDivergence.gaussianKlDivergence(mean, lnVar, reduce);
    }

    /**
     * The sum over all elements.
     *
     * @see GaussianNLL#gaussianNll(Variable, Variable, Variable)
     */
    public static Variable gaussianNll(Variable x, Variable mean, Variable lnVar) {
        return GaussianNLL.gaussianNll(x, mean, lnVar);
    }

    /**
     * The negative log-likelihood.
     *
     * @see GaussianNLL#gaussianNll(Variable, Variable, Variable, String)
     */
    public static Variable gaussianNll(Variable x, Variable mean, Variable lnVar, String reduce) {
        return GaussianNLL.gaussianNll(x, mean, lnVar, reduce);
    }

    /**
     * Mean L1 hinge loss.
     *
     * @see Hinge#hinge(Variable, Variable)
     */
    public static Variable hinge(Variable x, Variable t) {
        return Hinge.hinge(x, t);
    }

    /**
     * Mean hinge loss.
     *
     * @see Hinge#hinge(Variable, Variable, String)
     */
    public static Variable hinge(Variable x, Variable t, String norm) {
        return Hinge.hinge(x, t, norm);
    }

    /**
     * Hinge loss.
     *
     * @see Hinge#hinge(Variable, Variable, String, String)
     */
    public static Variable hinge(Variable x, Variable t, String norm, String reduce) {
        return Hinge.hinge(x, t, norm, reduce);
    }

    /**
     * The loss, summed along the second axis.
     *
     * @see HuberLoss#huberLoss(Variable, Variable, double)
     */
    public static Variable huberLoss(Variable x, Variable t, double delta) {
        return HuberLoss.huberLoss(x, t, delta);
    }

    /**
     * The loss.
     *
     * @see HuberLoss#huberLoss(Variable, Variable, double, String)
     */
    public static Variable huberLoss(Variable x, Variable t, double delta, String reduce) {
        return HuberLoss.huberLoss(x, t, delta, reduce);
    }

    /**
     * Mean of {@code |x0 − x1|}.
     *
     * @see MeanAbsoluteError#meanAbsoluteError(Variable, Variable)
     */
    public static Variable meanAbsoluteError(Variable x0, Variable x1) {
        return MeanAbsoluteError.meanAbsoluteError(x0, x1);
    }

    /**
     * Mean of {@code (x0 − x1)²}.
     *
     * @see MeanSquaredError#meanSquaredError(Variable, Variable)
     */
    public static Variable meanSquaredError(Variable x0, Variable x1) {
        return MeanSquaredError.meanSquaredError(x0, x1);
    }

    /**
     * The sum over the batch.
     *
     * @see NegativeSampling#negativeSampling(Variable, Variable, Variable, Function, int)
     */
    public static Variable negativeSampling(
            Variable x, Variable t, Variable w, Function<Shape, NDArray> sampler, int sampleSize) {
        return NegativeSampling.negativeSampling(x, t, w, sampler, sampleSize);
    }

    /**
     * The loss.
     *
     * @see NegativeSampling#negativeSampling(Variable, Variable, Variable, Function, int, String)
     */
    public static Variable negativeSampling(
            Variable x, Variable t, Variable w, Function<Shape, NDArray> sampler, int sampleSize, String reduce) {
        return NegativeSampling.negativeSampling(x, t, w, sampler, sampleSize, reduce);
    }

    /**
     * The loss and the samples: Chainer's {@code return_samples=True}.
     *
     * @see NegativeSampling#negativeSamplingReturnSamples(Variable, Variable, Variable, Function, int, String)
     */
    public static NegativeSampling.WithSamples negativeSamplingReturnSamples(
            Variable x, Variable t, Variable w, Function<Shape, NDArray> sampler, int sampleSize, String reduce) {
        return NegativeSampling.negativeSamplingReturnSamples(x, t, w, sampler, sampleSize, reduce);
    }

    /**
     * Mean over the elements that count.
     *
     * @see SigmoidCrossEntropy#sigmoidCrossEntropy(Variable, Variable)
     */
    public static Variable sigmoidCrossEntropy(Variable x, Variable t) {
        return SigmoidCrossEntropy.sigmoidCrossEntropy(x, t);
    }

    /**
     * Cross entropy.
     *
     * @see SigmoidCrossEntropy#sigmoidCrossEntropy(Variable, Variable, boolean, String)
     */
    public static Variable sigmoidCrossEntropy(Variable x, Variable t, boolean normalize, String reduce) {
        return SigmoidCrossEntropy.sigmoidCrossEntropy(x, t, normalize, reduce);
    }

    /**
     * Mean cross entropy.
     *
     * @see SoftmaxCrossEntropy#softmaxCrossEntropy(Variable, Variable)
     */
    public static Variable softmaxCrossEntropy(Variable x, Variable t) {
        return SoftmaxCrossEntropy.softmaxCrossEntropy(x, t);
    }

    /**
     * Cross entropy with options.
     *
     * @see SoftmaxCrossEntropy#softmaxCrossEntropy(Variable, Variable, SoftmaxCrossEntropy.Options)
     */
    public static Variable softmaxCrossEntropy(Variable x, Variable t, SoftmaxCrossEntropy.Options options) {
        return SoftmaxCrossEntropy.softmaxCrossEntropy(x, t, options);
    }

    /**
     * {@code (x0 − x1)²}.
     *
     * @see SquaredError#squaredError(Variable, Variable)
     */
    public static Variable squaredError(Variable x0, Variable x1) {
        return SquaredError.squaredError(x0, x1);
    }

    /**
     * Mean loss with margin 0.2.
     *
     * @see Triplet#triplet(Variable, Variable, Variable)
     */
    public static Variable triplet(Variable anchor, Variable positive, Variable negative) {
        return Triplet.triplet(anchor, positive, negative);
    }

    /**
     * Mean loss.
     *
     * @see Triplet#triplet(Variable, Variable, Variable, double)
     */
    public static Variable triplet(Variable anchor, Variable positive, Variable negative, double margin) {
        return Triplet.triplet(anchor, positive, negative, margin);
    }

    /**
     * The loss.
     *
     * @see Triplet#triplet(Variable, Variable, Variable, double, String)
     */
    public static Variable triplet(
            Variable anchor, Variable positive, Variable negative, double margin, String reduce) {
        return Triplet.triplet(anchor, positive, negative, margin, reduce);
    }

    // --- Mathematical functions

    /**
     * Absolute value of each element of a floating-point array of any shape.
     *
     * @see Absolute#absolute(Variable)
     */
    public static Variable absolute(Variable x) {
        return Absolute.absolute(x);
    }

    /**
     * Sum of several arrays of one shape.
     *
     * @see BasicMath#add(Variable...)
     */
    public static Variable add(Variable... xs) {
        return BasicMath.add(xs);
    }

    /**
     * {@code a + b}.
     *
     * @see BasicMath#add(Variable, Variable)
     */
    public static Variable add(Variable a, Variable b) {
        return BasicMath.add(a, b);
    }

    /**
     * {@code x + value}.
     *
     * @see BasicMath#add(Variable, Number)
     */
    public static Variable add(Variable x, Number value) {
        return BasicMath.add(x, value);
    }

    /**
     * Inverse cosine of each element of a floating-point array of any shape.
     *
     * @see Arccos#arccos(Variable)
     */
    public static Variable arccos(Variable x) {
        return Arccos.arccos(x);
    }

    /**
     * Inverse sine of each element of a floating-point array of any shape.
     *
     * @see Arcsin#arcsin(Variable)
     */
    public static Variable arcsin(Variable x) {
        return Arcsin.arcsin(x);
    }

    /**
     * Inverse tangent of each element of a floating-point array of any shape.
     *
     * @see Arctan#arctan(Variable)
     */
    public static Variable arctan(Variable x) {
        return Arctan.arctan(x);
    }

    /**
     * Angle of each point (x2, x1).
     *
     * @see Arctan2#arctan2(Variable, Variable)
     */
    public static Variable arctan2(Variable x1, Variable x2) {
        return Arctan2.arctan2(x1, x2);
    }

    /**
     * Inverse hyperbolic tangent of each element of a floating-point array of any shape.
     *
     * @see Arctanh#arctanh(Variable)
     */
    public static Variable arctanh(Variable x) {
        return Arctanh.arctanh(x);
    }

    /**
     * Place of the greatest element in the flattened array.
     *
     * @see ArgMax#argmax(Variable)
     */
    public static Variable argmax(Variable x) {
        return ArgMax.argmax(x);
    }

    /**
     * Places of the greatest elements along an axis.
     *
     * @see ArgMax#argmax(Variable, int)
     */
    public static Variable argmax(Variable x, int axis) {
        return ArgMax.argmax(x, axis);
    }

    /**
     * Place of the smallest element in the flattened array.
     *
     * @see ArgMin#argmin(Variable)
     */
    public static Variable argmin(Variable x) {
        return ArgMin.argmin(x);
    }

    /**
     * Places of the smallest elements along an axis.
     *
     * @see ArgMin#argmin(Variable, int)
     */
    public static Variable argmin(Variable x, int axis) {
        return ArgMin.argmin(x, axis);
    }

    /**
     * Mean over the given axes, over all if none is given.
     *
     * @see Average#average(Variable, int...)
     */
    public static Variable average(Variable x, int... axes) {
        return Average.average(x, axes);
    }

    /**
     * Weighted mean over all elements; the weights have x's shape.
     *
     * @see Average#average(Variable, Variable)
     */
    public static Variable average(Variable x, Variable weights) {
        return Average.average(x, weights);
    }

    /**
     * Mean over axes; see {@link Mean#mean(Variable, boolean, int...)}.
     *
     * @see Average#average(Variable, boolean, int...)
     */
    public static Variable average(Variable x, boolean keepDims, int... axes) {
        return Average.average(x, keepDims, axes);
    }

    /**
     * Weighted mean over one axis.
     *
     * @see Average#average(Variable, Variable, Integer, boolean)
     */
    public static Variable average(Variable x, Variable weights, Integer axis, boolean keepDims) {
        return Average.average(x, weights, axis, keepDims);
    }

    /**
     * The determinant of each matrix of (batch, n, n): (batch).
     *
     * @see Det#batchDet(Variable)
     */
    public static Variable batchDet(Variable a) {
        return Det.batchDet(a);
    }

    /**
     * The inverse of each matrix of (batch, n, n).
     *
     * @see Inv#batchInv(Variable)
     */
    public static Variable batchInv(Variable a) {
        return Inv.batchInv(a);
    }

    /**
     * Squared norm of each sample.
     *
     * @see BatchL2NormSquared#batchL2NormSquared(Variable)
     */
    public static Variable batchL2NormSquared(Variable x) {
        return BatchL2NormSquared.batchL2NormSquared(x);
    }

    /**
     * {@code a[i]·b[i]} for each i.
     *
     * @see BatchMatMul#batchMatmul(Variable, Variable)
     */
    public static Variable batchMatmul(Variable a, Variable b) {
        return BatchMatMul.batchMatmul(a, b);
    }

    /**
     * {@code op(a[i])·op(b[i])} for each i: (batch, rows, columns).
     *
     * @see BatchMatMul#batchMatmul(Variable, Variable, boolean, boolean)
     */
    public static Variable batchMatmul(Variable a, Variable b, boolean transa, boolean transb) {
        return BatchMatMul.batchMatmul(a, b, transa, transb);
    }

    /**
     * {@code x + y}, where y's axes are x's from the second on.
     *
     * @see Bias#bias(Variable, Variable)
     */
    public static Variable bias(Variable x, Variable y) {
        return Bias.bias(x, y);
    }

    /**
     * {@code x + y}, where y's axes are x's from {@code axis} on.
     *
     * @see Bias#bias(Variable, Variable, int)
     */
    public static Variable bias(Variable x, Variable y, int axis) {
        return Bias.bias(x, y, axis);
    }

    /**
     * Smallest integer not below each element of an array of any shape and dtype.
     *
     * @see Rounding#ceil(Variable)
     */
    public static Variable ceil(Variable x) {
        return Rounding.ceil(x);
    }

    /**
     * The lower triangular factor.
     *
     * @see Cholesky#cholesky(Variable)
     */
    public static Variable cholesky(Variable a) {
        return Cholesky.cholesky(a);
    }

    /**
     * Clips each element of a floating-point array of any shape.
     *
     * @see Clip#clip(Variable, double, double)
     */
    public static Variable clip(Variable x, double xMin, double xMax) {
        return Clip.clip(x, xMin, xMax);
    }

    /**
     * Cosine of each element of a floating-point array of any shape.
     *
     * @see Cos#cos(Variable)
     */
    public static Variable cos(Variable x) {
        return Cos.cos(x);
    }

    /**
     * Hyperbolic cosine of each element of a floating-point array of any shape.
     *
     * @see Cosh#cosh(Variable)
     */
    public static Variable cosh(Variable x) {
        return Cosh.cosh(x);
    }

    /**
     * Running product of the flattened array.
     *
     * @see CumProd#cumprod(Variable)
     */
    public static Variable cumprod(Variable x) {
        return CumProd.cumprod(x);
    }

    /**
     * Running product along an axis.
     *
     * @see CumProd#cumprod(Variable, int)
     */
    public static Variable cumprod(Variable x, int axis) {
        return CumProd.cumprod(x, axis);
    }

    /**
     * Running sum of the flattened array.
     *
     * @see CumSum#cumsum(Variable)
     */
    public static Variable cumsum(Variable x) {
        return CumSum.cumsum(x);
    }

    /**
     * Running sum along an axis.
     *
     * @see CumSum#cumsum(Variable, int)
     */
    public static Variable cumsum(Variable x, int axis) {
        return CumSum.cumsum(x, axis);
    }

    /**
     * The determinant of one matrix (n, n).
     *
     * @see Det#det(Variable)
     */
    public static Variable det(Variable a) {
        return Det.det(a);
    }

    /**
     * Digamma function of each element of a floating-point array of any shape.
     *
     * @see Digamma#digamma(Variable)
     */
    public static Variable digamma(Variable x) {
        return Digamma.digamma(x);
    }

    /**
     * Einstein summation.
     *
     * @see EinSum#einsum(String, Variable...)
     */
    public static Variable einsum(String subscripts, Variable... operands) {
        return EinSum.einsum(subscripts, operands);
    }

    /**
     * Error function of each element of a floating-point array of any shape.
     *
     * @see Erf#erf(Variable)
     */
    public static Variable erf(Variable x) {
        return Erf.erf(x);
    }

    /**
     * Complementary error function of each element of a floating-point array of any shape.
     *
     * @see Erfc#erfc(Variable)
     */
    public static Variable erfc(Variable x) {
        return Erfc.erfc(x);
    }

    /**
     * Inverse complementary error function of each element of a floating-point array of any shape.
     *
     * @see Erfcinv#erfcinv(Variable)
     */
    public static Variable erfcinv(Variable x) {
        return Erfcinv.erfcinv(x);
    }

    /**
     * Scaled complementary error function of each element of a floating-point array of any shape.
     *
     * @see Erfcx#erfcx(Variable)
     */
    public static Variable erfcx(Variable x) {
        return Erfcx.erfcx(x);
    }

    /**
     * Inverse error function of each element of a floating-point array of any shape.
     *
     * @see Erfinv#erfinv(Variable)
     */
    public static Variable erfinv(Variable x) {
        return Erfinv.erfinv(x);
    }

    /**
     * Exponential function of each element of a floating-point array of any shape.
     *
     * @see Exp#exp(Variable)
     */
    public static Variable exp(Variable x) {
        return Exp.exp(x);
    }

    /**
     * Exponential function minus one of each element of a floating-point array of any shape.
     *
     * @see Expm1#expm1(Variable)
     */
    public static Variable expm1(Variable x) {
        return Expm1.expm1(x);
    }

    /**
     * The transform's real and imaginary part.
     *
     * @see FFT#fft(Variable, Variable)
     */
    public static Variable[] fft(Variable real, Variable imag) {
        return FFT.fft(real, imag);
    }

    /**
     * Integer nearest to each element on zero's side.
     *
     * @see Rounding#fix(Variable)
     */
    public static Variable fix(Variable x) {
        return Rounding.fix(x);
    }

    /**
     * Largest integer not above each element.
     *
     * @see Rounding#floor(Variable)
     */
    public static Variable floor(Variable x) {
        return Rounding.floor(x);
    }

    /**
     * Remainders of x by the divisor.
     *
     * @see Fmod#fmod(Variable, Variable)
     */
    public static Variable fmod(Variable x, Variable divisor) {
        return Fmod.fmod(x, divisor);
    }

    /**
     * The array itself.
     *
     * @see Identity#identity(Variable)
     */
    public static Variable identity(Variable x) {
        return Identity.identity(x);
    }

    /**
     * The arrays themselves.
     *
     * @see Identity#identity(Variable[])
     */
    public static Variable[] identity(Variable[] xs) {
        return Identity.identity(xs);
    }

    /**
     * The inverse transform's real and imaginary part.
     *
     * @see FFT#ifft(Variable, Variable)
     */
    public static Variable[] ifft(Variable real, Variable imag) {
        return FFT.ifft(real, imag);
    }

    /**
     * The inverse of one matrix (n, n).
     *
     * @see Inv#inv(Variable)
     */
    public static Variable inv(Variable a) {
        return Inv.inv(a);
    }

    /**
     * Logarithm of the gamma function of each element of a floating-point array of any shape.
     *
     * @see Lgamma#lgamma(Variable)
     */
    public static Variable lgamma(Variable x) {
        return Lgamma.lgamma(x);
    }

    /**
     * {@code p·x + (1 − p)·y}.
     *
     * @see LinearInterpolate#linearInterpolate(Variable, Variable, Variable)
     */
    public static Variable linearInterpolate(Variable p, Variable x, Variable y) {
        return LinearInterpolate.linearInterpolate(p, x, y);
    }

    /**
     * Natural logarithm of each element of a floating-point array of any shape.
     *
     * @see Log#log(Variable)
     */
    public static Variable log(Variable x) {
        return Log.log(x);
    }

    /**
     * Base-ten logarithm of each element of a floating-point array of any shape.
     *
     * @see Log10#log10(Variable)
     */
    public static Variable log10(Variable x) {
        return Log10.log10(x);
    }

    /**
     * Natural logarithm of one more of each element of a floating-point array of any shape.
     *
     * @see Log1p#log1p(Variable)
     */
    public static Variable log1p(Variable x) {
        return Log1p.log1p(x);
    }

    /**
     * Base-two logarithm of each element of a floating-point array of any shape.
     *
     * @see Log2#log2(Variable)
     */
    public static Variable log2(Variable x) {
        return Log2.log2(x);
    }

    /**
     * Logarithm of the standard normal distribution function of each element of a floating-point array of any shape.
     *
     * @see LogNdtr#logNdtr(Variable)
     */
    public static Variable logNdtr(Variable x) {
        return LogNdtr.logNdtr(x);
    }

    /**
     * {@code ln Σ eˣ} of a floating-point array over the given axes, which the result lacks; over all if none is given.
     *
     * @see LogSumExp#logsumexp(Variable, int...)
     */
    public static Variable logsumexp(Variable x, int... axes) {
        return LogSumExp.logsumexp(x, axes);
    }

    /**
     * {@code a·b}.
     *
     * @see MatMul#matmul(Variable, Variable)
     */
    public static Variable matmul(Variable a, Variable b) {
        return MatMul.matmul(a, b);
    }

    /**
     * {@code op(a)·op(b)}: each is transposed in its last two axes if asked; a vector stays as it is.
     *
     * @see MatMul#matmul(Variable, Variable, boolean, boolean)
     */
    public static Variable matmul(Variable a, Variable b, boolean transposeA, boolean transposeB) {
        return MatMul.matmul(a, b, transposeA, transposeB);
    }

    /**
     * The greatest element over the given axes, over all if none is given.
     *
     * @see Max#max(Variable, int...)
     */
    public static Variable max(Variable x, int... axes) {
        return Max.max(x, axes);
    }

    /**
     * The greatest element over axes.
     *
     * @see Max#max(Variable, boolean, int...)
     */
    public static Variable max(Variable x, boolean keepDims, int... axes) {
        return Max.max(x, keepDims, axes);
    }

    /**
     * {@code max(x1, x2)}, element by element, of two floating-point arrays of one dtype.
     *
     * @see Maximum#maximum(Variable, Variable)
     */
    public static Variable maximum(Variable x1, Variable x2) {
        return Maximum.maximum(x1, x2);
    }

    /**
     * Mean over the given axes, over all if none is given.
     *
     * @see Mean#mean(Variable, int...)
     */
    public static Variable mean(Variable x, int... axes) {
        return Mean.mean(x, axes);
    }

    /**
     * Mean over axes.
     *
     * @see Mean#mean(Variable, boolean, int...)
     */
    public static Variable mean(Variable x, boolean keepDims, int... axes) {
        return Mean.mean(x, keepDims, axes);
    }

    /**
     * {@code mean} with weights.
     *
     * @see Average#average(Variable, Variable)
     */
    public static Variable mean(Variable x, Variable weights) {
        return Average.average(x, weights);
    }

    /**
     * {@code mean} with weights.
     *
     * @see Average#average(Variable, Variable, Integer, boolean)
     */
    public static Variable mean(Variable x, Variable weights, Integer axis, boolean keepDims) {
        return Average.average(x, weights, axis, keepDims);
    }

    /**
     * The smallest element over the given axes, over all if none is given.
     *
     * @see Min#min(Variable, int...)
     */
    public static Variable min(Variable x, int... axes) {
        return Min.min(x, axes);
    }

    /**
     * The smallest element over axes.
     *
     * @see Min#min(Variable, boolean, int...)
     */
    public static Variable min(Variable x, boolean keepDims, int... axes) {
        return Min.min(x, keepDims, axes);
    }

    /**
     * {@code min(x1, x2)}, element by element, of two floating-point arrays of one dtype.
     *
     * @see Minimum#minimum(Variable, Variable)
     */
    public static Variable minimum(Variable x1, Variable x2) {
        return Minimum.minimum(x1, x2);
    }

    /**
     * Standard normal distribution function of each element of a floating-point array of any shape.
     *
     * @see Ndtr#ndtr(Variable)
     */
    public static Variable ndtr(Variable x) {
        return Ndtr.ndtr(x);
    }

    /**
     * Inverse of the standard normal distribution function of each element of a floating-point array of any shape.
     *
     * @see Ndtri#ndtri(Variable)
     */
    public static Variable ndtri(Variable x) {
        return Ndtri.ndtri(x);
    }

    /**
     * The n-th derivative of the digamma function.
     *
     * @see Polygamma#polygamma(int, Variable)
     */
    public static Variable polygamma(int n, Variable x) {
        return Polygamma.polygamma(n, x);
    }

    /**
     * The n-th derivative of the digamma function, for each n.
     *
     * @see Polygamma#polygamma(Variable, Variable)
     */
    public static Variable polygamma(Variable n, Variable x) {
        return Polygamma.polygamma(n, x);
    }

    /**
     * Product over the given axes, over all if none is given.
     *
     * @see Prod#prod(Variable, int...)
     */
    public static Variable prod(Variable x, int... axes) {
        return Prod.prod(x, axes);
    }

    /**
     * Product over axes.
     *
     * @see Prod#prod(Variable, boolean, int...)
     */
    public static Variable prod(Variable x, boolean keepDims, int... axes) {
        return Prod.prod(x, keepDims, axes);
    }

    /**
     * Reciprocal square root of each element of a floating-point array of any shape.
     *
     * @see Rsqrt#rsqrt(Variable)
     */
    public static Variable rsqrt(Variable x) {
        return Rsqrt.rsqrt(x);
    }

    /**
     * {@code x · y}, where y's axes are x's from the second on.
     *
     * @see Bias#scale(Variable, Variable)
     */
    public static Variable scale(Variable x, Variable y) {
        return Bias.scale(x, y);
    }

    /**
     * {@code x · y}, where y's axes are x's from {@code axis} on.
     *
     * @see Bias#scale(Variable, Variable, int)
     */
    public static Variable scale(Variable x, Variable y, int axis) {
        return Bias.scale(x, y, axis);
    }

    /**
     * Sign of each element of an array of any shape and dtype.
     *
     * @see Sign#sign(Variable)
     */
    public static Variable sign(Variable x) {
        return Sign.sign(x);
    }

    /**
     * Sine of each element of a floating-point array of any shape.
     *
     * @see Sin#sin(Variable)
     */
    public static Variable sin(Variable x) {
        return Sin.sin(x);
    }

    /**
     * Hyperbolic sine of each element of a floating-point array of any shape.
     *
     * @see Sinh#sinh(Variable)
     */
    public static Variable sinh(Variable x) {
        return Sinh.sinh(x);
    }

    /**
     * {@code a·b}.
     *
     * @see SparseMatMul#sparseMatmul(CooMatrix, Variable)
     */
    public static Variable sparseMatmul(CooMatrix a, Variable b) {
        return SparseMatMul.sparseMatmul(a, b);
    }

    /**
     * {@code a·b}.
     *
     * @see SparseMatMul#sparseMatmul(Variable, CooMatrix)
     */
    public static Variable sparseMatmul(Variable a, CooMatrix b) {
        return SparseMatMul.sparseMatmul(a, b);
    }

    /**
     * {@code op(a)·op(b)}: each matrix is transposed if asked.
     *
     * @see SparseMatMul#sparseMatmul(CooMatrix, Variable, boolean, boolean)
     */
    public static Variable sparseMatmul(CooMatrix a, Variable b, boolean transa, boolean transb) {
        return SparseMatMul.sparseMatmul(a, b, transa, transb);
    }

    /**
     * {@code op(a)·op(b)}: each matrix is transposed if asked.
     *
     * @see SparseMatMul#sparseMatmul(Variable, CooMatrix, boolean, boolean)
     */
    public static Variable sparseMatmul(Variable a, CooMatrix b, boolean transa, boolean transb) {
        return SparseMatMul.sparseMatmul(a, b, transa, transb);
    }

    /**
     * Square root of each element of a floating-point array of any shape.
     *
     * @see Sqrt#sqrt(Variable)
     */
    public static Variable sqrt(Variable x) {
        return Sqrt.sqrt(x);
    }

    /**
     * Square of each element of a floating-point array of any shape.
     *
     * @see Square#square(Variable)
     */
    public static Variable square(Variable x) {
        return Square.square(x);
    }

    /**
     * {@code (x1 − x2)²} of two floating-point arrays of one shape and dtype.
     *
     * @see SquaredDifference#squaredDifference(Variable, Variable)
     */
    public static Variable squaredDifference(Variable x1, Variable x2) {
        return SquaredDifference.squaredDifference(x1, x2);
    }

    /**
     * Sum over the given axes, over all if none is given.
     *
     * @see Sum#sum(Variable, int...)
     */
    public static Variable sum(Variable x, int... axes) {
        return Sum.sum(x, axes);
    }

    /**
     * Sum over axes.
     *
     * @see Sum#sum(Variable, boolean, int...)
     */
    public static Variable sum(Variable x, boolean keepDims, int... axes) {
        return Sum.sum(x, keepDims, axes);
    }

    /**
     * Sum over leading axes and axes of length 1 in the target shape, so that the result has that shape.
     *
     * @see SumTo#sumTo(Variable, Shape)
     */
    public static Variable sumTo(Variable x, Shape shape) {
        return SumTo.sumTo(x, shape);
    }

    /**
     * Tangent of each element of a floating-point array of any shape.
     *
     * @see Tan#tan(Variable)
     */
    public static Variable tan(Variable x) {
        return Tan.tan(x);
    }

    /**
     * Sum over the last two axes of a and the first two of b.
     *
     * @see TensorDot#tensordot(Variable, Variable)
     */
    public static Variable tensordot(Variable a, Variable b) {
        return TensorDot.tensordot(a, b);
    }

    /**
     * Sum over the last axes of a and the first of b.
     *
     * @see TensorDot#tensordot(Variable, Variable, int)
     */
    public static Variable tensordot(Variable a, Variable b, int axes) {
        return TensorDot.tensordot(a, b, axes);
    }

    /**
     * Sum over pairs of axes.
     *
     * @see TensorDot#tensordot(Variable, Variable, int[], int[])
     */
    public static Variable tensordot(Variable a, Variable b, int[] aAxes, int[] bAxes) {
        return TensorDot.tensordot(a, b, aAxes, bAxes);
    }

    /**
     * The zeta function of one exponent.
     *
     * @see Zeta#zeta(double, Variable)
     */
    public static Variable zeta(double x, Variable q) {
        return Zeta.zeta(x, q);
    }

    /**
     * The zeta function of an array of exponents.
     *
     * @see Zeta#zeta(NDArray, Variable)
     */
    public static Variable zeta(NDArray x, Variable q) {
        return Zeta.zeta(x, q);
    }

    // --- Noise injections

    /**
     * Dropout with ratio 0.5.
     *
     * @see Dropout#dropout(Variable)
     */
    public static Variable dropout(Variable x) {
        return Dropout.dropout(x);
    }

    /**
     * Dropout.
     *
     * @see Dropout#dropout(Variable, double)
     */
    public static Variable dropout(Variable x, double ratio) {
        return Dropout.dropout(x, ratio);
    }

    /**
     * Dropout with a given mask.
     *
     * @see Dropout#dropout(Variable, double, NDArray)
     */
    public static Variable dropout(Variable x, double ratio, NDArray mask) {
        return Dropout.dropout(x, ratio, mask);
    }

    /**
     * Dropout that also returns the mask: Chainer's {@code return_mask=True}.
     *
     * @see Dropout#dropoutReturnMask(Variable, double, NDArray)
     */
    public static Dropout.WithMask dropoutReturnMask(Variable x, double ratio, NDArray mask) {
        return Dropout.dropoutReturnMask(x, ratio, mask);
    }

    /**
     * A sample.
     *
     * @see Gaussian#gaussian(Variable, Variable)
     */
    public static Variable gaussian(Variable mean, Variable lnVar) {
        return Gaussian.gaussian(mean, lnVar);
    }

    /**
     * A sample.
     *
     * @see Gaussian#gaussian(Variable, Variable, NDArray)
     */
    public static Variable gaussian(Variable mean, Variable lnVar, NDArray eps) {
        return Gaussian.gaussian(mean, lnVar, eps);
    }

    /**
     * A sample and the noise that made it: Chainer's {@code return_eps=True}.
     *
     * @see Gaussian#gaussianReturnEps(Variable, Variable, NDArray)
     */
    public static Gaussian.WithEps gaussianReturnEps(Variable mean, Variable lnVar, NDArray eps) {
        return Gaussian.gaussianReturnEps(mean, lnVar, eps);
    }

    /**
     * A sample along axis 1 with temperature 0.1.
     *
     * @see GumbelSoftmax#gumbelSoftmax(Variable)
     */
    public static Variable gumbelSoftmax(Variable logPi) {
        return GumbelSoftmax.gumbelSoftmax(logPi);
    }

    /**
     * A sample along axis 1.
     *
     * @see GumbelSoftmax#gumbelSoftmax(Variable, double)
     */
    public static Variable gumbelSoftmax(Variable logPi, double tau) {
        return GumbelSoftmax.gumbelSoftmax(logPi, tau);
    }

    /**
     * A sample along an axis; for an array without axes the answer is 1.
     *
     * @see GumbelSoftmax#gumbelSoftmax(Variable, double, int)
     */
    public static Variable gumbelSoftmax(Variable logPi, double tau, int axis) {
        return GumbelSoftmax.gumbelSoftmax(logPi, tau, axis);
    }

    /**
     * A sample along an axis, with a temperature to be differentiated by: an array of logPi's dtype that can be broadcast to its shape.
     *
     * @see GumbelSoftmax#gumbelSoftmax(Variable, Variable, int)
     */
    public static Variable gumbelSoftmax(Variable logPi, Variable tau, int axis) {
        return GumbelSoftmax.gumbelSoftmax(logPi, tau, axis);
    }

    /**
     * The layer with ratio 0.5, in training.
     *
     * @see SimplifiedDropconnect#simplifiedDropconnect(Variable, Variable, Variable)
     */
    public static Variable simplifiedDropconnect(Variable x, Variable w, Variable b) {
        return SimplifiedDropconnect.simplifiedDropconnect(x, w, b);
    }

    /**
     * The layer.
     *
     * @see SimplifiedDropconnect#simplifiedDropconnect(Variable, Variable, Variable, double, boolean, NDArray, boolean)
     */
    public static Variable simplifiedDropconnect(
            Variable x, Variable w, Variable b, double ratio, boolean train, NDArray mask, boolean useBatchwiseMask) {
        return SimplifiedDropconnect.simplifiedDropconnect(x, w, b, ratio, train, mask, useBatchwiseMask);
    }

    /**
     * Zoneout with ratio 0.5.
     *
     * @see Zoneout#zoneout(Variable, Variable)
     */
    public static Variable zoneout(Variable h, Variable x) {
        return Zoneout.zoneout(h, x);
    }

    /**
     * Zoneout.
     *
     * @see Zoneout#zoneout(Variable, Variable, double)
     */
    public static Variable zoneout(Variable h, Variable x, double ratio) {
        return Zoneout.zoneout(h, x, ratio);
    }

    // --- Normalization functions

    /**
     * Batch normalisation with eps 2·10⁻⁵ and without running statistics.
     *
     * @see BatchNormalization#batchNormalization(Variable, Variable, Variable)
     */
    public static Variable batchNormalization(Variable x, Variable gamma, Variable beta) {
        return BatchNormalization.batchNormalization(x, gamma, beta);
    }

    /**
     * Batch normalisation without running statistics.
     *
     * @see BatchNormalization#batchNormalization(Variable, Variable, Variable, double, int...)
     */
    public static Variable batchNormalization(Variable x, Variable gamma, Variable beta, double eps, int... axis) {
        return BatchNormalization.batchNormalization(x, gamma, beta, eps, axis);
    }

    /**
     * Batch normalisation.
     *
     * @see BatchNormalization#batchNormalization(Variable, Variable, Variable, double, NDArray, NDArray, double, int...)
     */
    public static Variable batchNormalization(
            Variable x,
            Variable gamma,
            Variable beta,
            double eps,
            NDArray runningMean,
            NDArray runningVar,
            double decay,
            int... axis) {
        return BatchNormalization.batchNormalization(x, gamma, beta, eps, runningMean, runningVar, decay, axis);
    }

    /**
     * Batch renormalisation with eps 2·10⁻⁵, which leaves the running statistics as they are.
     *
     * @see BatchRenormalization#batchRenormalization(Variable, Variable, Variable, double, double, NDArray, NDArray)
     */
    public static Variable batchRenormalization(
            Variable x,
            Variable gamma,
            Variable beta,
            double rmax,
            double dmax,
            NDArray runningMean,
            NDArray runningVar) {
        return BatchRenormalization.batchRenormalization(x, gamma, beta, rmax, dmax, runningMean, runningVar);
    }

    /**
     * Batch renormalisation.
     *
     * @see BatchRenormalization#batchRenormalization(Variable, Variable, Variable, double, double, double, NDArray, NDArray, double, boolean)
     */
    public static Variable batchRenormalization(
            Variable x,
            Variable gamma,
            Variable beta,
            double rmax,
            double dmax,
            double eps,
            NDArray runningMean,
            NDArray runningVar,
            double decay,
            boolean updateStatistics) {
        return BatchRenormalization.batchRenormalization(
                x, gamma, beta, rmax, dmax, eps, runningMean, runningVar, decay, updateStatistics);
    }

    /**
     * Renormalisation with fixed statistics, which is {@link FixedBatchNormalization}.
     *
     * @see BatchRenormalization#fixedBatchRenormalization(Variable, Variable, Variable, Variable, Variable)
     */
    public static Variable fixedBatchRenormalization(
            Variable x, Variable gamma, Variable beta, Variable mean, Variable var) {
        return BatchRenormalization.fixedBatchRenormalization(x, gamma, beta, mean, var);
    }

    /**
     * Renormalisation with fixed statistics, which is {@link FixedBatchNormalization}.
     *
     * @see BatchRenormalization#fixedBatchRenormalization(Variable, Variable, Variable, Variable, Variable, double)
     */
    public static Variable fixedBatchRenormalization(
            Variable x, Variable gamma, Variable beta, Variable mean, Variable var, double eps) {
        return BatchRenormalization.fixedBatchRenormalization(x, gamma, beta, mean, var, eps);
    }

    /**
     * Whitening in 16 groups with eps 2·10⁻⁵.
     *
     * @see DecorrelatedBatchNormalization#decorrelatedBatchNormalization(Variable)
     */
    public static Variable decorrelatedBatchNormalization(Variable x) {
        return DecorrelatedBatchNormalization.decorrelatedBatchNormalization(x);
    }

    /**
     * Whitening with eps 2·10⁻⁵.
     *
     * @see DecorrelatedBatchNormalization#decorrelatedBatchNormalization(Variable, int)
     */
    public static Variable decorrelatedBatchNormalization(Variable x, int groups) {
        return DecorrelatedBatchNormalization.decorrelatedBatchNormalization(x, groups);
    }

    /**
     * Whitening.
     *
     * @see DecorrelatedBatchNormalization#decorrelatedBatchNormalization(Variable, int, double, NDArray, NDArray, double)
     */
    public static Variable decorrelatedBatchNormalization(
            Variable x, int groups, double eps, NDArray runningMean, NDArray runningProjection, double decay) {
        return DecorrelatedBatchNormalization.decorrelatedBatchNormalization(
                x, groups, eps, runningMean, runningProjection, decay);
    }

    /**
     * Batch normalisation with eps 2·10⁻⁵.
     *
     * @see FixedBatchNormalization#fixedBatchNormalization(Variable, Variable, Variable, Variable, Variable)
     */
    public static Variable fixedBatchNormalization(
            Variable x, Variable gamma, Variable beta, Variable mean, Variable var) {
        return FixedBatchNormalization.fixedBatchNormalization(x, gamma, beta, mean, var);
    }

    /**
     * Batch normalisation.
     *
     * @see FixedBatchNormalization#fixedBatchNormalization(Variable, Variable, Variable, Variable, Variable, double, int...)
     */
    public static Variable fixedBatchNormalization(
            Variable x, Variable gamma, Variable beta, Variable mean, Variable var, double eps, int... axis) {
        return FixedBatchNormalization.fixedBatchNormalization(x, gamma, beta, mean, var, eps, axis);
    }

    /**
     * Whitening in 16 groups.
     *
     * @see FixedDecorrelatedBatchNormalization#fixedDecorrelatedBatchNormalization(Variable, Variable, Variable)
     */
    public static Variable fixedDecorrelatedBatchNormalization(Variable x, Variable mean, Variable projection) {
        return FixedDecorrelatedBatchNormalization.fixedDecorrelatedBatchNormalization(x, mean, projection);
    }

    /**
     * Whitening.
     *
     * @see FixedDecorrelatedBatchNormalization#fixedDecorrelatedBatchNormalization(Variable, Variable, Variable, int)
     */
    public static Variable fixedDecorrelatedBatchNormalization(
            Variable x, Variable mean, Variable projection, int groups) {
        return FixedDecorrelatedBatchNormalization.fixedDecorrelatedBatchNormalization(x, mean, projection, groups);
    }

    /**
     * Group normalisation with eps 10⁻⁵.
     *
     * @see GroupNormalization#groupNormalization(Variable, int, Variable, Variable)
     */
    public static Variable groupNormalization(Variable x, int groups, Variable gamma, Variable beta) {
        return GroupNormalization.groupNormalization(x, groups, gamma, beta);
    }

    /**
     * Group normalisation.
     *
     * @see GroupNormalization#groupNormalization(Variable, int, Variable, Variable, double)
     */
    public static Variable groupNormalization(Variable x, int groups, Variable gamma, Variable beta, double eps) {
        return GroupNormalization.groupNormalization(x, groups, gamma, beta, eps);
    }

    /**
     * Layer normalisation with eps 10⁻⁵.
     *
     * @see LayerNormalization#layerNormalization(Variable, Variable, Variable)
     */
    public static Variable layerNormalization(Variable x, Variable gamma, Variable beta) {
        return LayerNormalization.layerNormalization(x, gamma, beta);
    }

    /**
     * Layer normalisation.
     *
     * @see LayerNormalization#layerNormalization(Variable, Variable, Variable, double)
     */
    public static Variable layerNormalization(Variable x, Variable gamma, Variable beta, double eps) {
        return LayerNormalization.layerNormalization(x, gamma, beta, eps);
    }

    /**
     * Normalisation with n = 5, k = 2, alpha = 10⁻⁴ and beta = 0.75.
     *
     * @see LocalResponseNormalization#localResponseNormalization(Variable)
     */
    public static Variable localResponseNormalization(Variable x) {
        return LocalResponseNormalization.localResponseNormalization(x);
    }

    /**
     * Normalisation.
     *
     * @see LocalResponseNormalization#localResponseNormalization(Variable, int, double, double, double)
     */
    public static Variable localResponseNormalization(Variable x, int n, double k, double alpha, double beta) {
        return LocalResponseNormalization.localResponseNormalization(x, n, k, alpha, beta);
    }

    /**
     * Vectors along axis 1, with eps 10⁻⁵.
     *
     * @see Normalize#normalize(Variable)
     */
    public static Variable normalize(Variable x) {
        return Normalize.normalize(x);
    }

    /**
     * Vectors along axis 1.
     *
     * @see Normalize#normalize(Variable, double)
     */
    public static Variable normalize(Variable x, double eps) {
        return Normalize.normalize(x, eps);
    }

    /**
     * Vectors along the given axes.
     *
     * @see Normalize#normalize(Variable, double, int...)
     */
    public static Variable normalize(Variable x, double eps, int... axis) {
        return Normalize.normalize(x, eps, axis);
    }

    // --- Spatial pooling

    /**
     * Average pooling over one spatial axis.
     *
     * @see AveragePooling#averagePooling1d(Variable, int)
     */
    public static Variable averagePooling1d(Variable x, int ksize) {
        return AveragePooling.averagePooling1d(x, ksize);
    }

    /**
     * Average pooling over one spatial axis.
     *
     * @see AveragePooling#averagePooling1d(Variable, PoolingOptions)
     */
    public static Variable averagePooling1d(Variable x, PoolingOptions options) {
        return AveragePooling.averagePooling1d(x, options);
    }

    /**
     * Average pooling over two spatial axes.
     *
     * @see AveragePooling#averagePooling2d(Variable, int)
     */
    public static Variable averagePooling2d(Variable x, int ksize) {
        return AveragePooling.averagePooling2d(x, ksize);
    }

    /**
     * Average pooling over two spatial axes.
     *
     * @see AveragePooling#averagePooling2d(Variable, int, int, int)
     */
    public static Variable averagePooling2d(Variable x, int ksize, int stride, int pad) {
        return AveragePooling.averagePooling2d(x, ksize, stride, pad);
    }

    /**
     * Average pooling over two spatial axes.
     *
     * @see AveragePooling#averagePooling2d(Variable, PoolingOptions)
     */
    public static Variable averagePooling2d(Variable x, PoolingOptions options) {
        return AveragePooling.averagePooling2d(x, options);
    }

    /**
     * Average pooling over three spatial axes.
     *
     * @see AveragePooling#averagePooling3d(Variable, int)
     */
    public static Variable averagePooling3d(Variable x, int ksize) {
        return AveragePooling.averagePooling3d(x, ksize);
    }

    /**
     * Average pooling over three spatial axes.
     *
     * @see AveragePooling#averagePooling3d(Variable, PoolingOptions)
     */
    public static Variable averagePooling3d(Variable x, PoolingOptions options) {
        return AveragePooling.averagePooling3d(x, options);
    }

    /**
     * Average pooling over all spatial axes.
     *
     * @see AveragePooling#averagePoolingNd(Variable, int)
     */
    public static Variable averagePoolingNd(Variable x, int ksize) {
        return AveragePooling.averagePoolingNd(x, ksize);
    }

    /**
     * Average pooling over all spatial axes.
     *
     * @see AveragePooling#averagePoolingNd(Variable, PoolingOptions)
     */
    public static Variable averagePoolingNd(Variable x, PoolingOptions options) {
        return AveragePooling.averagePoolingNd(x, options);
    }

    /**
     * Max pooling over one spatial axis.
     *
     * @see MaxPooling#maxPooling1d(Variable, int)
     */
    public static Variable maxPooling1d(Variable x, int ksize) {
        return MaxPooling.maxPooling1d(x, ksize);
    }

    /**
     * Max pooling over one spatial axis.
     *
     * @see MaxPooling#maxPooling1d(Variable, PoolingOptions)
     */
    public static Variable maxPooling1d(Variable x, PoolingOptions options) {
        return MaxPooling.maxPooling1d(x, options);
    }

    /**
     * Max pooling over two spatial axes.
     *
     * @see MaxPooling#maxPooling2d(Variable, int)
     */
    public static Variable maxPooling2d(Variable x, int ksize) {
        return MaxPooling.maxPooling2d(x, ksize);
    }

    /**
     * Max pooling over two spatial axes.
     *
     * @see MaxPooling#maxPooling2d(Variable, int, int, int)
     */
    public static Variable maxPooling2d(Variable x, int ksize, int stride, int pad) {
        return MaxPooling.maxPooling2d(x, ksize, stride, pad);
    }

    /**
     * Max pooling over two spatial axes.
     *
     * @see MaxPooling#maxPooling2d(Variable, PoolingOptions)
     */
    public static Variable maxPooling2d(Variable x, PoolingOptions options) {
        return MaxPooling.maxPooling2d(x, options);
    }

    /**
     * Max pooling over three spatial axes.
     *
     * @see MaxPooling#maxPooling3d(Variable, int)
     */
    public static Variable maxPooling3d(Variable x, int ksize) {
        return MaxPooling.maxPooling3d(x, ksize);
    }

    /**
     * Max pooling over three spatial axes.
     *
     * @see MaxPooling#maxPooling3d(Variable, PoolingOptions)
     */
    public static Variable maxPooling3d(Variable x, PoolingOptions options) {
        return MaxPooling.maxPooling3d(x, options);
    }

    /**
     * Max pooling over all spatial axes.
     *
     * @see MaxPooling#maxPoolingNd(Variable, int)
     */
    public static Variable maxPoolingNd(Variable x, int ksize) {
        return MaxPooling.maxPoolingNd(x, ksize);
    }

    /**
     * Max pooling over all spatial axes.
     *
     * @see MaxPooling#maxPoolingNd(Variable, PoolingOptions)
     */
    public static Variable maxPoolingNd(Variable x, PoolingOptions options) {
        return MaxPooling.maxPoolingNd(x, options);
    }

    /**
     * Max pooling over all spatial axes that also returns indices: Chainer's {@code return_indices=True}.
     *
     * @see MaxPooling#maxPoolingReturnIndices(Variable, PoolingOptions)
     */
    public static MaxPooling.WithIndices maxPoolingReturnIndices(Variable x, PoolingOptions options) {
        return MaxPooling.maxPoolingReturnIndices(x, options);
    }

    /**
     * Pools regions to a square grid, with as many samples in a cell as it is large.
     *
     * @see ROIAverageAlign2D#roiAverageAlign2d(Variable, Variable, Variable, int, double)
     */
    public static Variable roiAverageAlign2d(
            Variable x, Variable rois, Variable roiIndices, int outsize, double spatialScale) {
        return ROIAverageAlign2D.roiAverageAlign2d(x, rois, roiIndices, outsize, spatialScale);
    }

    /**
     * Pools regions.
     *
     * @see ROIAverageAlign2D#roiAverageAlign2d(Variable, Variable, Variable, int[], double, int[])
     */
    public static Variable roiAverageAlign2d(
            Variable x, Variable rois, Variable roiIndices, int[] outsize, double spatialScale, int[] samplingRatio) {
        return ROIAverageAlign2D.roiAverageAlign2d(x, rois, roiIndices, outsize, spatialScale, samplingRatio);
    }

    /**
     * Pools regions to a square grid.
     *
     * @see ROIAveragePooling2D#roiAveragePooling2d(Variable, Variable, Variable, int, double)
     */
    public static Variable roiAveragePooling2d(
            Variable x, Variable rois, Variable roiIndices, int outsize, double spatialScale) {
        return ROIAveragePooling2D.roiAveragePooling2d(x, rois, roiIndices, outsize, spatialScale);
    }

    /**
     * Pools regions.
     *
     * @see ROIAveragePooling2D#roiAveragePooling2d(Variable, Variable, Variable, int[], double)
     */
    public static Variable roiAveragePooling2d(
            Variable x, Variable rois, Variable roiIndices, int[] outsize, double spatialScale) {
        return ROIAveragePooling2D.roiAveragePooling2d(x, rois, roiIndices, outsize, spatialScale);
    }

    /**
     * Pools regions to a square grid, with as many samples in a cell as it is large.
     *
     * @see ROIMaxAlign2D#roiMaxAlign2d(Variable, Variable, Variable, int, double)
     */
    public static Variable roiMaxAlign2d(
            Variable x, Variable rois, Variable roiIndices, int outsize, double spatialScale) {
        return ROIMaxAlign2D.roiMaxAlign2d(x, rois, roiIndices, outsize, spatialScale);
    }

    /**
     * Pools regions.
     *
     * @see ROIMaxAlign2D#roiMaxAlign2d(Variable, Variable, Variable, int[], double, int[])
     */
    public static Variable roiMaxAlign2d(
            Variable x, Variable rois, Variable roiIndices, int[] outsize, double spatialScale, int[] samplingRatio) {
        return ROIMaxAlign2D.roiMaxAlign2d(x, rois, roiIndices, outsize, spatialScale, samplingRatio);
    }

    /**
     * Pools regions to a square grid.
     *
     * @see ROIMaxPooling2D#roiMaxPooling2d(Variable, Variable, Variable, int, double)
     */
    public static Variable roiMaxPooling2d(
            Variable x, Variable rois, Variable roiIndices, int outsize, double spatialScale) {
        return ROIMaxPooling2D.roiMaxPooling2d(x, rois, roiIndices, outsize, spatialScale);
    }

    /**
     * Pools regions.
     *
     * @see ROIMaxPooling2D#roiMaxPooling2d(Variable, Variable, Variable, int[], double)
     */
    public static Variable roiMaxPooling2d(
            Variable x, Variable rois, Variable roiIndices, int[] outsize, double spatialScale) {
        return ROIMaxPooling2D.roiMaxPooling2d(x, rois, roiIndices, outsize, spatialScale);
    }

    /**
     * Pools regions.
     *
     * @see ROIPooling2D#roiPooling2d(Variable, Variable, int, int, double)
     */
    public static Variable roiPooling2d(Variable x, Variable rois, int outh, int outw, double spatialScale) {
        return ROIPooling2D.roiPooling2d(x, rois, outh, outw, spatialScale);
    }

    /**
     * Pyramid pooling with max pooling.
     *
     * @see SpatialPyramidPooling2D#spatialPyramidPooling2d(Variable, int)
     */
    public static Variable spatialPyramidPooling2d(Variable x, int pyramidHeight) {
        return SpatialPyramidPooling2D.spatialPyramidPooling2d(x, pyramidHeight);
    }

    /**
     * Pyramid pooling.
     *
     * @see SpatialPyramidPooling2D#spatialPyramidPooling2d(Variable, int, String)
     */
    public static Variable spatialPyramidPooling2d(Variable x, int pyramidHeight, String pooling) {
        return SpatialPyramidPooling2D.spatialPyramidPooling2d(x, pyramidHeight, pooling);
    }

    /**
     * Unpooling over one spatial axis.
     *
     * @see Unpooling#unpooling1d(Variable, int)
     */
    public static Variable unpooling1d(Variable x, int ksize) {
        return Unpooling.unpooling1d(x, ksize);
    }

    /**
     * Unpooling over one spatial axis.
     *
     * @see Unpooling#unpooling1d(Variable, PoolingOptions)
     */
    public static Variable unpooling1d(Variable x, PoolingOptions options) {
        return Unpooling.unpooling1d(x, options);
    }

    /**
     * Unpooling over two spatial axes.
     *
     * @see Unpooling#unpooling2d(Variable, int)
     */
    public static Variable unpooling2d(Variable x, int ksize) {
        return Unpooling.unpooling2d(x, ksize);
    }

    /**
     * Unpooling over two spatial axes.
     *
     * @see Unpooling#unpooling2d(Variable, PoolingOptions)
     */
    public static Variable unpooling2d(Variable x, PoolingOptions options) {
        return Unpooling.unpooling2d(x, options);
    }

    /**
     * Unpooling over three spatial axes.
     *
     * @see Unpooling#unpooling3d(Variable, int)
     */
    public static Variable unpooling3d(Variable x, int ksize) {
        return Unpooling.unpooling3d(x, ksize);
    }

    /**
     * Unpooling over three spatial axes.
     *
     * @see Unpooling#unpooling3d(Variable, PoolingOptions)
     */
    public static Variable unpooling3d(Variable x, PoolingOptions options) {
        return Unpooling.unpooling3d(x, options);
    }

    /**
     * Unpooling over all spatial axes.
     *
     * @see Unpooling#unpoolingNd(Variable, int)
     */
    public static Variable unpoolingNd(Variable x, int ksize) {
        return Unpooling.unpoolingNd(x, ksize);
    }

    /**
     * Unpooling over all spatial axes.
     *
     * @see Unpooling#unpoolingNd(Variable, PoolingOptions)
     */
    public static Variable unpoolingNd(Variable x, PoolingOptions options) {
        return Unpooling.unpoolingNd(x, options);
    }

    /**
     * Upsampling from square windows that don't overlap.
     *
     * @see Upsampling2D#upsampling2d(Variable, NDArray, int)
     */
    public static Variable upsampling2d(Variable x, NDArray indexes, int ksize) {
        return Upsampling2D.upsampling2d(x, indexes, ksize);
    }

    /**
     * Upsampling.
     *
     * @see Upsampling2D#upsampling2d(Variable, NDArray, PoolingOptions)
     */
    public static Variable upsampling2d(Variable x, NDArray indexes, PoolingOptions options) {
        return Upsampling2D.upsampling2d(x, indexes, options);
    }

    // --- Recurrent functions

    /**
     * One step: the next cell state and the output.
     *
     * @see LSTM#lstm(Variable, Variable)
     */
    public static Variable[] lstm(Variable cPrev, Variable x) {
        return LSTM.lstm(cPrev, x);
    }

    /**
     * The network.
     *
     * @see NStepGRU#nStepGru(int, double, Variable, List, List, List)
     */
    public static NStepRNN.Result nStepGru(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return NStepGRU.nStepGru(nLayers, dropoutRatio, hx, ws, bs, xs);
    }

    /**
     * The bidirectional network.
     *
     * @see NStepGRU#nStepBigru(int, double, Variable, List, List, List)
     */
    public static NStepRNN.Result nStepBigru(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return NStepGRU.nStepBigru(nLayers, dropoutRatio, hx, ws, bs, xs);
    }

    /**
     * The network.
     *
     * @see NStepLSTM#nStepLstm(int, double, Variable, Variable, List, List, List)
     */
    public static NStepLSTM.Result nStepLstm(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            Variable cx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return NStepLSTM.nStepLstm(nLayers, dropoutRatio, hx, cx, ws, bs, xs);
    }

    /**
     * The bidirectional network.
     *
     * @see NStepLSTM#nStepBilstm(int, double, Variable, Variable, List, List, List)
     */
    public static NStepLSTM.Result nStepBilstm(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            Variable cx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return NStepLSTM.nStepBilstm(nLayers, dropoutRatio, hx, cx, ws, bs, xs);
    }

    /**
     * The network with tanh.
     *
     * @see NStepRNN#nStepRnn(int, double, Variable, List, List, List)
     */
    public static NStepRNN.Result nStepRnn(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return NStepRNN.nStepRnn(nLayers, dropoutRatio, hx, ws, bs, xs);
    }

    /**
     * The network.
     *
     * @see NStepRNN#nStepRnn(int, double, Variable, List, List, List, String)
     */
    public static NStepRNN.Result nStepRnn(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs,
            String activation) {
        return NStepRNN.nStepRnn(nLayers, dropoutRatio, hx, ws, bs, xs, activation);
    }

    /**
     * The bidirectional network with tanh.
     *
     * @see NStepRNN#nStepBirnn(int, double, Variable, List, List, List)
     */
    public static NStepRNN.Result nStepBirnn(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs) {
        return NStepRNN.nStepBirnn(nLayers, dropoutRatio, hx, ws, bs, xs);
    }

    /**
     * The bidirectional network.
     *
     * @see NStepRNN#nStepBirnn(int, double, Variable, List, List, List, String)
     */
    public static NStepRNN.Result nStepBirnn(
            int nLayers,
            double dropoutRatio,
            Variable hx,
            List<List<Variable>> ws,
            List<List<Variable>> bs,
            List<Variable> xs,
            String activation) {
        return NStepRNN.nStepBirnn(nLayers, dropoutRatio, hx, ws, bs, xs, activation);
    }

    /**
     * The joint cell state and the output.
     *
     * @see SLSTM#slstm(Variable, Variable, Variable, Variable)
     */
    public static Variable[] slstm(Variable cPrev1, Variable cPrev2, Variable x1, Variable x2) {
        return SLSTM.slstm(cPrev1, cPrev2, x1, x2);
    }

    /**
     * The joint cell state and the output.
     *
     * @see TreeLSTM#treeLstm(Variable...)
     */
    public static Variable[] treeLstm(Variable... inputs) {
        return TreeLSTM.treeLstm(inputs);
    }

    // --- Utility functions

    /**
     * Applies a function of one output, whose inside is forgotten.
     *
     * @see Forget#forget(SingleBody, Variable...)
     */
    public static Variable forget(Forget.SingleBody func, Variable... xs) {
        return Forget.forget(func, xs);
    }

    /**
     * Applies a function of several outputs, whose inside is forgotten.
     *
     * @see Forget#forgetAll(Body, Variable...)
     */
    public static Variable[] forgetAll(Forget.Body func, Variable... xs) {
        return Forget.forgetAll(func, xs);
    }
}
