package org.chainer.links.connection;

import java.util.Arrays;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.Initializers;

/** What convolutions and deconvolutions share: a kernel {@code W}, whose size may wait for the first input, and a bias {@code b}. */
abstract class ConvolutionBase extends Link implements Layer {
    @Name("W")
    private Parameter w;

    private Parameter b;
    private final int outChannels;
    private final int[] ksize;
    private final ConvolutionOptions options;

    ConvolutionBase(
            Integer inChannels,
            int outChannels,
            int[] ksize,
            ConvolutionOptions options,
            boolean noBias,
            Initializer initialW,
            Initializer initialBias) {
        this.outChannels = outChannels;
        this.ksize = ksize.clone();
        this.options = options;
        if (outChannels % options.groups() != 0) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": the " + outChannels
                    + " output channels cannot be divided into " + options.groups() + " groups");
        }
        this.w = Parameter.deferred(Initializers.orLeCunNormal(initialW));
        if (!noBias) {
            this.b = new Parameter(Initializers.orConstant(initialBias, 0), outChannels);
        }
        if (inChannels != null) {
            initialize(inChannels);
        }
    }

    /** A size for each of a number of axes, from one for all or one for each. */
    static int[] perAxis(int ndim, int... size) {
        if (size.length == ndim) {
            return size;
        }
        if (size.length != 1) {
            throw new IllegalArgumentException("convolution: the kernel's size is " + Arrays.toString(size)
                    + ", expected one number or one for each of the " + ndim + " axes");
        }
        int[] all = new int[ndim];
        Arrays.fill(all, size[0]);
        return all;
    }

    private void initialize(long inChannels) {
        int groups = options.groups();
        if (inChannels % groups != 0) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": the " + inChannels
                    + " input channels cannot be divided into " + groups + " groups");
        }
        w.initialize(kernelShape(inChannels, outChannels, groups).concat(Shape.of(longs(ksize))));
    }

    /** Shape of W without the kernel's axes. */
    abstract Shape kernelShape(long inChannels, long outChannels, int groups);

    abstract Variable apply(Variable x, Variable kernel, Variable bias, ConvolutionOptions chosen);

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    /** The kernel. */
    public final Parameter w() {
        return w;
    }

    /** The bias (out), or null. */
    public final Parameter b() {
        return b;
    }

    /** Stride, margin and so on. */
    public final ConvolutionOptions options() {
        return options;
    }

    /** x (batch, in, spatial…) to (batch, out, spatial…). */
    @Override
    public Variable forward(Variable x) {
        if (!w.isInitialized()) {
            if (x.rank() < 2) {
                throw new IllegalArgumentException(getClass().getSimpleName()
                        + ": expected x of shape (batch, channels, spatial…), not " + x.shape());
            }
            initialize(x.dim(1));
        }
        return apply(x, w, b, options);
    }

    @Override
    protected String specs() {
        boolean known = w.isInitialized();
        long in = known ? (this instanceof DeconvolutionND ? w.dim(0) : w.dim(1) * options.groups()) : 0;
        return "in_channels=" + (known ? in : "None") + ", out_channels=" + outChannels + ", ksize=" + size()
                + ", stride=" + tuple(options.stride()) + ", pad=" + tuple(options.pad()) + ", nobias="
                + (b == null ? "True" : "False") + ", dilate=" + tuple(options.dilate()) + ", groups="
                + options.groups();
    }

    /** As Chainer prints what it was given: one number if all axes have the same. */
    private String size() {
        return Arrays.stream(ksize).distinct().count() == 1 ? Integer.toString(ksize[0]) : tuple(ksize);
    }

    private String tuple(int[] values) {
        return Shape.of(longs(perAxis(ksize.length, values))).toString();
    }
}
