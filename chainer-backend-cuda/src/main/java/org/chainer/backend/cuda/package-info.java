/** The backend for NVIDIA devices. */
package org.chainer.backend.cuda;
