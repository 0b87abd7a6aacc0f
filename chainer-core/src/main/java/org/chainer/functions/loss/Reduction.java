package org.chainer.functions.loss;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.functions.math.Mean;
import org.chainer.functions.math.Sum;

/** What losses share about their option {@code reduce}. */
final class Reduction {
    private Reduction() {}

    /**
     * Refuses a name that is not among the allowed ones.
     *
     * @return the name
     */
    static String check(String function, String reduce, String... allowed) {
        if (!Arrays.asList(allowed).contains(reduce)) {
            String names = Arrays.stream(allowed).map(name -> "'" + name + "'").collect(Collectors.joining(" or "));
            throw new IllegalArgumentException(function + ": reduce must be " + names + ", not '" + reduce + "'");
        }
        return reduce;
    }

    /** The sum, the mean or the elements themselves ({@code no}). */
    static Variable apply(Variable losses, String reduce) {
        return switch (reduce) {
            case "sum" -> Sum.sum(losses);
            case "mean" -> Mean.mean(losses);
            default -> losses;
        };
    }

    /** The dtype in which elements of another are added up. */
    static DType wide(DType dtype) {
        return dtype == DType.FLOAT16 ? DType.FLOAT32 : dtype;
    }
}
