package org.chainer.functions;

import java.util.List;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.array.Slice;
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
import org.chainer.functions.array.BroadcastTo;
import org.chainer.functions.array.Cast;
import org.chainer.functions.array.Concat;
import org.chainer.functions.array.GetItem;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Stack;
import org.chainer.functions.array.Transpose;
import org.chainer.functions.connection.EmbedID;
import org.chainer.functions.connection.Linear;
import org.chainer.functions.evaluation.Accuracy;
import org.chainer.functions.loss.SoftmaxCrossEntropy;
import org.chainer.functions.math.Absolute;
import org.chainer.functions.math.BasicMath;
import org.chainer.functions.math.Clip;
import org.chainer.functions.math.Exp;
import org.chainer.functions.math.Log;
import org.chainer.functions.math.LogSumExp;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Max;
import org.chainer.functions.math.Maximum;
import org.chainer.functions.math.Mean;
import org.chainer.functions.math.Min;
import org.chainer.functions.math.Sqrt;
import org.chainer.functions.math.Sum;
import org.chainer.functions.math.SumTo;
import org.chainer.functions.noise.Dropout;
import org.chainer.functions.rnn.LSTM;

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
     * An array with one more axis of length 1, before the given position.
     *
     * @see Reshape#expandDims(Variable, int)
     */
    public static Variable expandDims(Variable x, int axis) {
        return Reshape.expandDims(x, axis);
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
     * The axes in the given order; reversed if none is given.
     *
     * @see Transpose#transpose(Variable, int...)
     */
    public static Variable transpose(Variable x, int... order) {
        return Transpose.transpose(x, order);
    }

    // --- Neural network connections

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

    // --- Loss functions

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
     * @see SoftmaxCrossEntropy#softmaxCrossEntropy(Variable, Variable, Options)
     */
    public static Variable softmaxCrossEntropy(Variable x, Variable t, SoftmaxCrossEntropy.Options options) {
        return SoftmaxCrossEntropy.softmaxCrossEntropy(x, t, options);
    }

    // --- Mathematical functions

    /**
     * Absolute value of each element of an array of any shape.
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
     * Clips each element of a floating-point array of any shape.
     *
     * @see Clip#clip(Variable, double, double)
     */
    public static Variable clip(Variable x, double xMin, double xMax) {
        return Clip.clip(x, xMin, xMax);
    }

    /**
     * The exponential of each element of a floating-point array of any shape.
     *
     * @see Exp#exp(Variable)
     */
    public static Variable exp(Variable x) {
        return Exp.exp(x);
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
     * Square root of each element of a floating-point array of any shape.
     *
     * @see Sqrt#sqrt(Variable)
     */
    public static Variable sqrt(Variable x) {
        return Sqrt.sqrt(x);
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

    // --- Recurrent functions

    /**
     * One step: the next cell state and the output.
     *
     * @see LSTM#lstm(Variable, Variable)
     */
    public static Variable[] lstm(Variable cPrev, Variable x) {
        return LSTM.lstm(cPrev, x);
    }
}
