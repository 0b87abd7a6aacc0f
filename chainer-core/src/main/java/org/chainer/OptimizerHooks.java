package org.chainer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hooks by name, in the order they were added. */
final class OptimizerHooks {
    private record Entry(OptimizerHook hook, OptimizerHook.Timing timing) {}

    private final String owner;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private List<OptimizerHook> pre = List.of();
    private List<OptimizerHook> post = List.of();

    OptimizerHooks(String owner) {
        this.owner = owner;
    }

    OptimizerHooks copy() {
        OptimizerHooks copy = new OptimizerHooks(owner);
        copy.entries.putAll(entries);
        copy.sortOut();
        return copy;
    }

    void add(OptimizerHook hook, String name, OptimizerHook.Timing timing) {
        if (entries.putIfAbsent(name, new Entry(hook, timing)) != null) {
            throw new IllegalArgumentException(owner + " has a hook named '" + name + "' already");
        }
        sortOut();
    }

    void remove(String name) {
        if (entries.remove(name) == null) {
            throw new IllegalArgumentException(owner + " has no hook named '" + name + "'; it has " + entries.keySet());
        }
        sortOut();
    }

    void clear() {
        entries.clear();
        sortOut();
    }

    private void sortOut() {
        pre = having(OptimizerHook.Timing.PRE);
        post = having(OptimizerHook.Timing.POST);
    }

    private List<OptimizerHook> having(OptimizerHook.Timing timing) {
        List<OptimizerHook> found = new ArrayList<>();
        entries.values().stream().filter(e -> e.timing() == timing).forEach(e -> found.add(e.hook()));
        return List.copyOf(found);
    }

    List<OptimizerHook> of(OptimizerHook.Timing timing) {
        return timing == OptimizerHook.Timing.PRE ? pre : post;
    }

    List<OptimizerHook> all() {
        return entries.values().stream().map(Entry::hook).toList();
    }
}
