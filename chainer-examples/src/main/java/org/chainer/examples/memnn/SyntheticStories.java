package org.chainer.examples.memnn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made-up stories in the bAbI format: persons walk from room to room, and questions ask where one is now. As in the first bAbI task, one sentence has the answer:
 * the last one on that person.
 */
final class SyntheticStories {
    private static final List<String> PERSONS = List.of("Ada", "Ben", "Cleo", "Dan");
    private static final List<String> ROOMS = List.of("kitchen", "garden", "office", "hall", "cellar", "attic");
    private static final List<String> VERBS = List.of("walked to", "ran to", "went back to", "moved to");
    private static final int QUESTIONS = 5;
    private static final int MOVES = 2;

    /** Number of sentences of a story. */
    static final int LENGTH = QUESTIONS * MOVES;

    private SyntheticStories() {}

    /** The lines of as many stories, each with five questions. */
    static List<String> lines(long seed, int stories) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int story = 0; story < stories; story++) {
            Map<String, String> room = new LinkedHashMap<>();
            Map<String, Integer> fact = new LinkedHashMap<>();
            int number = 1;
            for (int question = 0; question < QUESTIONS; question++) {
                for (int move = 0; move < MOVES; move++) {
                    String person = pick(PERSONS, random);
                    room.put(person, pick(ROOMS, random));
                    fact.put(person, number);
                    lines.add(number++ + " " + person + " " + pick(VERBS, random) + " the " + room.get(person) + ".");
                }
                String asked = pick(List.copyOf(room.keySet()), random);
                lines.add(number++ + " Where is " + asked + "?\t" + room.get(asked) + "\t" + fact.get(asked));
            }
        }
        return lines;
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
