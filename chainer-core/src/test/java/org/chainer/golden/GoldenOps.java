package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chainer.Variable;

/** How the function of each name in {@code functions/index.json} is called here. */
public final class GoldenOps {
    private final Map<String, Op> ops = new TreeMap<>();
    private final Map<String, Check> checks = new TreeMap<>();

    /** A call. */
    @FunctionalInterface
    public interface Op {
        /** Applies the function to the inputs, with the case's keyword arguments. */
        Variable[] apply(Variable[] x, GoldenCase c);
    }

    /** A call with one output. */
    @FunctionalInterface
    public interface SingleOp {
        /** Applies the function to the inputs, with the case's keyword arguments. */
        Variable apply(Variable[] x, Kwargs k);
    }

    /** A comparison of its own, for a function that is random. */
    @FunctionalInterface
    public interface Check {
        /** Applies the function and asserts. */
        void run(GoldenCase c);
    }

    /** Adds a function with one output. */
    public void add(String name, SingleOp op) {
        addAll(name, (x, c) -> new Variable[] {op.apply(x, c.kwargs())});
    }

    /** Adds a function with several outputs. */
    public void addAll(String name, Op op) {
        if (ops.put(name, op) != null) {
            throw new IllegalStateException("two entries for " + name);
        }
    }

    /** Adds a function with a comparison of its own. */
    public void addCheck(String name, Check check) {
        checks.put(name, check);
    }

    Set<String> implemented() {
        Set<String> names = new TreeSet<>(ops.keySet());
        names.addAll(checks.keySet());
        return names;
    }

    /** Whether the function has a call, and so no comparison of its own. */
    public boolean isCall(String op) {
        return ops.containsKey(op);
    }

    /** Calls a case's function with other inputs. */
    public Variable[] call(GoldenCase c, Variable[] inputs) {
        return ops.get(c.op()).apply(inputs, c);
    }

    /** Compares a case with Chainer. */
    public void run(GoldenCase c) {
        Check check = checks.get(c.op());
        if (check != null) {
            check.run(c);
        } else {
            Op op = ops.get(c.op());
            assertThat(op).as("no call of %s, for case %s", c.op(), c.name()).isNotNull();
            c.run(op);
        }
    }

    /** All of them. */
    public static GoldenOps all() {
        GoldenOps ops = new GoldenOps();
        ActivationOps.register(ops);
        ArrayOps.register(ops);
        ConnectionOps.register(ops);
        EvaluationOps.register(ops);
        LossOps.register(ops);
        MathOps.register(ops);
        NoiseOps.register(ops);
        NormalizationOps.register(ops);
        PoolingOps.register(ops);
        RnnOps.register(ops);
        return ops;
    }
}
