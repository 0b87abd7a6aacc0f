package org.chainer.backend.cpu;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * Asks Linux to back large blocks with pages of 2 MiB: products whose matrices exceed the caches then miss fewer address translations
 * (some percent of their time). Elsewhere, and where the system refuses, nothing happens.
 */
final class HugePages {
    static final long BYTES = 2L << 20;

    private static final int MADV_HUGEPAGE = 14;
    private static final Function MADVISE = find();

    private HugePages() {}

    private static Function find() {
        try {
            return Platform.isLinux() ? Function.getFunction("c", "madvise") : null;
        } catch (LinkageError | RuntimeException e) {
            return null;
        }
    }

    static boolean worthFor(long bytes) {
        return MADVISE != null && bytes >= 2 * BYTES;
    }

    /** Advises the whole pages within a range that begins at a page. */
    static void advise(long address, long bytes) {
        MADVISE.invokeInt(new Object[] {new Pointer(address), new NativeLong(bytes & -BYTES), MADV_HUGEPAGE});
    }
}
