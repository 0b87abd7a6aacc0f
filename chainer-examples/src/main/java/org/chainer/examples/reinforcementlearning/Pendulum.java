package org.chainer.examples.reinforcementlearning;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/**
 * A pendulum with a motor too weak to lift it at once: Gym's Pendulum-v0. The agent sees cosine, sine and speed of the angle, and chooses the torque, from −2 to 2.
 * The reward is {@code −(θ² + 0.1 θ'² + 0.001 u²)} with θ = 0 upright.
 */
final class Pendulum implements Environment {
    static final float TORQUE = 2;
    private static final double GRAVITY = 10;
    private static final double SECONDS = 0.05;
    private static final double FASTEST = 8;

    private final Random random;
    private double angle;
    private double speed;

    Pendulum(long seed) {
        random = new Random(seed);
    }

    @Override
    public float[] reset() {
        angle = Math.PI * (2 * random.nextDouble() - 1);
        speed = 2 * random.nextDouble() - 1;
        return observation();
    }

    private float[] observation() {
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle), (float) speed};
    }

    @Override
    public Step step(double action) {
        double torque = Math.max(-TORQUE, Math.min(TORQUE, action));
        double upright = Math.IEEEremainder(angle, 2 * Math.PI);
        double cost = upright * upright + 0.1 * speed * speed + 0.001 * torque * torque;
        speed += SECONDS * (1.5 * GRAVITY * Math.sin(angle) + 3 * torque);
        angle += SECONDS * speed;
        speed = Math.max(-FASTEST, Math.min(FASTEST, speed));
        return new Step(observation(), -cost, false);
    }

    @Override
    public int observationSize() {
        return 3;
    }

    @Override
    public int maxSteps() {
        return 200;
    }

    @Override
    public String name() {
        return "Pendulum-v0";
    }

    @Override
    public void draw(Graphics2D graphics, int side) {
        int centre = side / 2;
        double length = side * 0.4;
        graphics.setColor(new Color(0xb03030));
        graphics.setStroke(new BasicStroke(5));
        int x = (int) (centre - length * Math.sin(angle));
        int y = (int) (centre - length * Math.cos(angle));
        graphics.drawLine(centre, centre, x, y);
        graphics.setColor(Color.DARK_GRAY);
        graphics.fillOval(centre - 3, centre - 3, 6, 6);
    }
}
