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
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.examples.common.RunOptions;
import org.chainer.functions.F;
import org.chainer.initializers.HeNormal;
import org.chainer.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Learns a policy of continuous actions and their worth, and swings a pendulum up: Chainer's {@code examples/reinforcement_learning/ddpg_pendulum.py}.
 *
 * @see <a href="https://arxiv.org/abs/1509.02971">Lillicrap et al., Continuous control with deep reinforcement learning, 2015</a>
 */
@Command(
        name = "ddpg-pendulum",
        header = "DDPG swings a pendulum up.",
        description = "Learns to swing a pendulum up and to hold it there by DDPG.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DdpgPendulum implements Callable<Integer> {
    private static final double GAMMA = 0.99;

    @Option(
            names = {"--batch-size", "-b"},
            defaultValue = "64",
            description = "Number of transitions in each mini-batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = {"--episodes", "-e"},
            defaultValue = "100",
            description = "Number of episodes to run (Chainer's example runs 1000). Default: ${DEFAULT-VALUE}.")
    private int episodes;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(
            names = {"--out", "-o"},
            defaultValue = "ddpg_result",
            description = "Folder for the recording. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = {"--unit", "-u"},
            defaultValue = "100",
            description = "Number of units. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = "--reward-scale",
            defaultValue = "1e-3",
            description = "Reward scale factor. Default: ${DEFAULT-VALUE}.")
    private double rewardScale;

    @Option(
            names = "--replay-start-size",
            defaultValue = "500",
            description = "Number of iterations after which replay is started. Default: ${DEFAULT-VALUE}.")
    private int replayStart;

    @Option(
            names = "--tau",
            defaultValue = "1e-2",
            description = "Softness of soft target update (0, 1]. Default: ${DEFAULT-VALUE}.")
    private double tau;

    @Option(
            names = "--noise-scale",
            defaultValue = "0.4",
            description = "Scale of additive Gaussian noises. Default: ${DEFAULT-VALUE}.")
    private double noise;

    @Option(
            names = "--record",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Write returns and pictures, or not. Default: ${DEFAULT-VALUE}.")
    private boolean record;

    /** For the command line. */
    public DdpgPendulum() {}

    @Override
    public Integer call() throws IOException {
        try (DeviceScope scope = run.start()) {
            learn(run.device(), System.out);
        }
        return 0;
    }

    private void learn(Device device, PrintStream console) throws IOException {
        Environment environment = new Pendulum(run.seed());
        console.println("data: none; the agent tries for itself, in a built-in " + environment.name());
        console.println(environment.name() + " has no return that counts as solved");
        int seenSize = environment.observationSize();
        Mlp q = new Mlp(seenSize + 1, units, 1, new HeNormal(1e-3));
        Mlp policy = new Mlp(seenSize, units, 1, new HeNormal(1e-3));
        q.toDevice(device);
        policy.toDevice(device);
        Mlp targetQ = (Mlp) q.copy(CopyMode.COPY);
        Mlp targetPolicy = (Mlp) policy.copy(CopyMode.COPY);
        Adam qOptimizer = new Adam(0.001, 0.9, 0.999, 1e-5);
        qOptimizer.setup(q);
        Adam policyOptimizer = new Adam(1e-4);
        policyOptimizer.setup(policy);

        Replay replay = new Replay();
        Recording recording = new Recording();
        Random random = new Random(run.seed());
        long iteration = 0;
        for (int episode = 0; episode < episodes; episode++) {
            float[] seen = environment.reset();
            double sum = 0;
            for (int t = 0; t < environment.maxSteps(); t++) {
                double action = act(policy, seen, device) + noise * random.nextGaussian();
                Environment.Step step = environment.step(action);
                sum += step.reward();
                replay.add(new Replay.Transition(
                        seen, action, step.reward() * rewardScale, step.done(), step.observation()));
                seen = step.observation();
                if (replay.size() >= replayStart) {
                    Replay.Batch batch = replay.sample(batchSize, device);
                    updateQ(q, targetQ, targetPolicy, qOptimizer, batch);
                    updatePolicy(q, policy, policyOptimizer, batch);
                }
                targetQ.approach(q, tau);
                targetPolicy.approach(policy, tau);
                iteration++;
            }
            recording.add(sum, iteration);
        }
        console.printf(
                Locale.ROOT,
                "average return of 10 episodes without noise: %.1f (of random actions: %.1f)%n",
                Recording.evaluate(environment, o -> act(policy, o, device), 10),
                Recording.evaluate(environment, o -> Pendulum.TORQUE * (2 * random.nextDouble() - 1), 10));
        if (record) {
            recording.write(out, environment, o -> act(policy, o, device));
            console.println("recorded: " + out.resolve("returns.png") + ", " + out.resolve("episode.png"));
        }
    }

    private static Variable actions(Mlp policy, Variable seen) {
        return F.tanh(policy.apply(seen)).mul(Pendulum.TORQUE);
    }

    private static double act(Mlp policy, float[] seen, Device device) {
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            return actions(policy, Replay.rows(new float[][] {seen}, device)).item();
        }
    }

    private static Variable worth(Mlp q, Variable seen, Variable actions) {
        return F.squeeze(q.apply(F.concat(seen, actions)), 1);
    }

    private static void updateQ(Mlp q, Mlp targetQ, Mlp targetPolicy, Adam optimizer, Replay.Batch batch) {
        Variable actions = Replay.constant(
                NDArray.of(batch.actions()).reshape(batch.actions().length, 1),
                batch.before().device());
        Variable t;
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            Variable next = worth(targetQ, batch.after(), actions(targetPolicy, batch.after()));
            t = batch.rewards().add(batch.goesOn().mul(next).mul(GAMMA));
        }
        Variable loss = F.meanSquaredError(worth(q, batch.before(), actions), t);
        q.clearGrads();
        loss.backward();
        optimizer.update();
    }

    /** Better actions are those that are worth more. */
    private static void updatePolicy(Mlp q, Mlp policy, Adam optimizer, Replay.Batch batch) {
        Variable loss = F.mean(worth(q, batch.before(), actions(policy, batch.before())))
                .neg();
        policy.clearGrads();
        loss.backward();
        optimizer.update();
    }
}
