package org.chainer.backend.cuda;

import org.bytedeco.javacpp.Pointer;

/** A bare address as an argument of native functions; it owns nothing. */
final class Address extends Pointer {

    Address() {
        super((Pointer) null);
    }

    /** Points elsewhere. */
    Address at(long newAddress) {
        address = newAddress;
        return this;
    }
}
