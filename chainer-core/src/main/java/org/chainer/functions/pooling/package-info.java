/** Spatial pooling and its inverses, over windows and over regions of interest. */
package org.chainer.functions.pooling;
