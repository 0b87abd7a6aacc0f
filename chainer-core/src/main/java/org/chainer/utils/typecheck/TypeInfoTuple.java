package org.chainer.utils.typecheck;

import java.util.List;

/**
 * What is known of a function's inputs. Chainer: {@code type_check.TypeInfoTuple}.
 *
 * @param name the inputs' name in messages: {@code in_types}
 */
public record TypeInfoTuple(String name, List<TypeInfo> infos) {

    /** Keeps a copy of the list. */
    public TypeInfoTuple {
        infos = List.copyOf(infos);
    }

    /** Their number. */
    public Expr size() {
        return Expr.variable((long) infos.size(), name + ".size");
    }

    /**
     * One of them.
     *
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public TypeInfo get(int index) {
        return infos.get(index);
    }
}
