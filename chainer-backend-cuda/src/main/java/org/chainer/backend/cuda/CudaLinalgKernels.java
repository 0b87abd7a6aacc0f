package org.chainer.backend.cuda;

import org.chainer.array.NDArray;
import org.chainer.backend.Out;
import org.chainer.backend.kernels.LinalgKernels;
import org.chainer.backend.reference.ReferenceLinalgKernels;

/** Products by cuBLAS and cuBLASLt. Products of integers, decompositions, Fourier transforms and sparse products run on the host. */
final class CudaLinalgKernels implements LinalgKernels {
    private final Products products;
    private final BiasedProducts biased;
    private final LinalgKernels staged;

    CudaLinalgKernels(CudaContext context) {
        products = new Products(context);
        biased = new BiasedProducts(context, products);
        staged = Staging.of(LinalgKernels.class, new ReferenceLinalgKernels(), context);
    }

    @Override
    public void gemm(
            NDArray a, boolean transposeA, NDArray b, boolean transposeB, double alpha, double beta, @Out NDArray out) {
        if (!out.dtype().isFloating()) {
            staged.gemm(a, transposeA, b, transposeB, alpha, beta, out);
        } else {
            products.gemm(a, transposeA, b, transposeB, alpha, beta, out);
        }
    }

    @Override
    public void batchedMatmul(NDArray a, NDArray b, @Out NDArray out) {
        if (!out.dtype().isFloating()) {
            staged.batchedMatmul(a, b, out);
        } else if (out.size() > 0) {
            NDArray left = a.contiguous();
            NDArray right = b.contiguous();
            NDArray target = out.isContiguous() ? out : out.emptyLike();
            products.batched(left, right, target);
            if (target != out) {
                out.device().elementwise().copy(target, out);
                target.close();
            }
            closeCopy(left, a);
            closeCopy(right, b);
        }
    }

    @Override
    public void linear(NDArray x, NDArray w, NDArray b, @Out NDArray y) {
        if (y.size() == 0) {
            return;
        }
        if (b != null && x.size() > 0 && y.isContiguous() && b.isContiguous()) {
            NDArray input = x.contiguous();
            NDArray weights = w.contiguous();
            boolean aligned = biased.areAligned(input, weights, b, y);
            if (aligned) {
                biased.linear(input, weights, b, y);
            }
            closeCopy(input, x);
            closeCopy(weights, w);
            if (aligned) {
                return;
            }
        }
        if (b != null) {
            y.device().elementwise().copy(b.broadcastTo(y.shape()), y);
        }
        products.gemm(x, false, w, true, 1, b == null ? 0 : 1, y);
    }

    @Override
    public void linearOnto(NDArray x, NDArray w, NDArray z, @Out NDArray y) {
        if (y.size() == 0) {
            return;
        }
        if (x.size() == 0 || !y.isContiguous() || !y.dtype().isFloating()) {
            LinalgKernels.super.linearOnto(x, w, z, y);
            return;
        }
        try (Dense input = Dense.reading(x);
                Dense weights = Dense.reading(w);
                Dense added = Dense.reading(z)) {
            if (biased.areAligned(input.array(), weights.array(), added.array(), y)) {
                biased.linearOnto(input.array(), weights.array(), added.array(), y);
            } else {
                LinalgKernels.super.linearOnto(x, w, z, y);
            }
        }
    }

    private static void closeCopy(NDArray copy, NDArray original) {
        if (copy != original) {
            copy.close();
        }
    }

    @Override
    public void inverse(NDArray x, @Out NDArray y) {
        staged.inverse(x, y);
    }

    @Override
    public void determinant(NDArray x, @Out NDArray y) {
        staged.determinant(x, y);
    }

    @Override
    public void cholesky(NDArray x, @Out NDArray y) {
        staged.cholesky(x, y);
    }

    @Override
    public void symmetricEigen(NDArray x, @Out NDArray values, @Out NDArray vectors) {
        staged.symmetricEigen(x, values, vectors);
    }

    @Override
    public void singularValues(NDArray x, @Out NDArray u, @Out NDArray s, @Out NDArray vt) {
        staged.singularValues(x, u, s, vt);
    }

    @Override
    public void fourier(NDArray re, NDArray im, boolean inverse, @Out NDArray outRe, @Out NDArray outIm) {
        staged.fourier(re, im, inverse, outRe, outIm);
    }

    @Override
    public void sparseMatmul(NDArray values, NDArray rows, NDArray columns, NDArray b, @Out NDArray out) {
        staged.sparseMatmul(values, rows, columns, b, out);
    }

    @Override
    public void sparseMatmulGradValues(NDArray rows, NDArray columns, NDArray gout, NDArray b, @Out NDArray gvalues) {
        staged.sparseMatmulGradValues(rows, columns, gout, b, gvalues);
    }
}
