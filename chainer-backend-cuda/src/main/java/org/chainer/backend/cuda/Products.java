package org.chainer.backend.cuda;

import java.lang.ref.Reference;
import org.bytedeco.cuda.cublas.cublasContext;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/**
 * Matrix products by cuBLAS, which counts in columns: what is a matrix in C order here is its transpose there, so the product of the transposes in the other
 * order is asked for.
 */
final class Products {
    /** Name of the system property that lets products of float32 use tensor cores with ten bits of mantissa. */
    static final String TF32 = "chainer.cuda.tf32";

    private final CudaContext context;
    private final cublasContext handle = new cublasContext();
    private final boolean tf32 = Boolean.getBoolean(TF32);

    Products(CudaContext context) {
        this.context = context;
        context.enter();
        CudaErrors.blas(cublas.cublasCreate_v2(handle), "cublasCreate", context, "setting up the device");
        CudaErrors.blas(
                cublas.cublasSetStream_v2(handle, context.stream()),
                "cublasSetStream",
                context,
                "setting up the device");
    }

    /** {@code out = alpha·A·B + beta·out}. */
    void gemm(NDArray a, boolean transposeA, NDArray b, boolean transposeB, double alpha, double beta, NDArray out) {
        long m = out.dim(0);
        long n = out.dim(1);
        long k = a.dim(transposeA ? 0 : 1);
        if (m == 0 || n == 0) {
            return;
        }
        Matrix target = Matrix.direct(out);
        if (target == null) {
            NDArray whole = beta == 0 ? out.emptyLike() : out.copy();
            gemm(a, transposeA, b, transposeB, alpha, beta, whole);
            out.device().elementwise().copy(whole, out);
            whole.close();
            return;
        }
        if (target.transposed()) {
            gemm(b, !transposeB, a, !transposeA, alpha, beta, out.transpose());
            return;
        }
        Matrix left = Matrix.of(a);
        Matrix right = Matrix.of(b);
        DType dtype = out.dtype();
        int type = type(dtype);
        synchronized (handle) {
            context.enter();
            context.called("cublasGemmEx", m + "×" + n + "×" + k);
            CudaErrors.blas(
                    cublas.cublasGemmEx(
                            handle,
                            operation(right.transposed() != transposeB),
                            operation(left.transposed() != transposeA),
                            Math.toIntExact(n),
                            Math.toIntExact(m),
                            Math.toIntExact(k),
                            Scalars.alpha(dtype, alpha),
                            new Address().at(context.address(right.array(), false)),
                            type,
                            Math.toIntExact(right.leading()),
                            new Address().at(context.address(left.array(), false)),
                            type,
                            Math.toIntExact(left.leading()),
                            Scalars.beta(dtype, beta),
                            new Address().at(context.address(out, true)),
                            type,
                            Math.toIntExact(target.leading()),
                            compute(dtype),
                            cublas.CUBLAS_GEMM_DEFAULT),
                    "cublasGemmEx",
                    context,
                    "product of " + dtype + " " + a.shape() + (transposeA ? "ᵀ" : "") + " and " + b.shape()
                            + (transposeB ? "ᵀ" : ""));
        }
        left.release();
        right.release();
        Reference.reachabilityFence(out);
    }

    /** {@code out[i] = a[i]·b[i]} for contiguous arrays. */
    void batched(NDArray a, NDArray b, NDArray out) {
        int m = Math.toIntExact(out.dim(1));
        int n = Math.toIntExact(out.dim(2));
        int k = Math.toIntExact(a.dim(2));
        DType dtype = out.dtype();
        int type = type(dtype);
        synchronized (handle) {
            context.enter();
            context.called("cublasGemmStridedBatchedEx", out.dim(0) + " times " + m + "×" + n + "×" + k);
            CudaErrors.blas(
                    cublas.cublasGemmStridedBatchedEx(
                            handle,
                            cublas.CUBLAS_OP_N,
                            cublas.CUBLAS_OP_N,
                            n,
                            m,
                            k,
                            Scalars.alpha(dtype, 1),
                            new Address().at(context.address(b, false)),
                            type,
                            n,
                            (long) k * n,
                            new Address().at(context.address(a, false)),
                            type,
                            Math.max(1, k),
                            (long) m * k,
                            Scalars.beta(dtype, 0),
                            new Address().at(context.address(out, true)),
                            type,
                            n,
                            (long) m * n,
                            Math.toIntExact(out.dim(0)),
                            compute(dtype),
                            cublas.CUBLAS_GEMM_DEFAULT),
                    "cublasGemmStridedBatchedEx",
                    context,
                    "products of " + dtype + " " + a.shape() + " and " + b.shape());
        }
        Reference.reachabilityFence(out);
    }

    private static int operation(boolean transposed) {
        return transposed ? cublas.CUBLAS_OP_T : cublas.CUBLAS_OP_N;
    }

    /** How a product is computed: in float32 for the narrow types. */
    int compute(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> cublas.CUBLAS_COMPUTE_64F;
            case FLOAT32 -> tf32 ? cublas.CUBLAS_COMPUTE_32F_FAST_TF32 : cublas.CUBLAS_COMPUTE_32F;
            default -> cublas.CUBLAS_COMPUTE_32F;
        };
    }

    /** The number of cudaDataType. */
    static int type(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> cudart.CUDA_R_64F;
            case FLOAT32 -> cudart.CUDA_R_32F;
            case FLOAT16 -> cudart.CUDA_R_16F;
            case BFLOAT16 -> cudart.CUDA_R_16BF;
            default -> throw new IllegalArgumentException("cuBLAS has no products of dtype " + dtype);
        };
    }
}
