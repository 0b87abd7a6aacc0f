package org.chainer.dataset.tabular;

/** How a row of a table is given as an example. */
public enum Mode {
    /** A {@link org.chainer.dataset.Tuple} of the row's elements. */
    TUPLE,
    /** A {@link java.util.Map} from column names to elements. */
    DICT,
    /** The element itself, where there is one column. */
    NONE
}
