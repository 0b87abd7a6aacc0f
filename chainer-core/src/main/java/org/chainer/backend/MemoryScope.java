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
    /** The innermost scope of each thread, in an object that stays: setting and removing a thread-local value is dear. */
    private static final ThreadLocal<Innermost> INNERMOST = ThreadLocal.withInitial(Innermost::new);

    private final Innermost innermost;
    private final MemoryScope outer;
    private final List<Memory> allocated = new ArrayList<>();

    private static final class Innermost {
        private MemoryScope scope;
    }

    private MemoryScope(Innermost innermost) {
        this.innermost = innermost;
        this.outer = innermost.scope;
    }

    /** Opens a scope on the current thread. */
    public static MemoryScope open() {
        Innermost innermost = INNERMOST.get();
        MemoryScope scope = new MemoryScope(innermost);
        innermost.scope = scope;
        return scope;
    }

    /** Says who may hold a new memory: the innermost scope's owner, or, outside all scopes, a user. */
    static void allocated(Memory memory) {
        MemoryScope scope = INNERMOST.get().scope;
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
        innermost.scope = outer;
        for (int i = 0; i < allocated.size(); i++) {
            Memory memory = allocated.get(i);
            if (memory.isUnowned()) {
                memory.close();
            }
        }
    }
}
