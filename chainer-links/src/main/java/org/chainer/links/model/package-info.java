/** Whole models: the classifier, and networks for images. */
package org.chainer.links.model;
