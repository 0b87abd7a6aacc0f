package org.chainer.backend.cuda;

/** A call of CUDA, or of a library on it, has failed. The message names the call, what it was asked to do, and the error. */
public final class CudaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int code;
    private final boolean sticky;

    CudaException(String message, String call, int code, boolean sticky) {
        super(message);
        this.call = call;
        this.code = code;
        this.sticky = sticky;
    }

    /** The function that reported the error, such as {@code cudaMemcpyAsync}. */
    public String call() {
        return call;
    }

    /** The library's number of the error. */
    public int code() {
        return code;
    }

    /** Whether the device cannot be used any more by this process: a kernel has read or written where it must not, or has crashed. */
    public boolean isSticky() {
        return sticky;
    }
}
