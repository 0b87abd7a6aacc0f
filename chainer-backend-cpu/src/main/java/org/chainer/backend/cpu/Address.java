package org.chainer.backend.cpu;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A pointer that can be set to another address, so that calls of native functions need no new objects. It owns nothing and frees nothing.
 *
 * <p>Not thread-safe.
 */
final class Address extends Pointer {

    Address() {
        super((Pointer) null);
    }

    /** This pointer, set to an address. */
    Address at(long newAddress) {
        address = newAddress;
        return this;
    }

    /** The same for functions that take {@code float*}. */
    static final class Floats extends FloatPointer {
        Floats() {
            super((Pointer) null);
        }

        Floats at(long newAddress) {
            address = newAddress;
            return this;
        }
    }

    /** The same for functions that take {@code double*}. */
    static final class Doubles extends DoublePointer {
        Doubles() {
            super((Pointer) null);
        }

        Doubles at(long newAddress) {
            address = newAddress;
            return this;
        }
    }

    /** The same for functions that take {@code int*}. */
    static final class Ints extends IntPointer {
        Ints() {
            super((Pointer) null);
        }

        Ints at(long newAddress) {
            address = newAddress;
            return this;
        }
    }
}
