package org.chainer.examples.reinforcementlearning;

import java.awt.Graphics2D;

/** A world that an agent acts in, step by step. */
interface Environment {
    /** Starts an episode; the result is what the agent sees. */
    float[] reset();

    /** One step; actions are numbers of choices, or a force. */
    Step step(double action);

    /** How many numbers the agent sees. */
    int observationSize();

    /** Episodes end after so many steps. */
    int maxSteps();

    /** Gym's name of it. */
    String name();

    /** Draws the present state into a square of the given side. */
    void draw(Graphics2D graphics, int side);

    /**
     * What follows an action.
     *
     * @param observation what the agent sees then
     * @param reward what it is given
     * @param done whether the episode is over because of the action (not because of its length)
     */
    record Step(float[] observation, double reward, boolean done) {}
}
