package org.chainer.examples.sentiment;

/** How many nodes, and how many whole sentences, a model labels right. */
final class NodeCount {
    private long nodes;
    private long correctNodes;
    private long roots;
    private long correctRoots;

    void add(boolean correct, boolean isRoot) {
        nodes++;
        correctNodes += correct ? 1 : 0;
        if (isRoot) {
            roots++;
            correctRoots += correct ? 1 : 0;
        }
    }

    long nodes() {
        return nodes;
    }

    long correctNodes() {
        return correctNodes;
    }

    long roots() {
        return roots;
    }

    long correctRoots() {
        return correctRoots;
    }
}
