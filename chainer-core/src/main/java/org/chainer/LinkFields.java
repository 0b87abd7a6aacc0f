package org.chainer;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a link class that hold its parameters, children and persistent values; found once for each class. */
final class LinkFields {
    private static final ClassValue<LinkFields> CACHE = new ClassValue<>() {
        @Override
        protected LinkFields computeValue(Class<?> type) {
            return new LinkFields(type);
        }
    };

    /** A field under its name in paths. */
    record Entry(String name, Field field, boolean persistent) {
        Object get(Link link) {
            try {
                return field.get(link);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("cannot read " + field, e);
            }
        }

        void set(Link link, Object value) {
            if (Modifier.isFinal(field.getModifiers())) {
                throw new IllegalStateException(
                        "field '" + field.getName() + "' of " + link.getClass().getName()
                                + " must be set to another " + field.getType().getSimpleName()
                                + " when the link is copied, moved or loaded, but it is final: remove 'final'");
            }
            try {
                field.set(link, value);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("cannot set " + field, e);
            }
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    private LinkFields(Class<?> type) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (Class<?> level = type;
                level != null && Link.class.isAssignableFrom(level);
                level = level.getSuperclass()) {
            if (level == Link.class || level == Chain.class || level == ChainList.class || level == Sequential.class) {
                break;
            }
            for (Field field : level.getDeclaredFields()) {
                if (mayHoldState(field)) {
                    add(field, byName);
                }
            }
        }
    }

    private static boolean mayHoldState(Field field) {
        int modifiers = field.getModifiers();
        return !field.isSynthetic() && !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers);
    }

    private void add(Field field, Map<String, Field> byName) {
        boolean persistent = field.isAnnotationPresent(Persistent.class);
        Class<?> type = field.getType();
        boolean candidate = persistent
                || Parameter.class.isAssignableFrom(type)
                || Link.class.isAssignableFrom(type)
                || type.isInterface()
                || type == Object.class
                || type.isArray() && !type.getComponentType().isPrimitive()
                || type == Variable.class;
        if (!candidate) {
            return;
        }
        try {
            field.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw new IllegalStateException(
                    "the fields of link " + field.getDeclaringClass().getName()
                            + " cannot be read: its module must open the package, 'opens "
                            + field.getDeclaringClass().getPackageName()
                            + " to org.chainer;' (or the whole module be open)",
                    e);
        }
        Name given = field.getAnnotation(Name.class);
        String name = given != null ? given.value() : field.getName();
        Field other = byName.putIfAbsent(name, field);
        boolean certain = persistent || Parameter.class.isAssignableFrom(type) || Link.class.isAssignableFrom(type);
        if (other != null && certain) {
            throw new IllegalStateException("fields " + other + " and " + field + " have the same name '" + name
                    + "' in paths and files: rename one, or give it another name with @Name");
        }
        entries.add(new Entry(name, field, persistent));
    }

    static List<Entry> of(Link link) {
        return CACHE.get(link.getClass()).entries;
    }

    /** Links inside collections and arrays would be missed silently: refuse them. */
    static void refuseHiddenLinks(Entry entry, Object value) {
        Object first = null;
        if (value instanceof Collection<?> collection) {
            first = firstMember(collection);
        } else if (value instanceof Map<?, ?> map) {
            first = firstMember(map.values());
        } else if (value instanceof Object[] array) {
            first = firstMember(Arrays.asList(array));
        }
        if (first != null) {
            throw new IllegalStateException(
                    "field " + entry.field() + " holds a " + first.getClass().getSimpleName()
                            + " inside a collection or array, where it is not found: use a ChainList or Sequential for links, addLink() or"
                            + " addParam() for names known at run time, or mark the field transient if the link is not this one's child");
        }
    }

    private static Object firstMember(Collection<?> values) {
        for (Object value : values) {
            if (value instanceof Link || value instanceof Parameter) {
                return value;
            }
        }
        return null;
    }
}
