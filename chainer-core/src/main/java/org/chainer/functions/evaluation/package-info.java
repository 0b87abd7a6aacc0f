/** Figures that say how good answers are; none has a gradient. */
package org.chainer.functions.evaluation;
