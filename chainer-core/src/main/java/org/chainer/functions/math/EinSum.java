package org.chainer.functions.math;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.chainer.Variable;
import org.chainer.array.Shape;
import org.chainer.functions.array.Diagonal;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.array.Transpose;
import org.chainer.utils.TypeCheck;

/**
 * Einstein summation: products of elements of several arrays, summed over the axes whose label is not in the result. {@code einsum("ij,jk->ik", a,
 * b)} is {@code Σⱼ a[i, j]·b[j, k]}, {@code "ii->i"} a diagonal, {@code "...ij->...ji"} transposes the last two axes.
 *
 * <p>In: floating-point arrays of one dtype. Out: an array of that dtype with the axes of the result's labels. Axes of one label have one length.
 * Computed as matrix products, from left to right. Chainer: {@code F.einsum}.
 */
public final class EinSum {
    private EinSum() {}

    /** An array and the labels of its axes. */
    private record Term(Variable array, List<Integer> labels) {}

    /**
     * Einstein summation.
     *
     * @param subscripts a letter for each axis of each array, separated by commas, then {@code ->} and the result's axes; without that, the letters that
     *     occur once, in alphabetical order. {@code ...} stands for any number of axes.
     * @throws IllegalArgumentException if the subscripts are not understood or do not fit the arrays
     */
    public static Variable einsum(String subscripts, Variable... operands) {
        Subscripts parsed = Subscripts.parse(subscripts);
        TypeCheck in = TypeCheck.of("einsum", operands).count(parsed.inputs().size());
        Map<Integer, Long> lengths = new LinkedHashMap<>();
        List<Term> terms = new ArrayList<>();
        int ellipsis = -1;
        for (int i = 0; i < operands.length; i++) {
            in.floating(i).sameDType(0, i);
            int spared = operands[i].rank() - parsed.letters(i);
            in.expect(
                    spared == 0 || spared > 0 && parsed.hasEllipsis(i),
                    in.name(i) + ".ndim fits '" + parsed.inputs().get(i) + "'",
                    operands[i].rank() + " (shape " + operands[i].shape() + ")");
            if (parsed.hasEllipsis(i)) {
                in.expect(
                        ellipsis < 0 || ellipsis == spared,
                        "'...' stands for as many axes of each array",
                        ellipsis + " and " + spared);
                ellipsis = spared;
            }
            List<Integer> labels = parsed.labels(parsed.inputs().get(i), Math.max(spared, 0));
            for (int axis = 0; axis < labels.size(); axis++) {
                long length = operands[i].dim(axis);
                Long known = lengths.putIfAbsent(labels.get(axis), length);
                in.expect(
                        known == null || known == length,
                        "axes labelled '" + Subscripts.name(labels.get(axis)) + "' have one length",
                        known + " != " + length + " (" + in.name(i) + ".shape " + operands[i].shape() + ")");
            }
            terms.add(diagonals(new Term(operands[i], labels)));
        }
        List<Integer> result = parsed.labels(parsed.output(), Math.max(ellipsis, 0));
        in.expect(
                ellipsis <= 0 || parsed.output().contains(Subscripts.ELLIPSIS),
                "'...' is in the result if it stands for axes",
                "'" + subscripts + "'");
        return transposed(product(terms, result), result);
    }

    /** Takes diagonals until no label occurs twice. */
    private static Term diagonals(Term term) {
        List<Integer> labels = term.labels();
        for (int i = 0; i < labels.size(); i++) {
            int twin = labels.subList(i + 1, labels.size()).indexOf(labels.get(i));
            if (twin >= 0) {
                List<Integer> rest = new ArrayList<>(labels);
                rest.remove(i + 1 + twin);
                rest.add(rest.remove(i));
                return diagonals(new Term(Diagonal.diagonal(term.array(), 0, i, i + 1 + twin), rest));
            }
        }
        return term;
    }

    private static Term product(List<Term> terms, List<Integer> result) {
        Term left = summed(terms.get(0), label -> isNeeded(label, terms, 1, result));
        for (int i = 1; i < terms.size(); i++) {
            int next = i + 1;
            List<Integer> others = left.labels();
            Term right = summed(terms.get(i), label -> others.contains(label) || isNeeded(label, terms, next, result));
            left = product(left, right, label -> isNeeded(label, terms, next, result));
        }
        return left;
    }

    private static boolean isNeeded(int label, List<Term> terms, int from, List<Integer> result) {
        return result.contains(label)
                || terms.subList(from, terms.size()).stream()
                        .anyMatch(term -> term.labels().contains(label));
    }

