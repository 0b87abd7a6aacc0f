/**
 * Networks for images under Chainer's names of layers, with weights of Chainer's own npz files: VGG, GoogLeNet and ResNet. Chainer: {@code chainer.links.model.vision}.
 *
 * <p>Weights are not downloaded: a model that is made without arguments takes them from the folder {@code pfnet/chainer/models} below the dataset root ({@code -Dchainer.dataset.root}, or the
 * environment variable {@code CHAINER_DATASET_ROOT}, or {@code ~/.chainer/dataset}), where Chainer leaves them too, and says what to put there if they are absent.
 */
package org.chainer.links.model.vision;
