/**
 * Agents that learn by trial: DQN, double DQN and an actor-critic that balance a pole, and DDPG that swings a pendulum up. The physics is that of OpenAI Gym's
 * environments, built in.
 */
package org.chainer.examples.reinforcementlearning;
