package org.chainer.utils.typecheck;

import org.chainer.array.Shape;

/**
 * An expression that has a value and can be printed as it was written: {@code x.shape().item(0).mul(2).eq(y.shape().item(1))} prints {@code
 * x.shape[0] * 2 == y.shape[1]}. Arithmetic is on whole and floating-point numbers, as Python's; comparisons for equality take any value.
 *
 * <p>Chainer: {@code type_check.Expr}, {@code Variable} ({@link #variable}), {@code Constant} ({@link #constant}).
 */
public final class Expr {
    private static final int ATOM = 8;

    private final Object value;
    private final String text;
    private final int priority;

    private Expr(Object value, String text, int priority) {
        this.value = value;
        this.text = text;
        this.priority = priority;
    }

    /** A value with a name. */
    public static Expr variable(Object value, String name) {
        return new Expr(value instanceof Integer i ? Long.valueOf(i) : value, name, ATOM);
    }

    /** A value that is printed as it is. */
    public static Expr constant(Object value) {
        return value instanceof Expr expr ? expr : variable(value, String.valueOf(value));
    }

    /** The value: a {@link Long}, {@link Double}, {@link Shape}, {@link org.chainer.array.DType} or text. Chainer: {@code type_check.eval}. */
    public Object eval() {
        return value;
    }

    /**
     * An element of a shape; negative indices count from the end.
     *
     * @throws IllegalStateException if this is no shape
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public Expr item(int index) {
        if (!(value instanceof Shape shape)) {
            throw new IllegalStateException(text + " has no items: it is " + value);
        }
        return new Expr(shape.dim(index), text + "[" + index + "]", ATOM);
    }

    /** The sum. */
    public Expr add(Object other) {
        return arithmetic(other, "+", 4);
    }

    /** The difference. */
    public Expr sub(Object other) {
        return arithmetic(other, "-", 4);
    }

    /** The product. */
    public Expr mul(Object other) {
        return arithmetic(other, "*", 5);
    }

    /** The quotient, a floating-point number. */
    public Expr div(Object other) {
        return arithmetic(other, "/", 5);
    }

    /** The quotient, rounded down. */
    public Expr floorDiv(Object other) {
        return arithmetic(other, "//", 5);
    }

    /** The remainder, of the divisor's sign. */
    public Expr mod(Object other) {
        return arithmetic(other, "%", 5);
    }

    /** The number with the other sign. */
    public Expr neg() {
        Object negative = isWhole(this) ? (Object) Math.negateExact((Long) value) : (Object) (-number(this));
        return new Expr(negative, "-" + inBrackets(priority < 6), 6);
    }

    private Expr arithmetic(Object operand, String operator, int level) {
        Expr other = constant(operand);
        String printed =
                inBrackets(priority < level) + " " + operator + " " + other.inBrackets(other.priority <= level);
        if (isWhole(this) && isWhole(other) && !operator.equals("/")) {
            return new Expr(Whole.compute((Long) value, (Long) other.value, operator, printed), printed, level);
        }
        double a = number(this);
        double b = number(other);
        double result = switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            default -> a - Math.floor(a / b) * b;
        };
        return new Expr(result, printed, level);
    }

    private String inBrackets(boolean brackets) {
        return brackets ? "(" + text + ")" : text;
    }

    /** Expects equal values. */
    public Expectation eq(Object other) {
        return new Expectation(this, constant(other), Expectation.Relation.EQUAL);
    }

    /** Expects different values. */
    public Expectation ne(Object other) {
        return new Expectation(this, constant(other), Expectation.Relation.NOT_EQUAL);
    }

    /** Expects a smaller number than the other one. */
    public Expectation lt(Object other) {
        return new Expectation(this, constant(other), Expectation.Relation.LESS);
    }

    /** Expects a number that is not greater than the other one. */
    public Expectation le(Object other) {
        return new Expectation(this, constant(other), Expectation.Relation.LESS_EQUAL);
    }

    /** Expects a greater number than the other one. */
    public Expectation gt(Object other) {
        return new Expectation(this, constant(other), Expectation.Relation.GREATER);
    }

    /** Expects a number that is not smaller than the other one. */
    public Expectation ge(Object other) {
        return new Expectation(this, constant(other), Expectation.Relation.GREATER_EQUAL);
    }

    static boolean isWhole(Expr expr) {
        return expr.value instanceof Long;
    }

    static double number(Expr expr) {
        if (expr.value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException(expr.text + " is no number: it is " + expr.value);
    }

    /** The expression as it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** Whole numbers. */
    private static final class Whole {
        private Whole() {}

        static long compute(long a, long b, String operator, String printed) {
            if (b == 0 && (operator.equals("//") || operator.equals("%"))) {
                throw new IllegalStateException(printed + " divides " + a + " by 0");
            }
            return switch (operator) {
                case "+" -> Math.addExact(a, b);
                case "-" -> Math.subtractExact(a, b);
                case "*" -> Math.multiplyExact(a, b);
                case "//" -> Math.floorDiv(a, b);
                default -> Math.floorMod(a, b);
            };
        }
    }
}
