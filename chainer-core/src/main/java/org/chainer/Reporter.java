package org.chainer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects values that links report while they compute: losses, accuracies. A value's key has the reporting link's name as prefix ({@code
 * main/loss}); a value reported again under one key replaces the former.
 *
 * <p>A reporter is current for a thread within {@link #scope}.
 */
public final class Reporter {
    private static final ThreadLocal<Deque<Reporter>> CURRENT = ThreadLocal.withInitial(ArrayDeque::new);

    private final Map<Object, String> observerNames = new IdentityHashMap<>();
    private final Deque<Map<String, Object>> outerObservations = new ArrayDeque<>();
    private Map<String, Object> observation = new LinkedHashMap<>();
    private boolean deferred;

    /** A reporter that knows nobody. */
    public Reporter() {}

    /** The current thread's reporter, or null. */
    public static Reporter current() {
        return CURRENT.get().peek();
    }

    /** What was reported: variables (without graph), arrays and numbers by key. */
    public Map<String, Object> observation() {
        settle();
        return observation;
    }

    /** Names a link; its values get that prefix. */
    public void addObserver(String name, Object observer) {
        observerNames.put(observer, name);
    }

    /** Names the descendants of a link: the prefix and their path. */
    public void addObservers(String prefix, Link root) {
        root.namedLinks(true).forEach((path, link) -> observerNames.put(link, prefix + path));
    }

    /** Makes this reporter current, with a fresh observation, until the scope is closed. */
    public Chainer.Scope scope(Map<String, Object> intoObservation) {
        CURRENT.get().push(this);
        outerObservations.push(observation);
        Chainer.Scope redirection = redirect(intoObservation);
        return () -> {
            redirection.close();
            CURRENT.get().pop();
            observation = outerObservations.pop();
        };
    }

    /** Makes this reporter current until the scope is closed. */
    public Chainer.Scope activate() {
        return scope(observation);
    }

    /**
     * Reports values.
     *
     * @param observer whose values they are, or null for none: the keys have no prefix then
     * @throws IllegalStateException if the observer has no name here
     */
    public void report(Map<String, ?> values, Object observer) {
        String prefix = "";
        if (observer != null) {
            String name = observerNames.get(observer);
            if (name == null) {
                throw new IllegalStateException(
                        "a " + observer.getClass().getSimpleName() + " reported " + values.keySet()
                                + ", but the current reporter does not know it; it knows " + observerNames.values());
            }
            prefix = name + "/";
        }
        boolean keepGraph = Chainer.config().get(Config.KEEP_GRAPH_ON_REPORT);
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            Object value = entry.getValue();
            if (value instanceof Variable variable && !keepGraph) {
                value = variable.isDeferred() ? new Deferred(variable) : variable.array();
                deferred |= variable.isDeferred();
            }
            observation.put(prefix + entry.getKey(), value);
        }
    }

    /** A value that is not computed yet: by the time when it is looked at, another may have replaced it. */
    private record Deferred(Variable value) {}

    private Chainer.Scope redirect(Map<String, Object> intoObservation) {
        settle();
        Map<String, Object> outer = observation;
        observation = intoObservation;
        return () -> {
            settle();
            observation = outer;
        };
    }

    private void settle() {
        if (deferred) {
            observation.replaceAll((key, value) ->
                    value instanceof Deferred late ? late.value().array() : value);
            deferred = false;
        }
    }

    static void reportToCurrent(Map<String, ?> values, Object observer) {
        Reporter reporter = current();
        if (reporter != null) {
            reporter.report(values, observer);
        }
    }

    /** Redirects the current reporter's values into another map until the scope is closed. As {@code report_scope}. */
    public static Chainer.Scope reportScope(Map<String, Object> intoObservation) {
        Reporter reporter = current();
        if (reporter == null) {
            throw new IllegalStateException("reportScope: there is no current reporter");
        }
        return reporter.redirect(intoObservation);
    }
}
