/** Models of other frameworks: what Caffe has trained. Chainer: {@code chainer.links.caffe}. */
package org.chainer.links.caffe;
