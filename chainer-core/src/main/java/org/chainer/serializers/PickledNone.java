package org.chainer.serializers;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Python's {@code None} as NumPy stores it: a pickled object array without axes. Chainer saves it for parameters that have no array yet. Nothing of a pickle is ever executed here.
 */
final class PickledNone {
    /** The end of the pickle: the state's list [None], with or without notes of the memo in between. */
    private static final Pattern END = Pattern.compile("(?s).*\\](q.|\\u0094)?Nat(q.|\\u0094)?b\\.");

    private PickledNone() {}

    /** Whether a pickle, its bytes seen as Latin-1 characters, rebuilds an object array of one None. */
    static boolean isOne(String pickle) {
        return pickle.contains("multiarray")
                && pickle.contains("_reconstruct")
                && END.matcher(pickle).matches();
    }

    /** A pickle (protocol 3) of {@code numpy.array(None)}. */
    static byte[] bytes() {
        String pickle = "\u0080\u0003"
                + "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\u0000\u0085C\u0001b\u0087R"
                + "(K\u0001)cnumpy\ndtype\nX\u0002\u0000\u0000\u0000O8\u0089\u0088\u0087R"
                + "(K\u0003X\u0001\u0000\u0000\u0000|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK?tb"
                + "\u0089]Natb.";
        return pickle.getBytes(StandardCharsets.ISO_8859_1);
    }
}
