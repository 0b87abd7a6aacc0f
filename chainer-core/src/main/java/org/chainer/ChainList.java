package org.chainer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A link whose children are a list; their names are their positions. */
public class ChainList extends Link implements Iterable<Link> {
    private List<Link> children = new ArrayList<>();

    /** A list of these links. */
    public ChainList(Link... links) {
        for (Link link : links) {
            addLink(link);
        }
    }

    /** Adds a link at the end. */
    public final void addLink(Link link) {
        insert(children.size(), link);
    }

    /** Adds a link at the end; another word for {@link #addLink}. */
    public final void append(Link link) {
        addLink(link);
    }

    /** Adds links at the end. */
    public final void extend(Iterable<? extends Link> links) {
        links.forEach(this::addLink);
    }

    /** Inserts a link before a position. */
    public final void insert(int index, Link link) {
        if (link == null) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": link " + index + " is null");
        }
        children.add(index, link);
        renumber();
    }

    /** Replaces the link at a position; negative positions count from the end. */
    public final void set(int index, Link link) {
        children.set(at(index), link);
        renumber();
    }

    /** Removes the link at a position; negative positions count from the end. */
    public final Link remove(int index) {
        Link removed = children.remove(at(index));
        renumber();
        return removed;
    }

    private int at(int index) {
        return java.util.Objects.checkIndex(index < 0 ? index + children.size() : index, children.size());
    }

    private void renumber() {
        forgetMembers();
        for (int i = 0; i < children.size(); i++) {
            children.get(i).setName(Integer.toString(i));
        }
    }

    /** The link at a position; negative positions count from the end. */
    public final Link get(int index) {
        return children.get(at(index));
    }

    /** Number of links. */
    public final int size() {
        return children.size();
    }

    @Override
    public final Iterator<Link> iterator() {
        return List.copyOf(children).iterator();
    }

    @Override
    final Map<String, Link> findChildren() {
        super.findChildren();
        Map<String, Link> result = new LinkedHashMap<>();
        for (int i = 0; i < children.size(); i++) {
            result.put(Integer.toString(i), children.get(i));
        }
        return result;
    }

    @Override
    public Link copy(CopyMode mode) {
        ChainList copy = (ChainList) super.copy(mode);
        copy.children = new ArrayList<>();
        children.forEach(child -> copy.children.add(child.copy(mode)));
        copy.renumber();
        return copy;
    }

    @Override
    public String toString() {
        return LinkPrinter.print(getClass().getSimpleName(), ownChildren(), false);
    }
}
