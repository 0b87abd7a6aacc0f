package org.chainer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A link's own parameters and children by name, in order, as its fields and registrations hold them at a time. It serves until one of them changes, so that a loop that asks in every step
 * makes no garbage.
 */
final class LinkMembers {
    private static final Parameter[] NO_PARAMS = {};
    private static final Link[] NO_LINKS = {};

    private final Object[] held;
    private final Map<String, Parameter> params;
    private final Map<String, Link> children;
    private final Parameter[] paramsInOrder;
    private final Link[] childrenInOrder;

    LinkMembers(Link link) {
        List<LinkFields.Entry> entries = LinkFields.of(link);
        held = new Object[entries.size()];
        params = new TreeMap<>(link.addedParams());
        for (int i = 0; i < held.length; i++) {
            LinkFields.Entry entry = entries.get(i);
            held[i] = member(entry, link);
            if (held[i] instanceof Parameter parameter) {
                params.put(entry.name(), named(parameter, entry.name()));
            }
        }
        children = link.findChildren();
        paramsInOrder = params.values().toArray(NO_PARAMS);
        childrenInOrder = children.values().toArray(NO_LINKS);
    }

    static Parameter named(Parameter parameter, String name) {
        if (parameter.name() == null) {
            parameter.setName(name);
        }
        return parameter;
    }

    /** The parameter or link in a field, or null: other values are neither compared nor kept from the collector. */
    private static Object member(LinkFields.Entry entry, Link link) {
        Object value = entry.get(link);
        if (value instanceof Parameter || value instanceof Link) {
            return value;
        }
        LinkFields.refuseHiddenLinks(entry, value);
        return null;
    }

    /** Whether the link's fields still hold the same objects. Registrations tell by themselves that they change. */
    boolean areCurrent(Link link) {
        List<LinkFields.Entry> entries = LinkFields.of(link);
        for (int i = 0; i < held.length; i++) {
            if (member(entries.get(i), link) != held[i]) {
                return false;
            }
        }
        return true;
    }

    Map<String, Parameter> params() {
        return params;
    }

    Map<String, Link> children() {
        return children;
    }

    void forEachParam(Consumer<Parameter> action) {
        for (Parameter parameter : paramsInOrder) {
            action.accept(parameter);
        }
        for (Link child : childrenInOrder) {
            child.forEachParam(action);
        }
    }
}
