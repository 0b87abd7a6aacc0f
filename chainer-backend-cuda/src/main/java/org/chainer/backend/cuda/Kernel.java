package org.chainer.backend.cuda;

import org.bytedeco.cuda.cudart.CUfunc_st;

/** A compiled kernel on one device. */
record Kernel(String name, CUfunc_st function) {}
