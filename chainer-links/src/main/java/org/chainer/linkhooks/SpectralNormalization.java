package org.chainer.linkhooks;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.Initializer;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.WeightHook;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Transpose;
import org.chainer.functions.math.MatMul;
import org.chainer.initializers.Normal;
import org.chainer.links.connection.DeconvolutionND;

/**
 * Divides a link's weight by its largest singular value, {@code W / σ(W)} with {@code σ(W) = uᵀ·W·v}; u and v come from power iteration, a step each call. The weight counts as a matrix of outputs
 * × all else. The link gets a persistent value {@code W_u} with u, and with {@code useGamma} a parameter {@code gamma} that the weight is multiplied by: add the hook before the optimizer's setup. In
 * training, u is kept for the next call. Chainer: {@code link_hooks.SpectralNormalization}.
 *
 * @see <a href="https://arxiv.org/abs/1802.05957">Miyato et al., Spectral Normalization for Generative Adversarial Networks, 2018</a>
 */
public class SpectralNormalization extends WeightHook {
    private static final String GAMMA = "gamma";

    private final int nPowerIteration;
    private final double eps;
    private final boolean useGamma;
    private final Double factor;
    private final String name;
    /** The right vector of each link's last call, for computing it again. */
    private final Map<Link, NDArray> right = Collections.synchronizedMap(new WeakHashMap<>());

    /** For the parameter {@code W}: one step of power iteration, eps 10⁻⁶, no gamma, no factor. */
    public SpectralNormalization() {
        this(1, 1e-6, false, null, "W", "SpectralNormalization");
    }

    /**
     * For a parameter.
     *
     * @param nPowerIteration steps of power iteration each call
     * @param eps what is added to norms
     * @param useGamma whether the link gets a parameter that the weight is multiplied by, at first its largest singular value
     * @param factor what the singular value is divided by, or null
     * @param weightName the parameter
     * @param name the hook's name
     * @throws IllegalArgumentException if there are no steps
     */
    public SpectralNormalization(
            int nPowerIteration, double eps, boolean useGamma, Double factor, String weightName, String name) {
        super(weightName);
        if (nPowerIteration < 1) {
            throw new IllegalArgumentException(
                    "SpectralNormalization: " + nPowerIteration + " steps of power iteration, expected 1 or more");
        }
        this.nPowerIteration = nPowerIteration;
        this.eps = eps;
        this.useGamma = useGamma;
        this.factor = factor;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    /** The name of the persistent value that holds u: that of the parameter with {@code _u} behind it. */
    public String vectorName() {
        return weightName() + "_u";
    }

    /** The weight's axis of outputs: 1 for deconvolutions, else 0. */
    private static int axis(Link link) {
        return link instanceof DeconvolutionND ? 1 : 0;
    }

    @Override
    protected void prepare(Link link, Parameter weight) {
        long outputs = weight.dim(axis(link));
        if (outputs == 0) {
            throw new IllegalArgumentException("SpectralNormalization: the parameter " + weightName() + " of shape "
                    + weight.shape() + " is empty");
        }
        addPersistent(
                link,
                vectorName(),
                Initializer.generateArray(new Normal(1), Shape.of(outputs), weight.dtype(), weight.device()));
        if (useGamma) {
            addParam(
                    link,
                    GAMMA,
                    new Parameter(largestSingularValue(matrix(link, weight).array())));
        }
    }

    private static NDArray largestSingularValue(NDArray matrix) {
        NDArray product = matrix.dim(0) < matrix.dim(1)
                ? matrix.matmul(matrix.transpose())
                : matrix.transpose().matmul(matrix);
        long n = product.dim(0);
        NDArray values = product.emptyLike(Shape.of(n));
        product.device().linalg().symmetricEigen(product, values, product.emptyLike(Shape.of(n, n)));
        double largest = Math.sqrt(Math.max(0, values.astype(DType.FLOAT64).toDoubleArray()[(int) n - 1]));
        return matrix.emptyLike(Shape.of()).fill(largest);
    }

    /** Takes the values away that the hook has added. */
    @Override
    public void deleted(Link link) {
        removePersistent(link, vectorName());
        if (useGamma) {
            removeParam(link, GAMMA);
        }
    }

    @Override
    protected Variable normalized(Link link, Variable weight) {
        if (persistent(link, vectorName()) == null) {
            prepare(link, (Parameter) weight);
        }
        Variable matrix = matrix(link, weight);
        NDArray left = persistent(link, vectorName());
        NDArray u = left;
        NDArray v = right.get(link);
        boolean again = Chainer.config().get(Config.IN_RECOMPUTING);
        if (!again || v == null) {
            for (int i = 0; i < nPowerIteration; i++) {
                v = unit(u.reshape(1, -1).matmul(matrix.array()).reshape(-1));
                u = unit(matrix.array().matmul(v.reshape(-1, 1)).reshape(-1));
            }
        }
        if (!again) {
            right.put(link, v);
            if (Chainer.config().train()) {
                left.copyFrom(u);
            }
        }
        Variable ofU = MatMul.matmul(new Variable(u.reshape(1, -1).copy(), false), matrix);
        Variable sigma =
                Reshape.reshape(MatMul.matmul(ofU, new Variable(v.reshape(-1, 1).copy(), false)));
        if (factor != null) {
            sigma = sigma.div(factor);
        }
        Variable scaled = useGamma ? weight.mul(param(link, GAMMA)) : weight;
        return scaled.div(sigma);
    }

    private NDArray unit(NDArray vector) {
        double norm = 0;
        for (double value : vector.astype(DType.FLOAT64).toDoubleArray()) {
            norm += value * value;
        }
        return vector.div(Math.sqrt(norm) + eps);
    }

    /** The weight as a matrix of outputs × all else. */
    private static Variable matrix(Link link, Variable weight) {
        int axis = axis(link);
        Variable first = weight;
        if (axis != 0) {
            int[] order = new int[weight.rank()];
            order[0] = axis;
            for (int i = 1; i < order.length; i++) {
                order[i] = i <= axis ? i - 1 : i;
            }
            first = Transpose.transpose(weight, order);
        }
        return first.rank() == 2 ? first : Reshape.reshape(first, first.dim(0), -1);
    }
}
