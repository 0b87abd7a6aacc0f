package org.chainer.examples.imagenet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.LabeledImageDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes the mean of listed images: Chainer's {@code examples/imagenet/compute_mean.py}. */
@Command(
        name = "imagenet-compute-mean",
        header = "Computes the mean image that 'imagenet' takes off.",
        description = "Reads all images of a list, which must be equally large, and writes their mean as a .npy file.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ComputeMean implements Callable<Integer> {
    @Parameters(paramLabel = "LIST", description = "Text file with the path and the label of an image on each line.")
    private Path list;

    @Option(
            names = {"--root", "-R"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder to which the paths are relative. Default: ${DEFAULT-VALUE}.")
    private Path root;

    @Option(
            names = {"--output", "-o"},
            paramLabel = "FILE",
            defaultValue = "mean.npy",
            description = "The file to write. Default: ${DEFAULT-VALUE}.")
    private Path output;

    @Override
    public Integer call() throws IOException {
        System.out.println("compute mean image");
        MeanImage.write(output, mean(LabeledImageDataset.ofList(list, root)));
        System.out.println("written: " + output);
        return 0;
    }

    static NDArray mean(Dataset<Tuple> images) {
        try (DeviceScope scope = Devices.get("cpu").use()) {
            NDArray first = images.get(0).get(0);
            NDArray sum = NDArray.zeros(DType.FLOAT32, first.shape().toArray());
            for (int i = 0; i < images.size(); i++) {
                NDArray image = images.get(i).get(0);
                if (!image.shape().equals(sum.shape())) {
                    throw new IllegalArgumentException("image " + i + " has shape " + image.shape()
                            + ", the ones before it " + sum.shape() + "; the mean needs equally large images");
                }
                sum.addAssign(image);
            }
            return sum.div(images.size());
        }
    }
}
