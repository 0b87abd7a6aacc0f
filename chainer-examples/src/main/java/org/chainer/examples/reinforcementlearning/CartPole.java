package org.chainer.examples.reinforcementlearning;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/**
 * A cart with a pole on it, pushed left (action 0) or right (1): Gym's CartPole-v0. The reward is 1 a step; an episode ends when the pole leans by more than 12
 * degrees or the cart leaves the track.
 *
 * @see <a href="https://doi.org/10.1109/TSMC.1983.6313077">Barto et al., Neuronlike adaptive elements that can solve difficult learning control problems,
 *     1983</a>
 */
final class CartPole implements Environment {
    static final int ACTIONS = 2;
    private static final double GRAVITY = 9.8;
    private static final double CART_MASS = 1;
    private static final double POLE_MASS = 0.1;
    private static final double HALF_LENGTH = 0.5;
    private static final double FORCE = 10;
    private static final double SECONDS = 0.02;
    private static final double WIDEST = 2.4;
    private static final double STEEPEST = Math.toRadians(12);

    private final Random random;
    private double x;
    private double speed;
    private double angle;
    private double spin;

    CartPole(long seed) {
        random = new Random(seed);
    }

    @Override
    public float[] reset() {
        x = small();
        speed = small();
        angle = small();
        spin = small();
        return observation();
    }

    private double small() {
        return 0.1 * random.nextDouble() - 0.05;
    }

    private float[] observation() {
        return new float[] {(float) x, (float) speed, (float) angle, (float) spin};
    }

    @Override
    public Step step(double action) {
        double force = action == 1 ? FORCE : -FORCE;
        double mass = CART_MASS + POLE_MASS;
        double push = (force + POLE_MASS * HALF_LENGTH * spin * spin * Math.sin(angle)) / mass;
        double turn = (GRAVITY * Math.sin(angle) - Math.cos(angle) * push)
                / (HALF_LENGTH * (4.0 / 3 - POLE_MASS * Math.cos(angle) * Math.cos(angle) / mass));
        double acceleration = push - POLE_MASS * HALF_LENGTH * turn * Math.cos(angle) / mass;
        x += SECONDS * speed;
        speed += SECONDS * acceleration;
        angle += SECONDS * spin;
        spin += SECONDS * turn;
        return new Step(observation(), 1, Math.abs(x) > WIDEST || Math.abs(angle) > STEEPEST);
    }

    @Override
    public int observationSize() {
        return 4;
    }

    @Override
    public int maxSteps() {
        return 200;
    }

    @Override
    public String name() {
        return "CartPole-v0";
    }

    @Override
    public void draw(Graphics2D graphics, int side) {
        int floor = side * 3 / 4;
        int cart = (int) (side / 2.0 + x / WIDEST * side / 2);
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.drawLine(0, floor, side, floor);
        graphics.setColor(Color.DARK_GRAY);
        graphics.fillRect(cart - side / 10, floor - side / 12, side / 5, side / 12);
        graphics.setColor(new Color(0xc07a30));
        graphics.setStroke(new BasicStroke(4));
        int top = floor - side / 12;
        graphics.drawLine(
                cart, top, (int) (cart + side / 2.0 * Math.sin(angle)), (int) (top - side / 2.0 * Math.cos(angle)));
    }
}
