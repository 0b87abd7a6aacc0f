/** Help for people who write functions and links: checks of gradients against finite differences. Needs no test framework. */
package org.chainer.testing;
