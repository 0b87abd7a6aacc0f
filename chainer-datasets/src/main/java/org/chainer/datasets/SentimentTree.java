package org.chainer.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence as a binary tree whose every part has a label, in the notation of the Stanford Sentiment Treebank:
 * {@code (3 (2 It) (4 (2 's) (4 good)))}, with labels from 0, very negative, to 4, very positive.
 *
 * @param label the label of this part
 * @param word the word, at a leaf; else null
 * @param left the first part, at an inner node; else null
 * @param right the second part, at an inner node; else null
 * @see <a href="https://nlp.stanford.edu/sentiment/">Socher et al., Recursive Deep Models for Semantic Compositionality, 2013</a>
 */
public record SentimentTree(int label, String word, SentimentTree left, SentimentTree right) {

    private static final int MAX_DEPTH = 1000;

    /** Checks that this is either a leaf or an inner node. */
    public SentimentTree {
        if ((word == null) != (left != null && right != null)) {
            throw new IllegalArgumentException("SentimentTree: a node has either a word or two parts");
        }
    }

    /**
     * A word.
     *
     * @param label its label
     * @param word the word
     * @return the leaf
     */
    public static SentimentTree leaf(int label, String word) {
        return new SentimentTree(label, word, null, null);
    }

    /**
     * Two parts together.
     *
     * @param label their label together
     * @param left the first
     * @param right the second
     * @return the inner node
     */
    public static SentimentTree node(int label, SentimentTree left, SentimentTree right) {
        return new SentimentTree(label, null, left, right);
    }

    /** Whether this is a single word. */
    public boolean isLeaf() {
        return word != null;
    }

    /** The words of the sentence. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        collect(words);
        return words;
    }

    private void collect(List<String> words) {
        if (isLeaf()) {
            words.add(word);
        } else {
            left.collect(words);
            right.collect(words);
        }
    }

    /** The tree in the notation of the treebank. */
    @Override
    public String toString() {
        return isLeaf() ? "(" + label + " " + word + ")" : "(" + label + " " + left + " " + right + ")";
    }

    /**
     * Reads a tree in the notation of the treebank.
     *
     * @param text the tree
     * @return the tree
     * @throws IllegalArgumentException if it is written otherwise; the message says where
     */
    public static SentimentTree parse(String text) {
        Parser parser = new Parser(text);
        SentimentTree tree = parser.tree(0);
        parser.end();
        return tree;
    }

    /**
     * Reads a file of trees, one a line, such as the treebank's {@code train.txt}. Empty lines are passed over.
     *
     * @param file the file
     * @return its trees
     * @throws IOException if it cannot be read, or if a line is no tree; the message names file and line
     */
    public static List<SentimentTree> readFile(Path file) throws IOException {
        List<SentimentTree> trees = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                try {
                    trees.add(parse(line));
                } catch (IllegalArgumentException e) {
                    throw new IOException("Line " + number + " of " + file + ": " + e.getMessage(), e);
                }
            }
        }
        return trees;
    }

    /** A place in the text of a tree. */
    private static final class Parser {

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        SentimentTree tree(int depth) {
            if (depth > MAX_DEPTH) {
                throw wrong("at most " + MAX_DEPTH + " levels");
            }
            expect('(');
            String label = token();
            if (!label.matches("\\d{1,9}")) {
                throw wrong("a label");
            }
            skipSpace();
            SentimentTree tree;
            if (at < text.length() && text.charAt(at) == '(') {
                SentimentTree first = tree(depth + 1);
                tree = node(Integer.parseInt(label), first, tree(depth + 1));
            } else {
                String word = token();
                if (word.isEmpty()) {
                    throw wrong("a word");
                }
                tree = leaf(Integer.parseInt(label), word);
            }
            expect(')');
            return tree;
        }

        void end() {
            skipSpace();
            if (at < text.length()) {
                throw wrong("the end");
            }
        }

        private String token() {
            skipSpace();
            int start = at;
            while (at < text.length() && "() \t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private void expect(char c) {
            skipSpace();
            if (at == text.length() || text.charAt(at) != c) {
                throw wrong("'" + c + "'");
            }
            at++;
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private IllegalArgumentException wrong(String expected) {
            String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
            return new IllegalArgumentException("SentimentTree: " + expected + " was expected at position " + at
                    + " of '" + shown + "'; a tree is (label word) or (label tree tree)");
        }
    }
}
