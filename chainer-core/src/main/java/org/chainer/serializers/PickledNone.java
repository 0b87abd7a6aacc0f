package org.chainer.serializers;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Python's {@code None} as NumPy stores it: a pickled object array without axes. Chainer saves it for parameters that have no array yet. Nothing of a pickle is ever executed here: its bytes
 * are compared with those that NumPy writes, the optional notes of the memo left out.
 */
final class PickledNone {
    /** The memo's notes: BINPUT with its number in protocols 2 and 3, MEMOIZE from protocol 4 on. */
    private static final String NOTE = "(?:q.|\u0094)?";

    private static final String TEXT = "(?:X(?:.)\0\0\0|\u008c.)";
    private static final Pattern NONE = Pattern.compile(String.join(
            NOTE,
            "(?s)\u0080[\2-\5](?:\u0095.{8})?(?:cnumpy\\._?core\\.multiarray\n_reconstruct\n|" + TEXT
                    + "numpy\\._?core\\.multiarray" + NOTE + TEXT + "_reconstruct" + NOTE + "\u0093)",
            "(?:cnumpy\nndarray\n|" + TEXT + "numpy" + NOTE + TEXT + "ndarray" + NOTE + "\u0093)",
            "K\0\u0085",
            "(?:C\1b|U\1b|" + TEXT + "b|c_codecs\nencode\n" + NOTE + TEXT + "b" + NOTE + TEXT + "latin1" + NOTE
                    + "\u0086" + NOTE + "R)",
            "\u0087",
            "R",
            "\\(K\1\\)(?:cnumpy\ndtype\n|(?:h.|" + TEXT + "numpy)" + NOTE + TEXT + "dtype" + NOTE + "\u0093)",
            "(?:U\2O8|" + TEXT + "O8)",
            "(?:K\0K\1|\u0089\u0088)\u0087",
            "R",
            "\\(K\3(?:U\1\\||" + TEXT + "\\|)",
            "NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\\?t",
            "b\u0089]",
            "Nat",
            "b\\."));

    private PickledNone() {}

    /** Whether a pickle, its bytes seen as Latin-1 characters, is an object array of one None. */
    static boolean isOne(String pickle) {
        return NONE.matcher(pickle).matches();
    }

    /** A pickle (protocol 3) of {@code numpy.array(None)}. */
    static byte[] bytes() {
        String pickle = "\u0080\3"
                + "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085C\1b\u0087R"
                + "(K\1)cnumpy\ndtype\nX\2\0\0\0O8\u0089\u0088\u0087R"
                + "(K\3X\1\0\0\0|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK?tb"
                + "\u0089]Natb.";
        return pickle.getBytes(StandardCharsets.ISO_8859_1);
    }
}
