/**
 * A CUDA emulator for tests: stand-ins for NVIDIA's libraries, built with g++ from sources beside these classes, that run kernels on the host and check
 * what they are asked. Never part of a main artifact.
 */
package org.chainer.testing.cuda;
