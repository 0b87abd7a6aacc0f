/** Hooks around an optimizer's update: clipping, decay. */
package org.chainer.optimizerhooks;
