package org.chainer.functions.connection;

import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;

/** The gradient of a convolution to its kernel, from its input and the gradient of its output: bilinear, as the convolution itself. */
final class ConvolutionGradW extends FunctionNode {
    private final Kernel kernel;
    private final Shape shape;

    private ConvolutionGradW(Kernel kernel, Shape shape) {
        this.kernel = kernel;
        this.shape = shape;
    }

    static Variable apply(Variable x, Variable gy, Kernel kernel, Shape shape) {
        return new ConvolutionGradW(kernel, shape).applySingle(x, gy);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0, 1);
        NDArray gw = in[0].emptyLike(shape);
        gw.device()
                .convolution()
                .convolveGradWeight(in[0], in[1], kernel.stride(), kernel.pad(), kernel.dilate(), kernel.groups(), gw);
        return arrays(gw);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] ggw) {
        Shape x = inputShape(0);
        Shape y = inputShape(1);
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            gx[i] = wanted[i] == 0
                    ? Deconvolution.apply(retainedInput(1), ggw[0], kernel, x.subShape(2, x.rank()))
                    : Convolution.apply(retainedInput(0), ggw[0], kernel, y.subShape(2, y.rank()));
        }
        return gx;
    }
}
