package org.chainer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * A link with child links: fields of type {@link Link}, or links added by {@link #addLink}. A {@code transient} field refers to a link that
 * belongs to somebody else.
 */
public abstract class Chain extends Link {
    private Map<String, Link> addedLinks = new LinkedHashMap<>();

    /** For subclasses. */
    protected Chain() {}

    /**
     * Adds a child under a name known at run time.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    protected final <T extends Link> T addLink(String childName, T child) {
        if (child == null) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": the link to be added as '" + childName + "' is null");
        }
        refuseTaken(childName);
        if (addedLinks.putIfAbsent(childName, child) != null) {
            throw new IllegalArgumentException(
                    "cannot register '" + childName + "' to " + getClass().getSimpleName() + ": the name is taken");
        }
        ((Link) child).setName(childName);
        forgetMembers();
        return child;
    }

    /**
     * The child of that name.
     *
     * @throws NoSuchElementException if there is none
     */
    public final Link child(String childName) {
        Link child = ownChildren().get(childName);
        if (child == null) {
            throw new NoSuchElementException(getClass().getSimpleName() + " has no child '" + childName + "'; it has "
                    + ownChildren().keySet());
        }
        return child;
    }

    @Override
    final Map<String, Link> findChildren() {
        Map<String, Link> result = new TreeMap<>(addedLinks);
        for (LinkFields.Entry entry : LinkFields.of(this)) {
            Object value = entry.get(this);
            if (value instanceof Link child) {
                if (child.name() == null) {
                    child.setName(entry.name());
                }
                result.put(entry.name(), child);
            }
        }
        return result;
    }

    @Override
    public Link copy(CopyMode mode) {
        Chain copy = (Chain) super.copy(mode);
        copy.addedLinks = new LinkedHashMap<>();
        addedLinks.forEach((childName, child) -> {
            Link childCopy = child.copy(mode);
            childCopy.setName(childName);
            copy.addedLinks.put(childName, childCopy);
        });
        return copy;
    }

    /** The tree of children, one a line, as Chainer prints it. */
    @Override
    public String toString() {
        return LinkPrinter.print(getClass().getSimpleName(), ownChildren(), true);
    }
}
