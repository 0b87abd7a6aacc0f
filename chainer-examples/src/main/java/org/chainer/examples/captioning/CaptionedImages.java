package org.chainer.examples.captioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.ImageDataset;
import org.chainer.datasets.ImageOptions;
import org.chainer.datasets.SyntheticImages;
import org.chainer.examples.common.DataOptions;
import org.chainer.functions.F;

/**
 * Images with a caption each.
 *
 * @param description which they are
 * @param train captions to train on
 * @param validation captions to validate with
 */
record CaptionedImages(String description, Part train, Part validation) {
    /** Height and width of all images. */
    static final int SIZE = 32;

    private static final int TRAIN = 3_000;
    private static final int VALIDATION = 300;

    /** Captions, and the image that belongs to each. */
    record Part(List<String> captions, IntFunction<NDArray> images) {
        int size() {
            return captions.size();
        }

        /** Tuples (image (3, 32, 32) of values in [0, 1], caption as an int32 array). */
        Dataset<Tuple> examples(Vocabulary vocabulary) {
            return new Dataset<>() {
                @Override
                public int size() {
                    return captions.size();
                }

                @Override
                public Tuple get(int index) {
                    return Tuple.of(images.apply(index), NDArray.of(vocabulary.encode(captions.get(index))));
                }
            };
        }
    }

    /**
     * MSCOCO in a folder, or made-up shapes.
     *
     * @throws IOException if files are missing or damaged
     */
    static CaptionedImages load(DataOptions data, long seed) throws IOException {
        if (data.isSynthetic()) {
            int size = data.size(TRAIN);
            var images = SyntheticImages.getImages(seed, 10, size, Math.min(size, VALIDATION), ImageOptions.defaults());
            return new CaptionedImages("made-up shapes", shapes(images.train()), shapes(images.test()));
        }
        Path folder = data.folder();
        if (folder == null) {
            throw new IllegalArgumentException(
                    "--data download: the images of MSCOCO are 19 GB; unpack train2014, val2014 and annotations of https://cocodataset.org into a folder, and give that");
        }
        return new CaptionedImages(
                "MSCOCO in " + folder, coco(folder, "train2014", data), coco(folder, "val2014", data));
    }

    private static Part shapes(Dataset<Tuple> images) {
        List<String> names = SyntheticImages.getLabels(10);
        List<String> captions = new ArrayList<>();
        for (Tuple example : images) {
            captions.add(sentence(names.get((int) example.<NDArray>get(1).item())));
        }
        return new Part(captions, i -> images.get(i).get(0));
    }

    private static String sentence(String shape) {
        return List.of("rows", "columns", "checks").contains(shape)
                ? shape + " of two colours fill the image"
                : "there is a " + shape + " in the image";
    }

    private static Part coco(Path folder, String split, DataOptions data) throws IOException {
        Path annotations = folder.resolve("annotations").resolve("captions_" + split + ".json");
        if (!Files.exists(annotations)) {
            throw new NoSuchFileException(
                    annotations + " is not there; expected MSCOCO: annotations, train2014, val2014");
        }
        JsonNode root = new ObjectMapper().readTree(annotations.toFile());
        Map<Long, String> names = new HashMap<>();
        root.path("images")
                .forEach(image -> names.put(
                        image.path("id").asLong(), image.path("file_name").asText()));
        List<String> captions = new ArrayList<>();
        List<String> files = new ArrayList<>();
        root.path("annotations").forEach(annotation -> {
            captions.add(annotation.path("caption").asText());
            files.add(names.get(annotation.path("image_id").asLong()));
        });
        if (captions.isEmpty()) {
            throw new IOException(annotations + " has no captions");
        }
        int size = data.size(captions.size());
        var images = new ImageDataset(files, folder.resolve(split));
        return new Part(captions.subList(0, size), i -> prepare(images.get(i)));
    }

    /** An image of any size, grey or coloured, as (3, 32, 32) in [0, 1]. */
    static NDArray prepare(NDArray image) {
        NDArray colours = image.dim(0) >= 3
                ? image.slice(0, 0, 3)
                : image.slice(0, 0, 1).broadcastTo(org.chainer.array.Shape.of(3, image.dim(1), image.dim(2)));
        var batch = new org.chainer.Variable(colours.contiguous().expandDims(0), false);
        return F.resizeImages(batch, SIZE, SIZE).array().select(0, 0).div(255);
    }
}
