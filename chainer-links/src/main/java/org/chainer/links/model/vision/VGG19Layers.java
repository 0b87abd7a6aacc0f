package org.chainer.links.model.vision;

import java.nio.file.Path;

/** The VGG network with 19 layers. Chainer: {@code L.VGG19Layers}. */
public class VGG19Layers extends VGGLayers {

    /**
     * A network with the published weights, from the folder of models.
     *
     * @throws IllegalStateException if they are not there; the message says how to get them
     */
    public VGG19Layers() {
        super(19, true, null);
    }

    /** A network with the weights of an npz file, or, for null, normally distributed ones (deviation 0.01). */
    public VGG19Layers(Path pretrainedModel) {
        super(19, false, pretrainedModel);
    }
}
