/** Normalisation: by batch, layer, group, neighbouring channels or length. */
package org.chainer.functions.normalization;
