package org.chainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.dataset.Dataset;
import org.chainer.dataset.Tuple;
import org.junit.jupiter.api.Test;

class SyntheticPicturesTest {

    private static final ImageOptions PIXELS =
            ImageOptions.defaults().withScale(255).withNdim(1);

    private static float[][] images(TupleDataset dataset) {
        return dataset.asList().stream()
                .map(example -> example.<NDArray>get(0).toFloatArray())
                .toArray(float[][]::new);
    }

    private static int[] labels(TupleDataset dataset) {
        return dataset.asList().stream()
                .mapToInt(example -> (int) example.<NDArray>get(1).item())
                .toArray();
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /** Share of the test images whose nearest training image is of their class. */
    private static double nearestNeighbourAccuracy(TrainTest<TupleDataset> data) {
        float[][] known = images(data.train());
        int[] knownLabels = labels(data.train());
        float[][] asked = images(data.test());
        int[] askedLabels = labels(data.test());
        int right = 0;
        for (int i = 0; i < asked.length; i++) {
            int nearest = 0;
            for (int j = 1; j < known.length; j++) {
                nearest = distance(asked[i], known[j]) < distance(asked[i], known[nearest]) ? j : nearest;
            }
            right += knownLabels[nearest] == askedLabels[i] ? 1 : 0;
        }
        return (double) right / asked.length;
    }

    @Test
    void digitsCanBeToldApart() {
        assertThat(nearestNeighbourAccuracy(SyntheticDigits.getDigits(0, 1500, 200, PIXELS)))
                .isGreaterThan(0.88);
    }

    @Test
    void digitsAreLikeMnistInShapeAndInk() {
        TupleDataset digits =
                SyntheticDigits.getDigits(1, 500, 1, ImageOptions.defaults()).train();
        Tuple example = digits.get(0);
        assertThat(example.<NDArray>get(0).shape()).isEqualTo(Shape.of(784));
        assertThat(example.<NDArray>get(0).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(example.<NDArray>get(1).dtype()).isEqualTo(DType.INT32);
        double ink = 0;
        for (float[] image : images(digits)) {
            double sum = 0;
            for (float pixel : image) {
                assertThat(pixel).isBetween(0f, 1f);
                sum += pixel / 784;
            }
            assertThat(sum).isGreaterThan(0.01);
            ink += sum / 500;
        }
        // MNIST has 0.13.
        assertThat(ink).isBetween(0.08, 0.16);
        NDArray square = SyntheticDigits.getDigits(
                        1, 1, 0, ImageOptions.defaults().withNdim(3))
                .train()
                .get(0)
                .get(0);
        assertThat(square.shape()).isEqualTo(Shape.of(1, 28, 28));
    }

    @Test
    void classesAreBalancedAndMixed() {
        for (TupleDataset dataset : new TupleDataset[] {
            SyntheticDigits.getDigits(2, 200, 0, PIXELS).train(),
            SyntheticImages.getImages(2, 10, 200, 0, PIXELS).train()
        }) {
            int[] labels = labels(dataset);
            int[] count = new int[10];
            Arrays.stream(labels).forEach(label -> count[label]++);
            assertThat(count).containsOnly(20);
            assertThat(Arrays.stream(labels).limit(10).distinct().count()).isLessThan(10);
        }
        Set<Integer> hundred = new HashSet<>();
        Arrays.stream(labels(SyntheticImages.getImages(2, 100, 100, 0, PIXELS).train()))
                .forEach(hundred::add);
        assertThat(hundred).hasSize(100);
    }

    @Test
    void sameSeedSameImages() {
        float[][] digits = images(SyntheticDigits.getDigits(5, 20, 0, PIXELS).train());
        assertThat(images(SyntheticDigits.getDigits(5, 20, 0, PIXELS).train())).isDeepEqualTo(digits);
        assertThat(Arrays.deepEquals(
                        images(SyntheticDigits.getDigits(6, 20, 0, PIXELS).train()), digits))
                .isFalse();
        float[][] shapes =
                images(SyntheticImages.getImages(5, 10, 20, 0, PIXELS).train());
        assertThat(images(SyntheticImages.getImages(5, 10, 20, 0, PIXELS).train()))
                .isDeepEqualTo(shapes);
        assertThat(Arrays.deepEquals(
                        images(SyntheticImages.getImages(6, 10, 20, 0, PIXELS).train()), shapes))
                .isFalse();
        assertThat(Arrays.deepEquals(
                        images(SyntheticImages.getImages(5, 10, 20, 20, PIXELS).test()), shapes))
                .isFalse();
    }

    @Test
    void imagesOfSeedZeroAreTheSameOnEveryMachine() {
        assertThat(checksum(SyntheticDigits.getDigits(0, 100, 0, PIXELS).train()))
                .isEqualTo(7055284828115085297L);
        assertThat(checksum(SyntheticImages.getImages(0, 10, 100, 0, PIXELS).train()))
                .isEqualTo(-7634197081859058849L);
    }

    private static long checksum(TupleDataset dataset) {
        long sum = 0;
        for (float[] image : images(dataset)) {
            for (float pixel : image) {
                sum = 31 * sum + Math.round(pixel);
            }
        }
        return sum;
    }

    @Test
    void coloursOfShapesDoNotTellTheClass() {
        TrainTest<TupleDataset> shapes = SyntheticImages.getImages(0, 10, 500, 200, PIXELS);
        // Raw pixels say little: the classes have to be learnt by form.
        assertThat(nearestNeighbourAccuracy(shapes)).isBetween(0.1, 0.6);
        double[] red = new double[10];
        int[] labels = labels(shapes.train());
        float[][] images = images(shapes.train());
        for (int i = 0; i < labels.length; i++) {
            for (int pixel = 0; pixel < 1024; pixel++) {
                red[labels[i]] += images[i][pixel] / 1024 / 50;
            }
        }
        assertThat(Arrays.stream(red).max().orElseThrow()
                        - Arrays.stream(red).min().orElseThrow())
                .isLessThan(40);
    }

    @Test
    void shapesStandOutFromTheirBackground() {
        TupleDataset shapes = SyntheticImages.getImages(3, 10, 100, 0, ImageOptions.defaults())
                .train();
        assertThat(shapes.get(0).<NDArray>get(0).shape()).isEqualTo(Shape.of(3, 32, 32));
        for (float[] image : images(shapes)) {
            double most = 0;
            for (int channel = 0; channel < 3; channel++) {
                float[] plane = Arrays.copyOfRange(image, channel * 1024, (channel + 1) * 1024);
                double mean = 0;
                double squares = 0;
                for (float value : plane) {
                    mean += value / 1024;
                    squares += value * value / 1024;
                }
                most = Math.max(most, squares - mean * mean);
            }
            assertThat(Math.sqrt(most)).isGreaterThan(0.05);
        }
    }

    @Test
    void classesHaveNames() {
        assertThat(SyntheticImages.getLabels(10))
                .hasSize(10)
                .startsWith("disc", "ring")
                .endsWith("checks");
        assertThat(SyntheticImages.getLabels(100))
                .hasSize(100)
                .doesNotHaveDuplicates()
                .contains("green ring");
        assertThat(SyntheticImages.getLabels(100).get(10)).isEqualTo("red ring");
    }

    @Test
    void badNumbersAreAnswered() {
        assertThatThrownBy(() -> SyntheticImages.getImages(0, 7, 1, 1, PIXELS)).hasMessageContaining("not 7");
        assertThatThrownBy(() -> SyntheticImages.getLabels(11)).hasMessageContaining("not 11");
        assertThatThrownBy(() -> SyntheticDigits.getDigits(0, -1, 1, PIXELS)).hasMessageContaining("got -1");
        Dataset<Tuple> none = SyntheticDigits.getDigits(0, 0, 0, PIXELS).train();
        assertThat(none.size()).isZero();
    }
}
