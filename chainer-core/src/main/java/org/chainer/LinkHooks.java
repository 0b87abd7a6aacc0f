package org.chainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The hooks of one link, in the order they were added, and how they run around its forward method. */
final class LinkHooks {
    private final List<LinkHook> hooks = new ArrayList<>();

    LinkHooks copy() {
        LinkHooks copy = new LinkHooks();
        copy.hooks.addAll(hooks);
        return copy;
    }

    void add(LinkHook hook, Link link) {
        if (find(hook.name()) != null) {
            throw new IllegalArgumentException(
                    "link " + link.getClass().getSimpleName() + " has a hook named '" + hook.name() + "' already");
        }
        hook.added(link);
        hooks.add(hook);
    }

    void delete(String name, Link link) {
        LinkHook found = find(name);
        if (found == null) {
            throw new IllegalArgumentException("link " + link.getClass().getSimpleName() + " has no hook named '" + name
                    + "'; it has " + hooks.stream().map(LinkHook::name).toList());
        }
        hooks.remove(found);
        found.deleted(link);
    }

    private LinkHook find(String name) {
        for (LinkHook hook : hooks) {
            if (hook.name().equals(name)) {
                return hook;
            }
        }
        return null;
    }

    List<LinkHook> all() {
        return List.copyOf(hooks);
    }

    /** Runs a forward method with the thread's hooks and these around it. */
    <T> T around(Link link, String method, Supplier<T> forward, Object... arguments) {
        List<LinkHook> ofThread = Chainer.thread().linkHooks;
        if (hooks.isEmpty() && ofThread.isEmpty()) {
            return forward.get();
        }
        List<LinkHook> active = new ArrayList<>(ofThread);
        active.addAll(hooks);
        List<Object> given = Arrays.asList(arguments);
        given.forEach(LinkHooks::expose);
        active.forEach(hook -> hook.forwardPreprocess(link, method, given));
        T result;
        try {
            result = forward.get();
        } catch (RuntimeException | Error e) {
            active.forEach(hook -> hook.forwardFailed(link));
            throw e;
        }
        expose(result);
        active.forEach(hook -> hook.forwardPostprocess(link, method, given, result));
        return result;
    }

    /** Hooks are users' code: what they are given, they may hold. */
    private static void expose(Object value) {
        if (value instanceof Variable variable) {
            variable.expose();
        } else if (value instanceof Object[] several) {
            for (Object element : several) {
                expose(element);
            }
        } else if (value instanceof Iterable<?> several && !(value instanceof Link)) {
            several.forEach(LinkHooks::expose);
        }
    }
}
