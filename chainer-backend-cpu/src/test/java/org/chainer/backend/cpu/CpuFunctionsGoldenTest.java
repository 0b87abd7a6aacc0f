package org.chainer.backend.cpu;

import org.chainer.golden.FunctionsGoldenTest;

/** Chainer's figures for every function, on this backend's device, which is the default where it is on the class path. */
class CpuFunctionsGoldenTest extends FunctionsGoldenTest {}
