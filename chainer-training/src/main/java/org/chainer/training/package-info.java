/**
 * The training loop: a {@link org.chainer.training.Trainer} calls its {@link org.chainer.training.Updater} and its {@link org.chainer.training.Extension}s, as {@link
 * org.chainer.training.Trigger}s say.
 *
 * <p>An extension is whatever is to be done beside updates. A lambda will do:
 *
 * <pre>{@code
 * trainer.extend("say", t -> System.out.println(t.updater().iteration() + " iterations"), Trigger.iterations(2));
 * }</pre>
 *
 * <p>So will a method:
 *
 * <pre>{@code
 * final class Rates {
 *     static void halve(Trainer trainer) {
 *         var optimizer = (GradientMethod) trainer.updater().getOptimizer("main");
 *         optimizer.hyperparameter().set("lr", optimizer.hyperparameter().get("lr") / 2);
 *     }
 * }
 *
 * trainer.extend("halve", Rates::halve, Trigger.epochs(1));
 * }</pre>
 *
 * <p>A class can have a trigger, a priority and a default name of its own, a start and an end, and state that snapshots keep:
 *
 * <pre>{@code
 * final class BestLoss implements Extension {
 *     private double best = Double.POSITIVE_INFINITY;
 *
 *     @Override
 *     public void run(Trainer trainer) {
 *         best = Math.min(best, ((NDArray) trainer.observation().get("main/loss")).item());
 *     }
 *
 *     @Override
 *     public void serialize(Serializer serializer) {
 *         best = serializer.number("best", best);
 *     }
 *
 *     @Override
 *     public void finish() {
 *         System.out.println("best loss " + best);
 *     }
 * }
 *
 * trainer.extend(new BestLoss());
 * }</pre>
 */
package org.chainer.training;
