package org.chainer.links.loss;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.chainer.Link;
import org.chainer.Name;
import org.chainer.Parameter;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.activation.Softplus;
import org.chainer.functions.array.Reshape;
import org.chainer.functions.connection.EmbedID;
import org.chainer.functions.math.MatMul;
import org.chainer.functions.math.Sum;
import org.chainer.initializers.Uniform;

/**
 * Hierarchical softmax: a word's probability is the product of those of the turns on the way to it through a binary tree, {@code P(w) = Π σ(b·x·W[node])} with b = 1 to the left and −1 to the right. Parameter {@code W}
 * (inner nodes, in). Chainer: {@code L.BinaryHierarchicalSoftmax}.
 *
 * @see <a href="https://proceedings.mlr.press/r5/morin05a.html">Morin and Bengio, Hierarchical Probabilistic Neural Network Language Model, 2005</a>
 */
public class BinaryHierarchicalSoftmax extends Link {
    private static final int NONE = -1;

    @Name("W")
    private Parameter w;

    private final transient Map<Integer, int[]> paths = new HashMap<>();
    private final transient Map<Integer, int[]> turns = new HashMap<>();

    /** A binary tree whose leaves are words. */
    public sealed interface Tree permits Leaf, Node {}

    /**
     * A word.
     *
     * @param word its number
     */
    public record Leaf(int word) implements Tree {
        @Override
        public String toString() {
            return Integer.toString(word);
        }
    }

    /**
     * A fork.
     *
     * @param left one side
     * @param right the other side
     */
    public record Node(Tree left, Tree right) implements Tree {
        @Override
        public String toString() {
            return "(" + left + ", " + right + ")";
        }
    }

    /**
     * A loss.
     *
     * @throws IllegalArgumentException if the tree has no fork, or a word twice
     */
    public BinaryHierarchicalSoftmax(int inSize, Tree tree) {
        int nodes = walk(tree, new ArrayList<>(), new ArrayList<>(), 0);
        if (nodes == 0) {
            throw new IllegalArgumentException("BinaryHierarchicalSoftmax: the tree has only one word");
        }
        w = new Parameter(new Uniform(1), nodes, inSize);
    }

    /** Notes the way to every word; inner nodes are numbered as they are met, left sides first. */
    private int walk(Tree tree, List<Integer> path, List<Integer> turn, int nextNode) {
        if (tree instanceof Leaf leaf) {
            if (paths.put(leaf.word(), ints(path)) != null) {
                throw new IllegalArgumentException(
                        "BinaryHierarchicalSoftmax: word " + leaf.word() + " is in the tree twice");
            }
            turns.put(leaf.word(), ints(turn));
            return nextNode;
        }
        Node node = (Node) tree;
        path.add(nextNode);
        turn.add(1);
        int next = walk(node.left(), path, turn, nextNode + 1);
        turn.set(turn.size() - 1, -1);
        next = walk(node.right(), path, turn, next);
        path.remove(path.size() - 1);
        turn.remove(turn.size() - 1);
        return next;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The Huffman tree of word counts: frequent words are near the root.
     *
     * @throws IllegalArgumentException if there are no words
     */
    public static Tree createHuffmanTree(Map<Integer, ? extends Number> wordCounts) {
        record Entry(double count, int id, Tree tree) {}
        if (wordCounts.isEmpty()) {
            throw new IllegalArgumentException("createHuffmanTree: the vocabulary is empty");
        }
        PriorityQueue<Entry> queue =
                new PriorityQueue<>(Comparator.comparingDouble(Entry::count).thenComparingInt(Entry::id));
        for (Map.Entry<Integer, ? extends Number> word : wordCounts.entrySet()) {
            queue.add(new Entry(word.getValue().doubleValue(), queue.size(), new Leaf(word.getKey())));
        }
        while (queue.size() > 1) {
            Entry first = queue.remove();
            Entry second = queue.remove();
            Node joined = new Node(first.tree(), second.tree());
            queue.add(new Entry(first.count() + second.count(), Math.min(first.id(), second.id()), joined));
        }
        return queue.remove().tree();
    }

    /** The weights of the inner nodes. */
    public Parameter w() {
        return w;
    }

    /**
     * The sum over the batch of {@code −ln P(t)}, for x (batch, in) and labels t (batch).
     *
     * @throws IndexOutOfBoundsException if a label is not in the tree
     */
    public Variable apply(Variable x, Variable t) {
        return withHooks("forward", () -> forward(x, t), x, t);
    }

    private Variable forward(Variable x, Variable t) {
        if (t.rank() != 1 || x.rank() != 2 || t.dim(0) != x.dim(0)) {
            throw new IllegalArgumentException(
                    "BinaryHierarchicalSoftmax: expected x of shape (batch, in) and t of shape (batch), not "
                            + x.shape() + " and " + t.shape());
        }
        int[] labels = t.array().toIntArray();
        int longest = 0;
        for (int label : labels) {
            if (!paths.containsKey(label)) {
                throw new IndexOutOfBoundsException("BinaryHierarchicalSoftmax: label " + label
                        + " is not in the tree of " + paths.size() + " words");
            }
            longest = Math.max(longest, paths.get(label).length);
        }
        int[] nodes = new int[labels.length * longest];
        float[] signs = new float[nodes.length];
        java.util.Arrays.fill(nodes, NONE);
        for (int i = 0; i < labels.length; i++) {
            int[] path = paths.get(labels[i]);
            int[] turn = turns.get(labels[i]);
            for (int j = 0; j < path.length; j++) {
                nodes[i * longest + j] = path[j];
                signs[i * longest + j] = turn[j];
            }
        }
        Shape shape = Shape.of(labels.length, longest);
        Variable ofNodes = EmbedID.embedId(constant(NDArray.of(nodes), x, shape), w, NONE);
        Variable scores = Reshape.reshape(MatMul.matmul(ofNodes, Reshape.expandDims(x, 2)), shape);
        NDArray sign = NDArray.of(signs).astype(x.dtype());
        Variable losses = Softplus.softplus(scores.mul(constant(sign.neg(), x, shape)));
        return Sum.sum(losses.mul(constant(sign.mul(sign), x, shape)));
    }

    private static Variable constant(NDArray array, Variable like, Shape shape) {
        return new Variable(array.toDevice(like.device()).reshape(shape), false);
    }
}
