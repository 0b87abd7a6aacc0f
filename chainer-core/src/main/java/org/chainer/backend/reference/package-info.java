/**
 * Every kernel as the plainest Java loop, computing in double (integers in long): the executable specification that other backends are
 * tested against, and what they inherit where they have nothing faster.
 */
package org.chainer.backend.reference;
