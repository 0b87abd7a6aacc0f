package org.chainer.backend;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives back, at its end, every memory that the current thread allocated within it and that nobody came to own: the temporaries of a
 * built-in function's gradient.
 *
 * <p>Scopes nest. A scope must be closed by the thread that opened it, in a try-with-resources statement.
 */
public final class MemoryScope implements AutoCloseable {
    private static final ThreadLocal<MemoryScope> CURRENT = new ThreadLocal<>();

    private final MemoryScope outer = CURRENT.get();
    private final List<Memory> allocated = new ArrayList<>();

    private MemoryScope() {}

    /** Opens a scope on the current thread. */
    public static MemoryScope open() {
        MemoryScope scope = new MemoryScope();
        CURRENT.set(scope);
        return scope;
    }

    /** Says who may hold a new memory: the innermost scope's owner, or, outside all scopes, a user. */
    static void allocated(Memory memory) {
        MemoryScope scope = CURRENT.get();
        if (scope != null) {
            scope.allocated.add(memory);
        } else {
            memory.escape();
        }
    }

    /** Takes a memory out of this scope, if it is from here: the outer scope's owner, or else a user, may hold it now. */
    public void handOver(Memory memory) {
        for (int i = allocated.size() - 1; i >= 0; i--) {
            if (allocated.get(i) == memory) {
                allocated.remove(i);
                if (outer != null) {
                    outer.allocated.add(memory);
                } else {
                    memory.escape();
                }
                return;
            }
        }
    }

    @Override
    public void close() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
        for (Memory memory : allocated) {
            if (memory.isUnowned()) {
                memory.close();
            }
        }
    }
}
