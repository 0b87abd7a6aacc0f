/**
 * How a {@link org.chainer.training.extensions.Snapshot} gets to its file: at once, by another thread, or by a queue.
 *
 * <p>Whatever the writer, a file appears under its name when it is complete.
 */
package org.chainer.training.extensions.snapshotwriters;
