package org.chainer.backend.cuda;

import java.lang.ref.Reference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.cuda.cublas.cublasLtContext;
import org.bytedeco.cuda.cublas.cublasLtMatmulDescOpaque_t;
import org.bytedeco.cuda.cublas.cublasLtMatmulHeuristicResult_t;
import org.bytedeco.cuda.cublas.cublasLtMatmulPreferenceOpaque_t;
import org.bytedeco.cuda.cublas.cublasLtMatrixLayoutOpaque_t;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.chainer.array.DType;
import org.chainer.array.NDArray;

/** {@code y = x·Wᵀ + b} or {@code y = x·Wᵀ + z} in one launch, by cuBLASLt. What it chose for a shape is kept. */
final class BiasedProducts {
    private static final int MOST_PLANS = 256;
    private static final int ALIGNMENT = 256;

    private final CudaContext context;
    private final Products products;
    private final cublasLtContext handle = new cublasLtContext();
    private final Map<Key, Plan> plans = new ConcurrentHashMap<>();

    private record Key(DType dtype, long rows, long in, long out, boolean biased) {}

    private record Plan(
            cublasLtMatmulDescOpaque_t product,
            cublasLtMatrixLayoutOpaque_t w,
            cublasLtMatrixLayoutOpaque_t x,
            cublasLtMatrixLayoutOpaque_t y,
            cublasLtMatmulHeuristicResult_t choice) {}

    BiasedProducts(CudaContext context, Products products) {
        this.context = context;
        this.products = products;
        context.enter();
        CudaErrors.blas(cublas.cublasLtCreate(handle), "cublasLtCreate", context, "setting up the device");
    }

    /** Whether all arrays begin where cuBLASLt's choices expect them to: views into larger arrays may not. */
    boolean areAligned(NDArray... arrays) {
        for (NDArray array : arrays) {
            if (context.address(array, false) % ALIGNMENT != 0) {
                return false;
            }
        }
        return true;
    }

    /** All arrays contiguous and aligned, none empty. */
    void linear(NDArray x, NDArray w, NDArray bias, NDArray y) {
        product(x, w, bias, y, 0, y);
    }

    /** The same with another array of y's shape in the bias's place. */
    void linearOnto(NDArray x, NDArray w, NDArray z, NDArray y) {
        product(x, w, null, z, 1, y);
    }

    private void product(NDArray x, NDArray w, NDArray bias, NDArray z, double beta, NDArray y) {
        DType dtype = y.dtype();
        synchronized (handle) {
            context.enter();
            if (plans.size() >= MOST_PLANS) {
                plans.clear();
            }
            Plan plan = plans.computeIfAbsent(new Key(dtype, x.dim(0), x.dim(1), y.dim(1), bias != null), this::plan);
            if (bias != null) {
                try (LongPointer address = new LongPointer(1)) {
                    address.put(context.address(bias, false));
                    set(plan.product, cublas.CUBLASLT_MATMUL_DESC_BIAS_POINTER, address, Long.BYTES);
                }
            }
            Address target = new Address().at(context.address(y, true));
            context.called("cublasLtMatmul", x.dim(0) + "×" + y.dim(1) + "×" + x.dim(1));
            CudaErrors.blas(
                    cublas.cublasLtMatmul(
                            handle,
                            plan.product,
                            Scalars.alpha(dtype, 1),
                            new Address().at(context.address(w, false)),
                            plan.w,
                            new Address().at(context.address(x, false)),
                            plan.x,
                            Scalars.beta(dtype, beta),
                            z == y ? target : new Address().at(context.address(z, false)),
                            plan.y,
                            target,
                            plan.y,
                            plan.choice.algo(),
                            null,
                            0,
                            context.stream()),
                    "cublasLtMatmul",
                    context,
                    "linear of " + dtype + " x " + x.shape() + ", W " + w.shape());
        }
        Reference.reachabilityFence(y);
    }

