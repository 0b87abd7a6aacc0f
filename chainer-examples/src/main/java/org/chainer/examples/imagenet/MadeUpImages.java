package org.chainer.examples.imagenet;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.chainer.array.NDArray;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.chainer.datasets.ImageOptions;
import org.chainer.datasets.SyntheticImages;

/** Writes made-up images of ten shapes as PNG files of 256×256 pixels, with lists of them: what the real images would look like. */
final class MadeUpImages {
    private static final int SIZE = 256;

    private MadeUpImages() {}

    /** Writes {@code train.txt}, {@code val.txt} and the images that they list into a folder. */
    static void write(Path folder, long seed, int train, int validation) throws IOException {
        Files.createDirectories(folder);
        var images = SyntheticImages.getImages(seed, 10, train, validation, ImageOptions.defaults());
        writeList(images.train(), folder, "train");
        writeList(images.test(), folder, "val");
    }

    private static void writeList(Dataset<Tuple> images, Path folder, String name) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            String file = name + i + ".png";
            ImageIO.write(
                    enlarged(images.get(i).get(0)), "png", folder.resolve(file).toFile());
            lines.add(file + " " + (int) images.get(i).<NDArray>get(1).item());
        }
        Files.write(folder.resolve(name + ".txt"), lines);
    }

    private static BufferedImage enlarged(NDArray array) {
        int side = (int) array.dim(1);
        float[] values = array.toFloatArray();
        BufferedImage small = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < side * side; p++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = rgb << 8 | Math.round(255 * values[c * side * side + p]);
            }
            small.setRGB(p % side, p / side, rgb);
        }
        BufferedImage large = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(small, 0, 0, SIZE, SIZE, null);
        graphics.dispose();
        return large;
    }
}
