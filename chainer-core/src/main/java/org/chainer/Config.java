package org.chainer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.chainer.array.DType;

/**
 * Configuration: a global one for the whole process ({@link Chainer#globalConfig()}) and a view of it for each thread ({@link
 * Chainer#config()}), which may differ from the global one entry by entry.
 *
 * <p>Prefer {@link Chainer#usingConfig}, which restores the former value, to {@link #set}.
 */
public final class Config {
    /** Whether links and functions behave as in training (dropout, batch statistics). Initially true. */
    public static final ConfigKey<Boolean> TRAIN = ConfigKey.define("train", Boolean.class, true);
    /** Whether functions record the graph. Initially true. */
    public static final ConfigKey<Boolean> ENABLE_BACKPROP = ConfigKey.define("enable_backprop", Boolean.class, true);
    /** Dtype of new parameters; environment variable {@code CHAINER_DTYPE}. Initially float32. {@link #MIXED16} overrides it. */
    public static final ConfigKey<DType> DTYPE = ConfigKey.define(
            "dtype",
            DType.class,
            DType.of(environment("CHAINER_DTYPE", "float32").replace("mixed16", "float16")));
    /**
     * Chainer's dtype {@code mixed16}: new parameters are float16, except those of normalisations, which are float32. Initially whether the
     * environment variable {@code CHAINER_DTYPE} is {@code mixed16}.
     */
    public static final ConfigKey<Boolean> MIXED16 = ConfigKey.define(
            "mixed16", Boolean.class, environment("CHAINER_DTYPE", "").equals("mixed16"));
    /** Whether functions check their inputs' shapes and dtypes; environment variable {@code CHAINER_TYPE_CHECK}. Initially true. */
    public static final ConfigKey<Boolean> TYPE_CHECK = ConfigKey.define(
            "type_check", Boolean.class, !environment("CHAINER_TYPE_CHECK", "1").equals("0"));
    /** Debug mode: results and gradients are checked for NaN; environment variable {@code CHAINER_DEBUG}. Initially false. */
    public static final ConfigKey<Boolean> DEBUG = ConfigKey.define(
            "debug", Boolean.class, environment("CHAINER_DEBUG", "0").equals("1"));
    /** Whether reported variables keep their graph. Initially false. */
    public static final ConfigKey<Boolean> KEEP_GRAPH_ON_REPORT =
            ConfigKey.define("keep_graph_on_report", Boolean.class, false);
    /** Whether a function is computed again because its results were forgotten (F.forget): statistics are not updated then. Initially false. */
    public static final ConfigKey<Boolean> IN_RECOMPUTING = ConfigKey.define("in_recomputing", Boolean.class, false);
    /** Whether {@link org.chainer.utils.Experimental} features warn of themselves no more. Initially false. */
    public static final ConfigKey<Boolean> DISABLE_EXPERIMENTAL_FEATURE_WARNING =
            ConfigKey.define("disable_experimental_feature_warning", Boolean.class, false);
    /** Whether {@link Deferrable} functions may wait until somebody asks for their values. Initially true. */
    public static final ConfigKey<Boolean> DEFER_FORWARD = ConfigKey.define("defer_forward", Boolean.class, true);
    /** Use of oneDNN by the cpu backend: {@code auto}, {@code always} or {@code never}. Initially auto. */
    public static final ConfigKey<String> USE_ONE_DNN = ConfigKey.define("use_one_dnn", String.class, "auto");
    /**
     * Whether the cpu backend keeps results of convolutions, and of what follows them, in the layouts that oneDNN reads fastest until somebody
     * needs them in C order. Nobody sees a difference but in speed. Initially true.
     */
    public static final ConfigKey<Boolean> KEEP_ONE_DNN_LAYOUTS =
            ConfigKey.define("keep_one_dnn_layouts", Boolean.class, true);

    private final Config global;
    private final Map<ConfigKey<?>, Object> values = new HashMap<>();
    private Boolean train;
    private Boolean enableBackprop;
    private Boolean typeCheck;
    private Boolean debug;
    private Boolean deferForward;

    Config(Config global) {
        this.global = global;
    }

    static void loadBuiltInKeys() {
        // Calling any method initialises this class, and with it the constants above.
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value.trim().toLowerCase(Locale.ROOT);
    }

    /** The value of an entry for this thread (or, of the global configuration, for threads that did not set it). */
    public <T> T get(ConfigKey<T> key) {
        Object value = localValue(key);
        return value != null ? key.cast(value) : global != null ? global.get(key) : key.initial();
    }

    /** Sets an entry. */
    public <T> void set(ConfigKey<T> key, T value) {
        store(key, key.cast(value));
    }

    /** Sets an entry by its name. */
    public void set(String name, Object value) {
        ConfigKey<?> key = ConfigKey.named(name);
        store(key, key.cast(value));
    }

    synchronized Object localValue(ConfigKey<?> key) {
        return values.get(key);
    }

    synchronized void store(ConfigKey<?> key, Object value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
        cache();
    }

    /** This configuration's own entries. */
    synchronized Map<ConfigKey<?>, Object> localValues() {
        return new HashMap<>(values);
    }

    /** Replaces all of this configuration's own entries. */
    synchronized void storeAll(Map<ConfigKey<?>, Object> entries) {
        values.clear();
        values.putAll(entries);
        cache();
    }

    private void cache() {
        train = (Boolean) values.get(TRAIN);
        enableBackprop = (Boolean) values.get(ENABLE_BACKPROP);
        typeCheck = (Boolean) values.get(TYPE_CHECK);
        debug = (Boolean) values.get(DEBUG);
        deferForward = (Boolean) values.get(DEFER_FORWARD);
    }

    /** {@link #TRAIN}. */
    public boolean train() {
        Boolean value = train;
        return value != null ? value : global == null || global.train();
    }

    /** {@link #ENABLE_BACKPROP}. */
    public boolean enableBackprop() {
        Boolean value = enableBackprop;
        return value != null ? value : global == null || global.enableBackprop();
    }

    /** {@link #TYPE_CHECK}. */
    public boolean typeCheck() {
        Boolean value = typeCheck;
        return value != null ? value : global == null ? TYPE_CHECK.initial() : global.typeCheck();
    }

    /** {@link #DEBUG}. */
    public boolean debug() {
        Boolean value = debug;
        return value != null ? value : global == null ? DEBUG.initial() : global.debug();
    }

    /** Whether functions may wait: {@link #DEFER_FORWARD}, with a graph and without debug mode. */
    boolean defersForward() {
        return deferForward() && enableBackprop() && !debug();
    }

    private boolean deferForward() {
        Boolean value = deferForward;
        return value != null ? value : global == null ? DEFER_FORWARD.initial() : global.deferForward();
    }

    /** {@link #DTYPE}, or float16 with {@link #MIXED16}. */
    public DType dtype() {
        return get(MIXED16) ? DType.FLOAT16 : get(DTYPE);
    }
}
