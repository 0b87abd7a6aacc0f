package org.chainer.links.model.vision;

import java.nio.file.Path;

/** The residual network with 152 layers. Chainer: {@code L.ResNet152Layers}. */
public class ResNet152Layers extends ResNetLayers {

    /**
     * A network with the published weights, from the folder of models.
     *
     * @throws IllegalStateException if they are not there; the message says how to get them
     */
    public ResNet152Layers() {
        super(true, null, 152, false);
    }

    /** A network with the weights of an npz file, or, for null, He-normal ones. */
    public ResNet152Layers(Path pretrainedModel) {
        this(pretrainedModel, false);
    }

    /** A network with the weights of an npz file, or He-normal ones, and strides in the convolutions of size 3, or of size 1. */
    public ResNet152Layers(Path pretrainedModel, boolean downsampleFb) {
        super(pretrainedModel, 152, downsampleFb);
    }
}
