package org.chainer.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.chainer.GradientMethod;
import org.chainer.Hyperparameter;
import org.chainer.Serializer;
import org.chainer.Stateful;
import org.chainer.array.RandomState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a trainer's snapshot that Chainer does not have: recurrent links' cells, random numbers, hyperparameters that extensions changed. Its keys begin with {@code _jvm/}.
 *
 * <p>Hyperparameters are restored only where the resumed run configures the same value as the one that was saved did: whoever starts again with another learning rate gets that one, as in
 * Chainer. They are set after all extensions are initialised, since schedules take their first value from the configured one.
 */
final class SavedState {
    private static final Logger LOG = LoggerFactory.getLogger(SavedState.class);
    private static final long VERSION = 1;

    private final Updater updater;
    private Map<String, Map<String, Double>> configured;
    private final Map<String, Map<String, Double>> restored = new LinkedHashMap<>();

    SavedState(Updater updater) {
        this.updater = updater;
    }

    /** Remembers the hyperparameters that the program chose, before anything changes them. */
    void rememberConfiguration() {
        if (configured == null) {
            configured = new LinkedHashMap<>();
            gradientMethods().forEach((name, optimizer) -> configured.put(name, numbers(optimizer)));
        }
    }

    private Map<String, GradientMethod> gradientMethods() {
        Map<String, GradientMethod> result = new TreeMap<>();
        updater.getAllOptimizers().forEach((name, optimizer) -> {
            if (optimizer instanceof GradientMethod method) {
                result.put(name, method);
            }
        });
        return result;
    }

    private static Map<String, Double> numbers(GradientMethod optimizer) {
        Hyperparameter hyperparameter = optimizer.hyperparameter();
        Map<String, Double> result = new TreeMap<>();
        for (String name : hyperparameter.names()) {
            if (hyperparameter.has(name)) {
                result.put(name, hyperparameter.get(name));
            }
        }
        return result;
    }

    void restoreHyperparameters() {
        Map<String, GradientMethod> optimizers = gradientMethods();
        restored.forEach((name, values) -> values.forEach(optimizers.get(name).hyperparameter()::set));
        restored.clear();
    }

    /**
     * Whether a reader's file has such state; a writer is always given it.
     *
     * @throws IllegalArgumentException if it is of another version
     */
    static boolean isIn(Serializer serializer) {
        if (serializer.isReader() && !serializer.has("_jvm/version")) {
            return false;
        }
        long version = serializer.child("_jvm").integer("version", VERSION);
        if (version != VERSION) {
            throw new IllegalArgumentException("the snapshot's _jvm/version is " + version + ", expected " + VERSION
                    + ": another version of this library wrote it");
        }
        return true;
    }

    /** Hands the state over, but for that of extensions and triggers. */
    void serialize(Serializer serializer) {
        rememberConfiguration();
        serializeRandomState(serializer.child("random"));
        new TreeMap<>(updater.getAllOptimizers()).forEach((name, optimizer) -> {
            Serializer ofLinks = serializer.child("links").child(name);
            optimizer.target().namedLinks(false).forEach((path, link) -> serialize(ofLinks.child(path), link));
            serialize(serializer.child("optimizers").child(name), optimizer);
        });
        gradientMethods()
                .forEach((name, optimizer) -> serializeHyperparameters(
                        serializer.child("hyperparameters").child(name), name, numbers(optimizer)));
        serialize(serializer.child("updater"), updater);
    }

    /** Hands an object's state over, if it has any. */
    static void serialize(Serializer serializer, Object object) {
        if (object instanceof Stateful stateful) {
            stateful.serializeState(serializer);
        }
    }

    private static void serializeRandomState(Serializer serializer) {
        RandomState random = RandomState.shared();
        long seed = serializer.integer("seed", random.getSeed());
        long offset = serializer.integer("offset", random.getOffset());
        if (serializer.isReader()) {
            random.setState(seed, offset);
        }
    }

    private void serializeHyperparameters(Serializer serializer, String optimizer, Map<String, Double> current) {
        Map<String, Double> chosen = configured.get(optimizer);
        Map<String, Double> values = new LinkedHashMap<>();
        current.forEach((name, value) -> {
            if (!serializer.isReader()) {
                serializer.number(name, value);
                serializer.child("configured").number(name, chosen.getOrDefault(name, value));
            } else if (serializer.has(name)) {
                double saved = serializer.number(name, value);
                double formerlyChosen = serializer.child("configured").number(name, value);
                if (formerlyChosen == value) {
                    values.put(name, saved);
                } else {
                    LOG.info(
                            "{} of optimizer '{}' is now {}; the snapshot's run had {}", name, optimizer, value, saved);
                }
            }
        });
        if (serializer.isReader()) {
            restored.put(optimizer, values);
        }
    }
}
