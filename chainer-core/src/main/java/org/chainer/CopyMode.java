package org.chainer;

/** What a copy of a link does with parameters. */
public enum CopyMode {
    /** Parameters of the copy share their arrays with the original's; gradients are separate. */
    SHARE,
    /** Arrays are copied. */
    COPY,
    /** Arrays are initialised anew. */
    INIT
}
