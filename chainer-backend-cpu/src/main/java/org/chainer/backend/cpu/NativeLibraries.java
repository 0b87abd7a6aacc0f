package org.chainer.backend.cpu;

import org.bytedeco.javacpp.Loader;

/**
 * Loads OpenBLAS and oneDNN, each on its own, when they are first asked for, and remembers why one could not be loaded. Nothing here throws.
 */
final class NativeLibraries {
    private NativeLibraries() {}

    /** What became of loading one library. */
    static final class Library {
        private final String name;
        private final String artifact;
        private final String[] classes;
        private boolean tried;
        private String reason;

        Library(String name, String artifact, String... classes) {
            this.name = name;
            this.artifact = artifact;
            this.classes = classes;
        }

        /** Why the library is not available, in a sentence; null if it is. */
        synchronized String unavailableReason() {
            if (!tried) {
                tried = true;
                reason = load();
            }
            return reason;
        }

        boolean isAvailable() {
            return unavailableReason() == null;
        }

        private String load() {
            try {
                Environment.prepare();
                for (String className : classes) {
                    Loader.load(Class.forName(className));
                }
                return null;
            } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
                return name + " could not be loaded on " + platform() + " (" + rootMessage(e) + "); is org.bytedeco:"
                        + artifact + " with the classifier of this platform on the class path?";
            }
        }

        private static String platform() {
            try {
                return Loader.getPlatform();
            } catch (LinkageError e) {
                return System.getProperty("os.name") + " " + System.getProperty("os.arch");
            }
        }

        private static String rootMessage(Throwable thrown) {
            Throwable root = thrown;
            while (root.getCause() != null && root.getCause() != root) {
                root = root.getCause();
            }
            return root.toString().lines().findFirst().orElse("");
        }
    }

    private static final class Environment {
        static {
            // JavaCPP would refuse new pointers when the process holds much memory, which is what our pool is for and
            // bounds itself.
            for (String limit :
                    new String[] {"org.bytedeco.javacpp.maxBytes", "org.bytedeco.javacpp.maxPhysicalBytes"}) {
                if (System.getProperty(limit) == null) {
                    System.setProperty(limit, "0");
                }
            }
            CpuThreads.configure();
        }

        private Environment() {}

        static void prepare() {}
    }

    /** JavaCPP's own library: the allocator of native blocks. */
    static final Library MEMORY = new Library("JavaCPP", "javacpp", "org.bytedeco.javacpp.Pointer");

    /** BLAS. */
    static final Library OPENBLAS =
            new Library("OpenBLAS", "openblas", "org.bytedeco.openblas.global.openblas_nolapack");

    /** LAPACK, which is in OpenBLAS's file but has a large binding of its own. */
    static final Library LAPACK = new Library("LAPACK", "openblas", "org.bytedeco.openblas.global.openblas");

    /** oneDNN. */
    static final Library ONEDNN = new Library("oneDNN", "dnnl", "org.bytedeco.dnnl.global.dnnl");
}
