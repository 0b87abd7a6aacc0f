package org.chainer.functions.connection;

import java.util.List;
import org.chainer.DeferredGradient;
import org.chainer.FunctionNode;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.utils.TypeCheck;

/**
 * Rows of a table by number: {@code y = W[x]}, the embedding of word IDs.
 *
 * <p>In: x, integers of any shape; W (vocabulary, units). Out: x's shape with units appended. No gradient to x. Chainer: {@code F.embed_id}.
 */
public final class EmbedID extends FunctionNode {
    private final Integer ignoreLabel;

    private EmbedID(Integer ignoreLabel) {
        this.ignoreLabel = ignoreLabel;
    }

    /**
     * Looks rows up.
     *
     * @throws IndexOutOfBoundsException if an ID is negative or not below the table's length
     */
    public static Variable embedId(Variable x, Variable w) {
        return embedId(x, w, null);
    }

    /**
     * Looks rows up.
     *
     * @param ignoreLabel an ID whose row is zero and gets no gradient; null for none
     * @throws IndexOutOfBoundsException if another ID is negative or not below the table's length
     */
    public static Variable embedId(Variable x, Variable w, Integer ignoreLabel) {
        return new EmbedID(ignoreLabel).applySingle(x, w);
    }

    @Override
    public String label() {
        return "EmbedIDFunction";
    }

    @Override
    protected void checkTypes(TypeCheck in) {
        in.names("x", "W").count(2).integer(0).floating(1).rank(1, 2).minRank(0, 1);
    }

    @Override
    protected NDArray[] forward(NDArray[] in) {
        retainInputs(0);
        NDArray y = in[1].emptyLike(in[0].shape().concat(Shape.of(in[1].dim(1))));
        in[1].device().indexing().embed(in[1], in[0], ignoreLabel, y);
        return arrays(y);
    }

    @Override
    protected Variable[] backward(int[] wanted, Variable[] gy) {
        Variable[] gx = new Variable[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 1) {
                gx[i] = mayDefer()
                        ? deferred(new TableGradient(inputShape(1), inputData(0), gy[0].array(), ignoreLabel))
                        : new EmbedIDGrad(inputShape(1), ignoreLabel)
                                .applySingle(new Variable(inputData(0), false), gy[0]);
            }
        }
        return gx;
    }

    /** Adds the rows of all pairs into one table. */
    private static final class TableGradient extends DeferredGradient {
        private final Integer ignoreLabel;

        TableGradient(Shape shape, NDArray ids, NDArray gy, Integer ignoreLabel) {
            super(gy.dtype(), shape, ids, gy);
            this.ignoreLabel = ignoreLabel;
        }

        @Override
        protected boolean isCompatible(DeferredGradient other) {
            return other instanceof TableGradient table && java.util.Objects.equals(table.ignoreLabel, ignoreLabel);
        }

        @Override
        protected void accumulate(List<NDArray> ids, List<NDArray> gy, NDArray gradient, boolean overwrite) {
            if (overwrite) {
                gradient.fill(0);
            }
            for (int i = 0; i < ids.size(); i++) {
                gradient.device().indexing().embedGrad(ids.get(i), gy.get(i), ignoreLabel, gradient);
            }
        }
    }

    /** {@code gW[x] += gy}; its own gradient looks rows up again. */
    private static final class EmbedIDGrad extends FunctionNode {
        private final Shape shape;
        private final Integer ignoreLabel;

        EmbedIDGrad(Shape shape, Integer ignoreLabel) {
            this.shape = shape;
            this.ignoreLabel = ignoreLabel;
        }

        @Override
        protected NDArray[] forward(NDArray[] in) {
            retainInputs(0);
            NDArray gw = in[1].emptyLike(shape).fill(0);
            gw.device().indexing().embedGrad(in[0], in[1], ignoreLabel, gw);
            return arrays(gw);
        }

        @Override
        protected Variable[] backward(int[] wanted, Variable[] ggw) {
            Variable[] gx = new Variable[wanted.length];
            for (int i = 0; i < wanted.length; i++) {
                if (wanted[i] == 1) {
                    gx[i] = embedId(new Variable(inputData(0), false), ggw[0], ignoreLabel);
                }
            }
            return gx;
        }
    }
}
