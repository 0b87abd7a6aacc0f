package org.chainer;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;

/** Modes, configuration, devices and gradients: what Chainer has as functions of the module {@code chainer}. */
public final class Chainer {
    private static final Config GLOBAL = new Config(null);
    private static final ThreadLocal<ThreadState> THREAD = ThreadLocal.withInitial(ThreadState::new);

    private Chainer() {}

    /** What belongs to one thread: its configuration and function hooks. */
    static final class ThreadState {
        final Config config = new Config(GLOBAL);
        final List<FunctionHook> functionHooks = new ArrayList<>();
        final List<LinkHook> linkHooks = new ArrayList<>();
        /** Functions of this thread that wait to be computed together. */
        final List<ForwardBatch> openBatches = new ArrayList<>();
    }

    static ThreadState thread() {
        return THREAD.get();
    }

    /** A mode that ends when it is closed, in a try-with-resources statement. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** The current thread's configuration. */
    public static Config config() {
        return THREAD.get().config;
    }

    /** The configuration of all threads that did not set an entry of their own. */
    public static Config globalConfig() {
        return GLOBAL;
    }

    /** Sets an entry of the current thread's configuration until the scope is closed. */
    public static <T> Scope usingConfig(ConfigKey<T> key, T value) {
        Config config = config();
        Object former = config.localValue(key);
        config.set(key, value);
        return () -> config.store(key, former);
    }

    /** Sets an entry, by its name, until the scope is closed. */
    public static Scope usingConfig(String name, Object value) {
        Config config = config();
        ConfigKey<?> key = ConfigKey.named(name);
        Object former = config.localValue(key);
        config.set(name, value);
        return () -> config.store(key, former);
    }

    /**
     * Functions do not record the graph, and keep nothing for gradients, until the scope is closed.
     *
     * <p>The mode belongs to the calling thread. In it a forward pass only reads parameters, so any number of threads may use the same links at once, as
     * long as nobody updates, loads or moves them. A link that keeps a state from call to call, such as an LSTM layer, writes it: give each thread a {@link
     * Link#copy() copy}, which shares the parameters.
     */
    public static Scope noBackpropMode() {
        return usingConfig(Config.ENABLE_BACKPROP, false);
    }

    /** Functions record the graph again, within {@link #noBackpropMode()}, until the scope is closed. */
    public static Scope forceBackpropMode() {
        return usingConfig(Config.ENABLE_BACKPROP, true);
    }

    /** Whether debug mode is on for this thread. */
    public static boolean isDebug() {
        return config().debug();
    }

    /** Switches debug mode for this thread: results and gradients are checked for NaN. */
    public static void setDebug(boolean debug) {
        config().set(Config.DEBUG, debug);
    }

    /**
     * The task, to be run by another thread with this thread's configuration and current device.
     *
     * @param <T> type of the result
     */
    public static <T> Callable<T> inheriting(Callable<T> task) {
        Map<ConfigKey<?>, Object> values = config().localValues();
        Device device = Devices.current();
        return () -> {
            Config config = config();
            Map<ConfigKey<?>, Object> former = config.localValues();
            config.storeAll(values);
            try (DeviceScope scope = device.use()) {
                return task.call();
            } finally {
                config.storeAll(former);
            }
        };
    }

    /** Dtype of new parameters: the configuration's. */
    public static DType getDtype() {
        return getDtype(null, null);
    }

    /**
     * A dtype, or where none is given the configuration's.
     *
     * @param dtype the dtype, or null
     * @param mapMixed16 what stands for {@link Config#MIXED16}; null for float16
     */
    public static DType getDtype(DType dtype, DType mapMixed16) {
        if (dtype != null) {
            return dtype;
        }
        return mapMixed16 != null && config().get(Config.MIXED16) ? mapMixed16 : config().dtype();
    }

    /** Prints versions, machine and devices: what a report of a problem should say. */
    public static void printRuntimeInfo() {
        printRuntimeInfo(System.out);
    }

    /** Prints versions, machine and devices. */
    public static void printRuntimeInfo(PrintStream out) {
        out.print(RuntimeInfo.describe());
        out.flush();
    }

    /** The device of that name; see {@link Devices#get}. */
    public static Device getDevice(String name) {
        return Devices.get(name);
    }

    /** Makes a device the current thread's until the scope is closed. */
    public static DeviceScope usingDevice(Device device) {
        return device.use();
    }

    /** Calls a hook around every function that this thread applies or differentiates, until the scope is closed. */
    public static Scope usingHook(FunctionHook hook) {
        List<FunctionHook> hooks = thread().functionHooks;
        for (FunctionHook other : hooks) {
            if (other.name().equals(hook.name())) {
                throw new IllegalStateException("a function hook named '" + hook.name() + "' is active already");
            }
        }
        hook.added(null);
        hooks.add(hook);
        return () -> {
            hooks.remove(hook);
            hook.deleted(null);
        };
    }

    /** Calls a hook around every link's forward method on this thread, until the scope is closed. */
    public static Scope usingHook(LinkHook hook) {
        List<LinkHook> hooks = thread().linkHooks;
        for (LinkHook other : hooks) {
            if (other.name().equals(hook.name())) {
                throw new IllegalStateException("a link hook named '" + hook.name() + "' is active already");
            }
        }
        hook.added(null);
        hooks.add(hook);
        return () -> {
            hooks.remove(hook);
            hook.deleted(null);
        };
    }

    /**
     * Gradients of outputs to inputs, without touching any variable's {@code grad}.
     *
     * @see #grad(Variable[], Variable[], Variable[], Variable[], boolean, boolean)
     */
    public static Variable[] grad(Variable[] outputs, Variable[] inputs) {
        return grad(outputs, inputs, null, null, false, false);
    }

    /**
     * Gradients of outputs to inputs, without touching any variable's {@code grad}.
     *
     * @param gradOutputs gradients to the outputs, null (or a null element) for ones
     * @param gradInputs values to which the gradients are added, null (or a null element) for zeros
     * @param setGrad whether the results are also set as the inputs' {@code grad}
     * @param enableDoubleBackprop whether the results have a graph of their own
     * @return one gradient for each input, null where no output depends on it
     */
    public static Variable[] grad(
            Variable[] outputs,
            Variable[] inputs,
            Variable[] gradOutputs,
            Variable[] gradInputs,
            boolean setGrad,
            boolean enableDoubleBackprop) {
        return Backprop.grad(outputs, inputs, gradOutputs, gradInputs, setGrad, enableDoubleBackprop);
    }

    /** Runs backprop from several variables at once; gradients of leaves add up. As {@code chainer.backward}. */
    public static void backward(Variable... outputs) {
        Backprop.backward(outputs, false, false, 1);
    }

    /** A variable over an array. As {@code chainer.as_variable}: no gradient is required of it. */
    public static Variable asVariable(NDArray array) {
        return new Variable(array, false);
    }

    /** The array of a variable. As {@code chainer.as_array}. */
    public static NDArray asArray(Variable x) {
        return x.array();
    }

    /** The array itself: code that takes both arrays and variables needs no distinction. */
    public static NDArray asArray(NDArray x) {
        return x;
    }

    /** Reports values to the current reporter, if there is one. See {@link Reporter#report}. */
    public static void report(Map<String, ?> values, Link observer) {
        Reporter.reportToCurrent(values, observer);
    }

    /** Reports one value to the current reporter, if there is one. */
    public static void report(String name, Object value, Link observer) {
        Reporter.reportToCurrent(Map.of(name, value), observer);
    }
}
