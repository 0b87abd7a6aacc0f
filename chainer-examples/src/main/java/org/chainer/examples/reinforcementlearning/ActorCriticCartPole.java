package org.chainer.examples.reinforcementlearning;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.chainer.Chain;
import org.chainer.Chainer;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.DeviceScope;
import org.chainer.examples.common.RunOptions;
import org.chainer.functions.F;
import org.chainer.links.connection.Linear;
import org.chainer.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Learns a policy (the actor) and the worth of states (the critic) from whole episodes, and balances a pole. Actions that brought more than the critic expected
 * become likelier: {@code loss = −mean(log π(a|s) (R − V(s))) + mean((R − V(s))²) − 0.01 H(π)}, with R what was gained from there on.
 *
 * @see <a href="https://arxiv.org/abs/1602.01783">Mnih et al., Asynchronous Methods for Deep Reinforcement Learning, 2016</a>
 */
@Command(
        name = "actor-critic",
        header = "An actor-critic balances a pole on a cart.",
        description = "Learns to balance a pole on a cart by an advantage actor-critic.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ActorCriticCartPole implements Callable<Integer> {
    private static final double GAMMA = 0.99;
    private static final double ENTROPY = 0.01;

    @Option(
            names = {"--episodes", "-e"},
            defaultValue = "1000",
            description = "Number of episodes to run, if the task is not solved before. Default: ${DEFAULT-VALUE}.")
    private int episodes;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(
            names = {"--out", "-o"},
            defaultValue = "actor_critic_result",
            description = "Folder for the recording. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = {"--unit", "-u"},
            defaultValue = "100",
            description = "Number of units. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = "--reward-scale",
            defaultValue = "1e-2",
            description = "Reward scale factor. Default: ${DEFAULT-VALUE}.")
    private double rewardScale;

    @Option(
            names = "--record",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Write returns and pictures, or not. Default: ${DEFAULT-VALUE}.")
    private boolean record;

    /** For the command line. */
    public ActorCriticCartPole() {}

    /** One hidden layer that both share. */
    private static final class ActorCritic extends Chain {
        private Linear hidden;
        private Linear actor;
        private Linear critic;

        ActorCritic(int in, int units, int actions) {
            hidden = new Linear(in, units);
            actor = new Linear(units, actions);
            critic = new Linear(units, 1);
        }

        Variable features(Variable seen) {
            return F.tanh(hidden.apply(seen));
        }
    }

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
                DqnCartPole.SOLVED);
        var model = new ActorCritic(environment.observationSize(), units, CartPole.ACTIONS);
        model.toDevice(device);
        Adam optimizer = new Adam(0.01);
        optimizer.setup(model);
        Recording recording = new Recording();
        Random random = new Random(run.seed());
        long iteration = 0;
        for (int episode = 0; episode < episodes; episode++) {
            List<float[]> states = new ArrayList<>();
            List<Integer> actions = new ArrayList<>();
            float[] seen = environment.reset();
            boolean done = false;
            for (int t = 0; t < environment.maxSteps() && !done; t++) {
                int action = random.nextDouble() < probabilities(model, seen, device)[1] ? 1 : 0;
                states.add(seen);
                actions.add(action);
                Environment.Step step = environment.step(action);
                seen = step.observation();
                done = step.done();
                iteration++;
            }
            update(model, optimizer, states, actions, done, seen, device);
            if (recording.add(states.size(), iteration) >= DqnCartPole.SOLVED) {
                console.printf("Solved %s%n", environment.name());
                break;
            }
        }
        console.printf(
                Locale.ROOT,
                "average return of 20 episodes with the likeliest actions: %.1f (of random actions alone: %.1f)%n",
                Recording.evaluate(environment, o -> likeliest(model, o, device), 20),
                Recording.evaluate(environment, o -> random.nextInt(CartPole.ACTIONS), 20));
        if (record) {
            recording.write(out, environment, o -> likeliest(model, o, device));
            console.println("recorded: " + out.resolve("returns.png") + ", " + out.resolve("episode.png"));
        }
    }

    private static double[] probabilities(ActorCritic model, float[] seen, Device device) {
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            Variable features = model.features(Replay.rows(new float[][] {seen}, device));
            return F.softmax(model.actor.apply(features)).array().toDoubleArray();
        }
    }

    private static int likeliest(ActorCritic model, float[] seen, Device device) {
        return probabilities(model, seen, device)[1] > 0.5 ? 1 : 0;
    }

    private void update(
            ActorCritic model,
            Adam optimizer,
            List<float[]> states,
            List<Integer> actions,
            boolean done,
            float[] last,
            Device device) {
        Variable features = model.features(Replay.rows(states.toArray(float[][]::new), device));
        Variable values = F.squeeze(model.critic.apply(features), 1);
        Variable logPi = F.logSoftmax(model.actor.apply(features));

        float[] gains = new float[states.size()];
        double gain =
                done ? 0 : value(model, last, device); // the critic's word for what an episode cut off would bring
        for (int t = gains.length - 1; t >= 0; t--) {
            gain = rewardScale + GAMMA * gain;
            gains[t] = (float) gain;
        }
        Variable gained = Replay.constant(NDArray.of(gains), device);
        Variable advantage = new Variable(gained.array().sub(values.array()), false);
        NDArray taken = NDArray.of(actions.stream().mapToInt(Integer::intValue).toArray());
        Variable chosen = F.selectItem(logPi, Replay.constant(taken, device));
        Variable entropy = F.mean(F.sum(logPi.mul(F.exp(logPi)), 1)).neg();
        Variable loss = F.mean(chosen.mul(advantage))
                .neg()
                .add(F.meanSquaredError(values, gained))
                .sub(entropy.mul(ENTROPY * rewardScale));
        model.clearGrads();
        loss.backward();
        optimizer.update();
    }

    private static double value(ActorCritic model, float[] seen, Device device) {
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            return model.critic
                    .apply(model.features(Replay.rows(new float[][] {seen}, device)))
                    .item();
        }
    }
}
