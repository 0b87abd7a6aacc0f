package org.chainer.backend.cuda;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainer.array.NDArray;
import org.chainer.array.Shape;
import org.chainer.backend.Devices;
import org.chainer.backend.Memory;
import org.chainer.backend.Out;

/** Runs kernels that the device lacks on the host: copies the arrays there, calls the reference, copies back what it has written. */
final class Staging implements InvocationHandler {
    private final Object reference;
    private final Counters counters;

    private Staging(Object reference, Counters counters) {
        this.reference = reference;
        this.counters = counters;
    }

    /** A topic whose every kernel is run by the reference. */
    static <T> T of(Class<T> topic, T reference, CudaContext context) {
        return topic.cast(Proxy.newProxyInstance(
                topic.getClassLoader(), new Class<?>[] {topic}, new Staging(reference, context.counters())));
    }

    /** One array may be given as several arguments, also through several views. */
    private record Place(Memory memory, long offset, Shape shape, java.util.List<Long> strides) {
        static Place of(NDArray array) {
            return new Place(
                    array.memory(),
                    array.offset(),
                    array.shape(),
                    java.util.Arrays.stream(array.strides()).boxed().toList());
        }
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(reference, arguments);
        }
        counters.fellBack(method.getDeclaringClass().getSimpleName() + "." + method.getName());
        Map<Place, NDArray> copies = new LinkedHashMap<>();
        Object[] staged = arguments.clone();
        for (int i = 0; i < staged.length; i++) {
            if (arguments[i] instanceof NDArray array) {
                staged[i] = copies.computeIfAbsent(Place.of(array), key -> toHost(array));
            }
        }
        Object result;
        try {
            result = method.invoke(reference, staged);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        Annotation[][] annotations = method.getParameterAnnotations();
        for (int i = 0; i < staged.length; i++) {
            if (arguments[i] instanceof NDArray array && isOut(annotations[i])) {
                array.device().transfer((NDArray) staged[i], array);
            }
        }
        copies.values().forEach(NDArray::close);
        return result;
    }

    private static NDArray toHost(NDArray array) {
        NDArray host = NDArray.empty(Devices.reference(), array.dtype(), array.shape());
        array.device().transfer(array, host);
        return host;
    }

    private static boolean isOut(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof Out) {
                return true;
            }
        }
        return false;
    }
}
