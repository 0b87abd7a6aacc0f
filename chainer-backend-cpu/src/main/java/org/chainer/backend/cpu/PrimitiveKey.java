package org.chainer.backend.cpu;

import java.util.Arrays;

/** What a primitive is found by in the cache: its operation, and the numbers that tell it from others of its kind. */
final class PrimitiveKey {
    private final Class<?> operation;
    private long[] words = new long[24];
    private int count;

    /** A key for one operation, named by the class that makes its primitives. */
    PrimitiveKey(Class<?> operation) {
        this.operation = operation;
    }

    PrimitiveKey add(long word) {
        if (count == words.length) {
            words = Arrays.copyOf(words, 2 * count);
        }
        words[count++] = word;
        return this;
    }

    PrimitiveKey add(boolean word) {
        return add(word ? 1 : 0);
    }

    PrimitiveKey add(float word) {
        return add(Float.floatToRawIntBits(word));
    }

    PrimitiveKey add(long[] more) {
        add(more.length);
        for (long word : more) {
            add(word);
        }
        return this;
    }

    PrimitiveKey add(Layout layout) {
        if (layout == null) {
            return add(-2);
        }
        layout.addTo(this);
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrimitiveKey key
                && operation == key.operation
                && Arrays.equals(words, 0, count, key.words, 0, key.count);
    }

    @Override
    public int hashCode() {
        int hash = operation.hashCode();
        for (int i = 0; i < count; i++) {
            hash = 31 * hash + Long.hashCode(words[i] * 0x9E3779B97F4A7C15L);
        }
        return hash;
    }
}
