/** Links: layers and models with parameters of their own. */
package org.chainer.links;
