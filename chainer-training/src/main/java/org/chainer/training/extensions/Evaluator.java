package org.chainer.training.extensions;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.chainer.Chainer;
import org.chainer.Config;
import org.chainer.DictSummary;
import org.chainer.Link;
import org.chainer.LossFunction;
import org.chainer.Reporter;
import org.chainer.backend.Device;
import org.chainer.dataset.Batch;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Converter;
import org.chainer.dataset.Iterator;
import org.chainer.training.Extension;
import org.chainer.training.Trainer;
import org.chainer.training.Trigger;

/**
 * Runs a model over a validation set and reports the means of what it reports, once an epoch by default: {@code validation/main/loss}.
 *
 * <p>Computes without backprop and with {@code train} off. It also runs without a trainer: {@link #evaluate()}. Iterators and models have names; one alone is called {@code main}.
 */
public class Evaluator implements Extension {
    private static final int BAR_LENGTH = 50;
    private static final long DRAW_NANOS = 100_000_000;

    private final Map<String, Iterator<?>> iterators = new LinkedHashMap<>();
    private final Map<String, Link> targets = new LinkedHashMap<>();
    private final Converter converter;
    private final Device device;
    private Consumer<Evaluator> evalHook = evaluator -> {};
    private LossFunction evalFunction;
    private PrintStream barStream;
    private long drawnNanos;
    private String name;

    /** Evaluates stacked examples on the model's device. */
    public Evaluator(Iterator<?> iterator, Link target) {
        this(iterator, target, new ConcatExamples(), null);
    }

    /**
     * Evaluates batches.
     *
     * @param iterator over the validation set; it must not repeat
     * @param device null for the model's device
     */
    public Evaluator(Iterator<?> iterator, Link target, Converter converter, Device device) {
        this(Map.of("main", iterator), Map.of("main", target), converter, device);
    }

    /**
     * Evaluates with several iterators or models, for subclasses that override {@link #evaluateCore}.
     *
     * @param iterators over validation sets, one of them {@code main}; they must not repeat
     * @param targets models, one of them {@code main}
     * @param device null for the main model's device
     * @throws IllegalArgumentException if an iterator repeats, or there is no {@code main}
     */
    public Evaluator(
            Map<String, ? extends Iterator<?>> iterators,
            Map<String, ? extends Link> targets,
            Converter converter,
            Device device) {
        this.iterators.putAll(iterators);
        this.targets.putAll(targets);
        this.converter = converter;
        this.device = device;
        if (!iterators.containsKey("main") || !targets.containsKey("main")) {
            throw new IllegalArgumentException(
                    "Evaluator: there must be an iterator and a model named 'main'; there are iterators "
                            + iterators.keySet() + " and models " + targets.keySet());
        }
        iterators.forEach((key, iterator) -> {
            if (iterator.repeat()) {
                throw new IllegalArgumentException("Evaluator: the iterator '" + key
                        + "' repeats, so the evaluation would never end: make it with repeat = false");
            }
        });
        if (target() instanceof LossFunction loss) {
            evalFunction = loss;
        }
    }

    /** Called before each evaluation, to reset a recurrent model's state, for example. */
    public Evaluator evalHook(Consumer<Evaluator> hook) {
        evalHook = hook;
        return this;
    }

    /** What is called with each batch instead of the model. */
    public Evaluator evalFunction(LossFunction function) {
        evalFunction = function;
        return this;
    }

    /** Shows how far an evaluation is, if standard output is a terminal. */
    public Evaluator progressBar(boolean show) {
        return progressBar(show && Terminal.isInteractive() ? System.out : null);
    }

    /** Shows how far an evaluation is on a terminal that this stream writes to; null for not at all. */
    public Evaluator progressBar(PrintStream terminal) {
        barStream = terminal;
        return this;
    }

    /** The main model. */
    public final Link target() {
        return getTarget("main");
    }

    /** The model of that name. */
    public final Link getTarget(String key) {
        return find(targets, "model", key);
    }

    /** The iterator of that name. */
    public final Iterator<?> getIterator(String key) {
        return find(iterators, "iterator", key);
    }

    private static <T> T find(Map<String, T> all, String kind, String key) {
        T found = all.get(key);
        if (found == null) {
            throw new NoSuchElementException(
                    "this evaluator has no " + kind + " '" + key + "'; it has " + all.keySet());
        }
        return found;
    }

    /** All models by name. */
    public final Map<String, Link> getAllTargets() {
        return Map.copyOf(targets);
    }

    /** All iterators by name. */
    public final Map<String, Iterator<?>> getAllIterators() {
        return Map.copyOf(iterators);
    }

    @Override
    public String defaultName() {
        return "validation";
    }

    @Override
    public Trigger trigger() {
        return Trigger.epochs(1);
    }

    @Override
    public int priority() {
        return PRIORITY_WRITER;
    }

    @Override
    public void registered(String newName) {
        name = newName;
    }

    @Override
    public void run(Trainer trainer) {
        Chainer.report(evaluate(), null);
    }

    /** Evaluates now: means by key, with this extension's name as prefix if it has one. */
    public Map<String, Double> evaluate() {
        Reporter reporter = new Reporter();
        targets.forEach((key, target) -> {
            String prefix = (name == null ? "" : name + "/") + key;
            reporter.addObserver(prefix, target);
            reporter.addObservers(prefix, target);
        });
        try (Chainer.Scope reporting = reporter.activate();
                Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            return evaluateCore();
        }
    }

    /** Goes through all batches and averages. Override it for another procedure. */
    protected Map<String, Double> evaluateCore() {
        if (evalFunction == null) {
            throw new IllegalStateException("Evaluator: " + target().getClass().getName()
                    + " computes no loss: implement LossFunction, or set evalFunction(...)");
        }
        evalHook.accept(this);
        Iterator<?> iterator = getIterator("main");
        iterator.reset();
        DictSummary summary = new DictSummary();
        Speed speed = new Speed();
        long batches = 0;
        speed.note(0, 0);
        while (iterator.hasNext()) {
            Map<String, Object> observation = new LinkedHashMap<>();
            try (Chainer.Scope scope = Reporter.reportScope(observation)) {
                Batch batch = converter().convert(iterator.next(), device());
                try (Chainer.Scope mode = Chainer.noBackpropMode()) {
                    batch.lossOf(evalFunction);
                }
            }
            summary.add(observation);
            speed.note(++batches, iterator.epochDetail());
            drawBar(iterator, batches, speed);
        }
        if (barStream != null) {
            Terminal.eraseDrawing(barStream);
        }
        return summary.mean();
    }

    private void drawBar(Iterator<?> iterator, long batches, Speed speed) {
        if (barStream != null && System.nanoTime() - drawnNanos > DRAW_NANOS) {
            drawnNanos = System.nanoTime();
            double done = Math.min(iterator.epochDetail(), 1);
            Terminal.draw(
                    barStream,
                    List.of(
                            Speed.bar("validation", done, BAR_LENGTH),
                            String.format(Locale.ROOT, "%10d iterations", batches),
                            speed.line((1 - done) / speed.epochsPerSecond())));
        }
    }

    /** Makes arrays of examples. */
    protected final Converter converter() {
        return converter;
    }

    /** The device of batches; never null. */
    protected final Device device() {
        return device == null ? target().device() : device;
    }

    /** Closes all iterators. */
    @Override
    public void finish() {
        iterators.values().forEach(Iterator::close);
    }
}
