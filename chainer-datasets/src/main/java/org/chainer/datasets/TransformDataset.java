package org.chainer.datasets;

import java.util.function.Function;
import org.chainer.dataset.Dataset;

/**
 * A data set whose examples are those of another, each passed through a function when it is asked for.
 *
 * <p>The function is given the very example that the base holds, so it must make a new one rather than change it:
 * {@code image.sub(0.5)}, not {@code image.subAssign(...)}.
 *
 * @param <S> type of the base's examples
 * @param <T> type of this data set's examples
 */
public final class TransformDataset<S, T> implements Dataset<T> {

    private final Dataset<S> base;
    private final Function<? super S, ? extends T> transform;

    /**
     * Looks at a data set through a function.
     *
     * @param base the data set
     * @param transform what makes this data set's example of the base's
     */
    public TransformDataset(Dataset<S> base, Function<? super S, ? extends T> transform) {
        this.base = base;
        this.transform = transform;
    }

    @Override
    public int size() {
        return base.size();
    }

    @Override
    public T get(int index) {
        return transform.apply(base.get(index));
    }
}
