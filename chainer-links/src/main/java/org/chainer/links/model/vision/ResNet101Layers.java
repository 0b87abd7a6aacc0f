package org.chainer.links.model.vision;

import java.nio.file.Path;

/** The residual network with 101 layers. Chainer: {@code L.ResNet101Layers}. */
public class ResNet101Layers extends ResNetLayers {

    /**
     * A network with the published weights, from the folder of models.
     *
     * @throws IllegalStateException if they are not there; the message says how to get them
     */
    public ResNet101Layers() {
        super(true, null, 101, false);
    }

    /** A network with the weights of an npz file, or, for null, He-normal ones. */
    public ResNet101Layers(Path pretrainedModel) {
        this(pretrainedModel, false);
    }

    /** A network with the weights of an npz file, or He-normal ones, and strides in the convolutions of size 3, or of size 1. */
    public ResNet101Layers(Path pretrainedModel, boolean downsampleFb) {
        super(pretrainedModel, 101, downsampleFb);
    }
}
