package org.chainer.utils.typecheck;

import java.util.Objects;

/** A comparison of two expressions, which holds or not. Made by {@link Expr}; checked by {@link org.chainer.utils.TypeCheck#expect(Expectation...)}. */
public final class Expectation {
    private final Expr left;
    private final Expr right;
    private final Relation relation;

    Expectation(Expr left, Expr right, Relation relation) {
        this.left = left;
        this.right = right;
        this.relation = relation;
    }

    /** Signs of comparisons, each with that of its contrary. */
    enum Relation {
        EQUAL("==", "!="),
        NOT_EQUAL("!=", "=="),
        LESS("<", ">="),
        LESS_EQUAL("<=", ">"),
        GREATER(">", "<="),
        GREATER_EQUAL(">=", "<");

        private final String sign;
        private final String contrary;

        Relation(String sign, String contrary) {
            this.sign = sign;
            this.contrary = contrary;
        }
    }

    /**
     * Whether it holds.
     *
     * @throws IllegalStateException if the order of values that are no numbers is asked for
     */
    public boolean eval() {
        return switch (relation) {
            case EQUAL -> equal();
            case NOT_EQUAL -> !equal();
            case LESS -> order() < 0;
            case LESS_EQUAL -> order() <= 0;
            case GREATER -> order() > 0;
            case GREATER_EQUAL -> order() >= 0;
        };
    }

    private boolean equal() {
        return left.eval() instanceof Number && right.eval() instanceof Number
                ? order() == 0
                : Objects.equals(left.eval(), right.eval());
    }

    private int order() {
        return Expr.isWhole(left) && Expr.isWhole(right)
                ? Long.compare((Long) left.eval(), (Long) right.eval())
                : Double.compare(Expr.number(left), Expr.number(right));
    }

    /** What came instead: the values, with the sign of the contrary. */
    public String actual() {
        return left.eval() + " " + relation.contrary + " " + right.eval();
    }

    /** The comparison as it was written. */
    @Override
    public String toString() {
        return left + " " + relation.sign + " " + right;
    }
}
