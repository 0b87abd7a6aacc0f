package org.chainer.array;

import java.util.Locale;

/**
 * The type of an array's elements, named as in NumPy.
 *
 * <p>Arithmetic on {@link #FLOAT16} and {@link #BFLOAT16} is done in float32 or wider and rounded when stored; bfloat16 is
 * meant for storage, casts and matrix products.
 */
public enum DType {
    FLOAT16(2, Kind.FLOAT),
    FLOAT32(4, Kind.FLOAT),
    FLOAT64(8, Kind.FLOAT),
    BFLOAT16(2, Kind.FLOAT),
    INT8(1, Kind.INTEGER),
    INT16(2, Kind.INTEGER),
    INT32(4, Kind.INTEGER),
    INT64(8, Kind.INTEGER),
    UINT8(1, Kind.INTEGER),
    BOOL(1, Kind.BOOL);

    private enum Kind {
        FLOAT,
        INTEGER,
        BOOL
    }

    private final int bytes;
    private final Kind kind;

    DType(int bytes, Kind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether this is one of the floating-point types. */
    public boolean isFloating() {
        return kind == Kind.FLOAT;
    }

    /** Whether this is a signed or unsigned integer type; {@link #BOOL} is not. */
    public boolean isInteger() {
        return kind == Kind.INTEGER;
    }

    /** NumPy's name, for example {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type with the given NumPy name ({@code float32}) or type code ({@code f4}).
     *
     * @throws IllegalArgumentException if no type has that name
     */
    public static DType of(String name) {
        return switch (name) {
            case "float16", "f2", "e", "half" -> FLOAT16;
            case "float32", "f4", "f" -> FLOAT32;
            case "float64", "f8", "d", "float" -> FLOAT64;
            case "bfloat16" -> BFLOAT16;
            case "int8", "i1", "b" -> INT8;
            case "int16", "i2", "h" -> INT16;
            case "int32", "i4", "i" -> INT32;
            case "int64", "i8", "l", "q", "int" -> INT64;
            case "uint8", "u1", "B" -> UINT8;
            case "bool", "b1", "?" -> BOOL;
            default ->
                throw new IllegalArgumentException(
                        "unknown dtype '" + name
                                + "': expected one of float16, float32, float64, bfloat16, int8, int16, int32, int64, uint8, bool");
        };
    }

    /** The type of the result of an arithmetic operation on two arrays of these types, by NumPy's rules. */
    public static DType promote(DType a, DType b) {
        if (a == b) {
            return a;
        }
        if (a.kind.ordinal() > b.kind.ordinal() || (a.kind == b.kind && a.bytes < b.bytes)) {
            return promote(b, a);
        }
        if (b == BOOL) {
            return a;
        }
        if (a.kind == Kind.FLOAT && b.kind == Kind.FLOAT) {
            return a.bytes == b.bytes ? FLOAT32 : a;
        }
        if (a.kind == Kind.FLOAT) {
            DType needed = b.bytes == 1 ? a : b.bytes == 2 ? FLOAT32 : FLOAT64;
            return needed.bytes > a.bytes ? needed : a;
        }
        if (a.bytes == b.bytes) {
            return INT16; // int8 with uint8
        }
        return a;
    }
}
