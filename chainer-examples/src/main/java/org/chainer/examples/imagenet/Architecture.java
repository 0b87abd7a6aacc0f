package org.chainer.examples.imagenet;

import java.util.function.Supplier;

/** The networks, by Chainer's names. */
enum Architecture {
    alex(Alex::new),
    googlenet(GoogLeNet::new),
    googlenetbn(GoogLeNetBN::new),
    nin(NIN::new),
    resnet50(ResNet::resNet50),
    resnext50(ResNet::resNeXt50);

    private final Supplier<ImageNetModel> constructor;

    Architecture(Supplier<ImageNetModel> constructor) {
        this.constructor = constructor;
    }

    ImageNetModel create() {
        return constructor.get();
    }
}
