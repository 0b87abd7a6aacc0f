/**
 * Expectations about inputs as expressions that say what failed in the words they were written in. Chainer: {@code chainer.utils.type_check}. Built-in
 * functions use the shorter {@link org.chainer.utils.TypeCheck} alone; both may be mixed.
 */
package org.chainer.utils.typecheck;