    /** Sums over the axes whose label is not needed any more. */
    private static Term summed(Term term, Predicate<Integer> needed) {
        List<Integer> rest = term.labels().stream().filter(needed).toList();
        if (rest.size() == term.labels().size()) {
            return term;
        }
        int[] axes = term.labels().stream()
                .filter(needed.negate())
                .mapToInt(term.labels()::indexOf)
                .toArray();
        return new Term(Sum.sum(term.array(), axes), rest);
    }

    /** One matrix product for each combination of the labels that both have and that are needed further on. */
    private static Term product(Term a, Term b, Predicate<Integer> needed) {
        List<Integer> batch = a.labels().stream()
                .filter(label -> b.labels().contains(label) && needed.test(label))
                .toList();
        List<Integer> inner = a.labels().stream()
                .filter(label -> b.labels().contains(label) && !needed.test(label))
                .toList();
        List<Integer> rows = without(a.labels(), b.labels());
        List<Integer> columns = without(b.labels(), a.labels());
        Variable left = matrices(a, batch, rows, inner);
        Variable right = matrices(b, batch, inner, columns);
        Shape shape = shape(a, batch).concat(shape(a, rows)).concat(shape(b, columns));
        return new Term(Reshape.reshape(MatMul.matmul(left, right), shape), joined(batch, rows, columns));
    }

    private static List<Integer> without(List<Integer> labels, List<Integer> others) {
        return labels.stream().filter(label -> !others.contains(label)).toList();
    }

    @SafeVarargs
    private static List<Integer> joined(List<Integer>... parts) {
        List<Integer> all = new ArrayList<>();
        for (List<Integer> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static Variable matrices(Term term, List<Integer> batch, List<Integer> first, List<Integer> second) {
        Variable ordered = transposed(term, joined(batch, first, second));
        Shape flat = Shape.of(
                shape(term, batch).size(),
                shape(term, first).size(),
                shape(term, second).size());
        return Reshape.reshape(ordered, flat);
    }

    private static Shape shape(Term term, List<Integer> labels) {
        return Shape.of(labels.stream()
                .mapToLong(label -> term.array().dim(term.labels().indexOf(label)))
                .toArray());
    }

    private static Variable transposed(Term term, List<Integer> order) {
        if (order.equals(term.labels())) {
            return term.array();
        }
        return Transpose.transpose(
                term.array(), order.stream().mapToInt(term.labels()::indexOf).toArray());
    }

    /** What the text says. The axes of an ellipsis have negative labels, letters their code. */
    private record Subscripts(List<String> inputs, String output) {
        static final String ELLIPSIS = "@";

        static Subscripts parse(String text) {
            String plain = text.replace(" ", "").replace("...", ELLIPSIS);
            String[] sides = plain.split("->", -1);
            if (!plain.matches("[A-Za-z,@]*(->[A-Za-z@]*)?") || plain.indexOf('@') >= 0 && text.contains("@")) {
                throw error(text, "expected letters, commas, '...' and one '->'");
            }
            List<String> inputs = List.of(sides[0].split(",", -1));
            for (String term : inputs) {
                if (term.indexOf('@') != term.lastIndexOf('@')) {
                    throw error(text, "there is more than one '...' in '" + term.replace(ELLIPSIS, "...") + "'");
                }
            }
            String output = sides.length == 2 ? sides[1] : implied(sides[0]);
            for (int i = 0; i < output.length(); i++) {
                if (sides[0].indexOf(output.charAt(i)) < 0 || output.indexOf(output.charAt(i)) != i) {
                    throw error(text, "each label of the result must be in an operand, and in the result once");
                }
            }
            return new Subscripts(inputs, output);
        }

        private static IllegalArgumentException error(String text, String reason) {
            return new IllegalArgumentException("einsum: subscripts '" + text + "': " + reason);
        }

        private static String implied(String inputs) {
            String once = inputs.chars()
                    .filter(c -> c != ',' && c != '@' && inputs.indexOf(c) == inputs.lastIndexOf(c))
                    .sorted()
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            return inputs.contains(ELLIPSIS) ? ELLIPSIS + once : once;
        }

        boolean hasEllipsis(int i) {
            return inputs.get(i).contains(ELLIPSIS);
        }

        int letters(int i) {
            return inputs.get(i).replace(ELLIPSIS, "").length();
        }

        List<Integer> labels(String term, int ellipsisAxes) {
            List<Integer> labels = new ArrayList<>();
            for (char c : term.toCharArray()) {
                if (c == '@') {
                    for (int i = 0; i < ellipsisAxes; i++) {
                        labels.add(i - ellipsisAxes);
                    }
                } else {
                    labels.add((int) c);
                }
            }
            return labels;
        }

        static String name(int label) {
            return label < 0 ? "..." : Character.toString(label);
        }
    }
}
