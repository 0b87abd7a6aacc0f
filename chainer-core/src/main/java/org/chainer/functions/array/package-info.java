/** Functions that move elements about: shapes, axes, joining, splitting, indexing, padding, sampling of images. */
package org.chainer.functions.array;
