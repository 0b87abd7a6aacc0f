/** Normalisations with parameters and running statistics. */
package org.chainer.links.normalization;
