/**
 * Files: NumPy's npz archives as Chainer writes and reads them, with its keys and dtypes to the letter.
 *
 * <p>Files are written under a temporary name and moved. Loading is all or nothing: a file is checked as a whole against its target before the
 * first value is changed.
 */
package org.chainer.serializers;
