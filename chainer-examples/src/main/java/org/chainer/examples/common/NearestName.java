package org.chainer.examples.common;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant who wrote something that does not exist. */
public final class NearestName {
    private NearestName() {}

    /**
     * The nearest names, nearest first.
     *
     * <p>The distance counts letters that are wrong, missing, too many or swapped with their neighbour, whatever the case, and
     * leaves hyphens and underscores aside. A name that begins with what was written is near, too.
     *
     * @param written what does not exist
     * @param names what exists
     * @return three names at most; none if all are too far
     */
    public static List<String> of(String written, Collection<String> names) {
        String wanted = plain(written);
        record Candidate(String name, double distance) {}
        return names.stream()
                .map(name -> new Candidate(name, distance(wanted, plain(name))))
                .filter(c -> c.distance <= Math.max(1, wanted.length() / 3))
                .sorted(Comparator.comparingDouble(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name)
                .limit(3)
                .toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    private static double distance(String a, String b) {
        if (a.length() >= 3 && b.startsWith(a)) {
            return 0.5;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
