/**
 * Files: NumPy's npz archives and HDF5 as Chainer writes and reads them, with its keys and dtypes to the letter. HDF5 files are written by this package, and read by jHDF, an optional dependency.
 *
 * <p>Files are written under a temporary name and moved. Loading is all or nothing: a file is checked as a whole against its target before the
 * first value is changed.
 */
package org.chainer.serializers;
