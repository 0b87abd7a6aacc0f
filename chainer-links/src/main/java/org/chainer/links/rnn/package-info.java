/** Recurrent layers. Those that keep their state from call to call have {@code resetState()} and {@code setState(…)}. */
package org.chainer.links.rnn;
