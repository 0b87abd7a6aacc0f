/**
 * What a device is: its memory and, by topic, its kernels. Backends implement {@link org.chainer.backend.Backend} and are found by the
 * ServiceLoader; users choose devices by name through {@link org.chainer.backend.Devices}.
 */
package org.chainer.backend;
