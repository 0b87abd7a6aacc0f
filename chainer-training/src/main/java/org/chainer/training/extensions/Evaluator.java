package org.chainer.training.extensions;

import java.util.LinkedHashMap;
import java.util.Map;
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
 * <p>Computes without backprop and with {@code train} off. It also runs without a trainer: {@link #evaluate()}.
 */
public class Evaluator implements Extension {
    private final Iterator<?> iterator;
    private final Link target;
    private final Converter converter;
    private final Device device;
    private Consumer<Evaluator> evalHook = evaluator -> {};
    private LossFunction evalFunction;
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
        if (iterator.repeat()) {
            throw new IllegalArgumentException(
                    "Evaluator: the iterator repeats, so the evaluation would never end: make it with repeat = false");
        }
        this.iterator = iterator;
        this.target = target;
        this.converter = converter;
        this.device = device;
        if (target instanceof LossFunction loss) {
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

    /** The model. */
    public Link target() {
        return target;
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
        String prefix = (name == null ? "" : name + "/") + "main";
        reporter.addObserver(prefix, target);
        reporter.addObservers(prefix, target);
        try (Chainer.Scope reporting = reporter.activate();
                Chainer.Scope test = Chainer.usingConfig(Config.TRAIN, false)) {
            return evaluateCore();
        }
    }

    /** Goes through all batches and averages. Override it for another procedure. */
    protected Map<String, Double> evaluateCore() {
        if (evalFunction == null) {
            throw new IllegalStateException("Evaluator: " + target.getClass().getName()
                    + " computes no loss: implement LossFunction, or set evalFunction(...)");
        }
        evalHook.accept(this);
        iterator.reset();
        DictSummary summary = new DictSummary();
        while (iterator.hasNext()) {
            Map<String, Object> observation = new LinkedHashMap<>();
            try (Chainer.Scope scope = Reporter.reportScope(observation)) {
                Batch batch = converter.convert(iterator.next(), device == null ? target.device() : device);
                try (Chainer.Scope mode = Chainer.noBackpropMode()) {
                    batch.lossOf(evalFunction);
                }
            }
            summary.add(observation);
        }
        return summary.mean();
    }

    @Override
    public void finish() {
        iterator.close();
    }
}
