/** Functions that add noise: dropout and its relatives, and sampling that can be differentiated. */
package org.chainer.functions.noise;
