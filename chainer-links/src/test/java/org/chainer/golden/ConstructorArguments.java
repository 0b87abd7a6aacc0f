package org.chainer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.chainer.Chainer;
import org.chainer.Initializer;
import org.chainer.Layer;
import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.functions.F;
import org.chainer.functions.connection.ConvolutionOptions;
import org.chainer.initializers.Constant;

/** Arguments of a constructor under Chainer's names. What nobody asked for is an error: no option may be ignored. */
final class ConstructorArguments {
    private final Map<?, ?> values;
    private final TreeSet<String> unread = new TreeSet<>();

    ConstructorArguments(Map<?, ?> values) {
        this.values = values;
        values.keySet().forEach(name -> unread.add((String) name));
    }

    /** Expects that all were read. */
    void expectAllRead(String owner) {
        assertThat(unread).as("arguments of %s that nothing here takes", owner).isEmpty();
    }

    private Object value(String name) {
        unread.remove(name);
        return values.get(name);
    }

    boolean isGiven(String name) {
        return value(name) != null;
    }

    /** Whether it is given as Python's None. */
    boolean isNone(String name) {
        return values.containsKey(name) && value(name) == null;
    }

    double number(String name, double otherwise) {
        return value(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    Integer integerOrNull(String name) {
        return value(name) instanceof Number number ? (Integer) number.intValue() : null;
    }

    int integer(String name, int otherwise) {
        return (int) number(name, otherwise);
    }

    int integer(String name) {
        assertThat(values.get(name)).as("argument %s", name).isInstanceOf(Number.class);
        return integer(name, 0);
    }

    boolean flag(String name, boolean otherwise) {
        return value(name) instanceof Boolean flag ? flag : otherwise;
    }

    String text(String name, String otherwise) {
        return value(name) instanceof String text ? text : otherwise;
    }

    /** One integer or several; null if there are none. */
    int[] integers(String name) {
        Object value = value(name);
        if (value instanceof Number number) {
            return new int[] {number.intValue()};
        }
        return value == null
                ? null
                : ((List<?>) value)
                        .stream().mapToInt(v -> ((Number) v).intValue()).toArray();
    }

    int[] integers(String name, int... otherwise) {
        return values.get(name) == null ? otherwise : integers(name);
    }

    double[] numbers(String name) {
        return ((List<?>) value(name))
                .stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
    }

    List<?> list(String name) {
        return (List<?>) value(name);
    }

    /** A shape; null if there is none. */
    Shape shape(String name) {
        int[] dims = integers(name);
        return dims == null
                ? null
                : Shape.of(java.util.Arrays.stream(dims).asLongStream().toArray());
    }

    DType dtype(String name) {
        String text = text(name, null);
        return text == null ? null : DType.of(text);
    }

    /** A number or a nested list as what it is filled with; null if there is none. */
    Initializer initializer(String name) {
        Object value = value(name);
        if (value instanceof Number number) {
            return new Constant(number);
        }
        return value instanceof List<?> list ? new Constant(NDArray.from(nested(list))) : null;
    }

    /** A nested list as an array of the configuration's dtype. */
    NDArray array(String name) {
        return NDArray.from(nested(list(name))).astype(Chainer.config().dtype());
    }

    private static Object nested(List<?> list) {
        if (list.get(0) instanceof Number) {
            return list.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        }
        Object[] rows = list.stream().map(row -> nested((List<?>) row)).toArray();
        Object typed = java.lang.reflect.Array.newInstance(rows[0].getClass(), rows.length);
        System.arraycopy(rows, 0, typed, 0, rows.length);
        return typed;
    }

    /** Stride, pad, dilate, groups, cover_all and outsize of convolutions. */
    ConvolutionOptions convolution() {
        ConvolutionOptions options = new ConvolutionOptions()
                .stride(integers("stride", 1))
                .pad(integers("pad", 0))
                .dilate(integers("dilate", 1))
                .groups(integer("groups", 1))
                .coverAll(flag("cover_all", false));
        int[] outsize = integers("outsize");
        return outsize == null
                ? options
                : options.outsize(
                        java.util.Arrays.stream(outsize).asLongStream().toArray());
    }

    /** A function by Chainer's name, such as {@code tanh}. */
    Layer function(String name, String otherwise) {
        String text = text(name, otherwise);
        String function = text.substring(text.lastIndexOf('.') + 1);
        return x -> {
            try {
                return (Variable) F.class.getMethod(function, Variable.class).invoke(null, x);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError("no function " + function, e);
            }
        };
    }
}
