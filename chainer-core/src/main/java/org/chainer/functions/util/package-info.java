/** Functions about the graph itself. */
package org.chainer.functions.util;