    /** In columns: y (out, rows) = Wᵀᵀ (out, in) · x (in, rows). */
    private Plan plan(Key key) {
        cublasLtMatmulDescOpaque_t product;
        try (PointerPointer<Pointer> made = new PointerPointer<>(1)) {
            check(
                    cublas.cublasLtMatmulDescCreate(made, products.compute(key.dtype), scale(key.dtype)),
                    "cublasLtMatmulDescCreate",
                    key);
            product = new cublasLtMatmulDescOpaque_t(made.get(0));
        }
        try (IntPointer number = new IntPointer(1)) {
            set(product, cublas.CUBLASLT_MATMUL_DESC_TRANSA, number.put(cublas.CUBLAS_OP_T), Integer.BYTES);
            set(
                    product,
                    cublas.CUBLASLT_MATMUL_DESC_EPILOGUE,
                    number.put(key.biased ? cublas.CUBLASLT_EPILOGUE_BIAS : cublas.CUBLASLT_EPILOGUE_DEFAULT),
                    Integer.BYTES);
        }
        cublasLtMatrixLayoutOpaque_t w = layout(key, key.in, key.out);
        cublasLtMatrixLayoutOpaque_t x = layout(key, key.in, key.rows);
        cublasLtMatrixLayoutOpaque_t y = layout(key, key.out, key.rows);
        return new Plan(product, w, x, y, choose(key, product, w, x, y));
    }

    private cublasLtMatmulHeuristicResult_t choose(
            Key key,
            cublasLtMatmulDescOpaque_t product,
            cublasLtMatrixLayoutOpaque_t w,
            cublasLtMatrixLayoutOpaque_t x,
            cublasLtMatrixLayoutOpaque_t y) {
        cublasLtMatmulPreferenceOpaque_t preference;
        try (PointerPointer<Pointer> made = new PointerPointer<>(1)) {
            check(cublas.cublasLtMatmulPreferenceCreate(made), "cublasLtMatmulPreferenceCreate", key);
            preference = new cublasLtMatmulPreferenceOpaque_t(made.get(0));
        }
        try (SizeTPointer workspace = new SizeTPointer(1)) {
            check(
                    cublas.cublasLtMatmulPreferenceSetAttribute(
                            preference, cublas.CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, workspace.put(0), Long.BYTES),
                    "cublasLtMatmulPreferenceSetAttribute",
                    key);
        }
        cublasLtMatmulHeuristicResult_t result = new cublasLtMatmulHeuristicResult_t();
        int[] found = new int[1];
        check(
                cublas.cublasLtMatmulAlgoGetHeuristic(handle, product, w, x, y, y, preference, 1, result, found),
                "cublasLtMatmulAlgoGetHeuristic",
                key);
        cublas.cublasLtMatmulPreferenceDestroy(preference);
        if (found[0] == 0) {
            check(cublas.CUBLAS_STATUS_NOT_SUPPORTED, "cublasLtMatmulAlgoGetHeuristic", key);
        }
        return result;
    }

    private cublasLtMatrixLayoutOpaque_t layout(Key key, long rows, long columns) {
        try (PointerPointer<Pointer> made = new PointerPointer<>(1)) {
            check(
                    cublas.cublasLtMatrixLayoutCreate(made, Products.type(key.dtype), rows, columns, rows),
                    "cublasLtMatrixLayoutCreate",
                    key);
            return new cublasLtMatrixLayoutOpaque_t(made.get(0));
        }
    }

    private static int scale(DType dtype) {
        return Products.type(dtype == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32);
    }

    private void set(cublasLtMatmulDescOpaque_t product, int attribute, Pointer value, long bytes) {
        CudaErrors.blas(
                cublas.cublasLtMatmulDescSetAttribute(product, attribute, value, bytes),
                "cublasLtMatmulDescSetAttribute",
                context,
                "setting attribute " + attribute);
    }

    private void check(int code, String call, Key key) {
        CudaErrors.blas(code, call, context, "choosing how to compute a linear layer, " + key);
    }
}
