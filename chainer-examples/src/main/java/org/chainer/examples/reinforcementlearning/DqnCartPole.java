package org.chainer.examples.reinforcementlearning;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.chainer.Chainer;
import org.chainer.CopyMode;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.examples.common.RunOptions;
import org.chainer.functions.F;
import org.chainer.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Learns the worth of actions, and balances a pole: Chainer's {@code examples/reinforcement_learning/dqn_cartpole.py}.
 *
 * @see <a href="https://www.nature.com/articles/nature14236">Mnih et al., Human-level control through deep reinforcement learning, 2015</a>
 * @see <a href="https://arxiv.org/abs/1509.06461">van Hasselt et al., Deep Reinforcement Learning with Double Q-learning, 2015</a>
 */
@Command(
        name = "dqn-cartpole",
        header = "DQN and double DQN balance a pole on a cart.",
        description = "Learns to balance a pole on a cart by DQN or double DQN.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DqnCartPole implements Callable<Integer> {
    static final double SOLVED = 195;
    private static final double GAMMA = 0.99;

    @Option(
            names = {"--batch-size", "-b"},
            defaultValue = "64",
            description = "Number of transitions in each mini-batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = {"--episodes", "-e"},
            defaultValue = "1000",
            description = "Number of episodes to run, if the task is not solved before. Default: ${DEFAULT-VALUE}.")
    private int episodes;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(
            names = {"--out", "-o"},
            defaultValue = "dqn_result",
            description = "Folder for the recording. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = {"--unit", "-u"},
            defaultValue = "100",
            description = "Number of units. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = "--target-type",
            defaultValue = "dqn",
            description = "Target type: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Target target;

    @Option(
            names = "--reward-scale",
            defaultValue = "1e-2",
            description = "Reward scale factor. Default: ${DEFAULT-VALUE}.")
    private double rewardScale;

    @Option(
            names = "--replay-start-size",
            defaultValue = "500",
            description = "Number of iterations after which replay is started. Default: ${DEFAULT-VALUE}.")
    private int replayStart;

    @Option(
            names = "--iterations-to-decay-epsilon",
            defaultValue = "5000",
            description = "Number of steps in which random actions become rare. Default: ${DEFAULT-VALUE}.")
    private int decay;

    @Option(
            names = "--min-epsilon",
            defaultValue = "0.01",
            description = "Least share of random actions. Default: ${DEFAULT-VALUE}.")
    private double minEpsilon;

    @Option(
            names = "--target-update-freq",
            defaultValue = "100",
            description = "Iterations from update to update of the target network. Default: ${DEFAULT-VALUE}.")
    private int targetUpdate;

    @Option(
            names = "--record",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Write returns and pictures, or not. Default: ${DEFAULT-VALUE}.")
    private boolean record;

    enum Target {
        dqn,
        double_dqn
    }

    /** For the command line. */
    public DqnCartPole() {}

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = run.start()) {
            learn(run.device(), System.out);
        }
        return 0;
    }

    private void learn(Device device, PrintStream console) throws IOException {
        Environment environment = new CartPole(run.seed());
        console.println("data: none; the agent tries for itself, in a built-in " + environment.name());
        console.printf(
                Locale.ROOT,
                "%s counts as solved with an average return of %.1f over 100 episodes%n",
                environment.name(),
                SOLVED);
        Mlp q = new Mlp(environment.observationSize(), units, CartPole.ACTIONS, null);
        q.toDevice(device);
        Mlp targetQ = (Mlp) q.copy(CopyMode.COPY);
        Adam optimizer = new Adam(0.001, 0.9, 0.999, 1e-2);
        optimizer.setup(q);

        Replay replay = new Replay();
        Recording recording = new Recording();
        Random random = new Random(run.seed());
        long iteration = 0;
        for (int episode = 0; episode < episodes; episode++) {
            float[] seen = environment.reset();
            double sum = 0;
            boolean done = false;
            for (int t = 0; t < environment.maxSteps() && !done; t++) {
                double epsilon = replay.size() < replayStart
                        ? 1
                        : Math.max(minEpsilon, 1 - (1 - minEpsilon) * iteration / decay);
                int action = random.nextDouble() < epsilon ? random.nextInt(CartPole.ACTIONS) : best(q, seen, device);
                Environment.Step step = environment.step(action);
                done = step.done();
                sum += step.reward();
                replay.add(new Replay.Transition(seen, action, step.reward() * rewardScale, done, step.observation()));
                seen = step.observation();
                if (replay.size() >= replayStart) {
                    update(q, targetQ, optimizer, replay.sample(batchSize, device));
                }
                if (iteration % targetUpdate == 0) {
                    targetQ.copyParams(q);
                }
                iteration++;
            }
            if (recording.add(sum, iteration) >= SOLVED) {
                console.printf("Solved %s%n", environment.name());
                break;
            }
        }
        console.printf(
                Locale.ROOT,
                "average return of 20 episodes without random actions: %.1f (of random actions alone: %.1f)%n",
                Recording.evaluate(environment, o -> best(q, o, device), 20),
                Recording.evaluate(environment, o -> random.nextInt(CartPole.ACTIONS), 20));
        if (record) {
            recording.write(out, environment, o -> best(q, o, device));
            console.println("recorded: " + out.resolve("returns.png") + ", " + out.resolve("episode.png"));
        }
    }

    private static int best(Mlp q, float[] seen, Device device) {
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            return (int) q.apply(Replay.rows(new float[][] {seen}, device))
                    .array()
                    .argMax(1)
                    .item();
        }
    }

    private void update(Mlp q, Mlp targetQ, Adam optimizer, Replay.Batch batch) {
        int[] actions = new int[batch.actions().length];
        for (int i = 0; i < actions.length; i++) {
            actions[i] = (int) batch.actions()[i];
        }
        Variable chosen = Replay.constant(NDArray.of(actions), batch.before().device());
        Variable y = F.selectItem(q.apply(batch.before()), chosen);
        Variable t;
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            Variable next = targetQ.apply(batch.after());
            Variable best = target == Target.dqn
                    ? F.max(next, 1)
                    : F.selectItem(next, F.cast(F.argmax(q.apply(batch.after()), 1), DType.INT32));
            t = batch.rewards().add(batch.goesOn().mul(best).mul(GAMMA));
        }
        Variable loss = F.mean(F.huberLoss(y, t, 1, "no"));
        q.clearGrads();
        loss.backward();
        optimizer.update();
    }
}
