/** Workloads to measure speed and memory with, one JSON line each. */
package org.chainer.examples.bench;
