package org.chainer.links.model.vision;

import java.nio.file.Path;

/** The residual network with 50 layers. Chainer: {@code L.ResNet50Layers}. */
public class ResNet50Layers extends ResNetLayers {

    /**
     * A network with the published weights, from the folder of models.
     *
     * @throws IllegalStateException if they are not there; the message says how to get them
     */
    public ResNet50Layers() {
        super(true, null, 50, false);
    }

    /** A network with the weights of an npz file, or, for null, He-normal ones. */
    public ResNet50Layers(Path pretrainedModel) {
        this(pretrainedModel, false);
    }

    /** A network with the weights of an npz file, or He-normal ones, and strides in the convolutions of size 3, or of size 1. */
    public ResNet50Layers(Path pretrainedModel, boolean downsampleFb) {
        super(pretrainedModel, 50, downsampleFb);
    }
}
