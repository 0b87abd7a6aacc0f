package org.chainer.links.model.vision;

import java.nio.file.Path;

/** The VGG network with 16 layers. Chainer: {@code L.VGG16Layers}. */
public class VGG16Layers extends VGGLayers {

    /**
     * A network with the published weights, from the folder of models.
     *
     * @throws IllegalStateException if they are not there; the message says how to get them
     */
    public VGG16Layers() {
        super(16, true, null);
    }

    /** A network with the weights of an npz file, or, for null, normally distributed ones (deviation 0.01). */
    public VGG16Layers(Path pretrainedModel) {
        super(16, false, pretrainedModel);
    }
}
