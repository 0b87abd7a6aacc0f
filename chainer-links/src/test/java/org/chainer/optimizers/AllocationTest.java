package org.chainer.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import org.chainer.GradientMethod;
import org.chainer.Link;
import org.chainer.Parameter;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.array.RandomState;
import org.chainer.backend.Devices;
import org.chainer.backend.MemoryPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In steady state an update takes no memory for arrays, and little of Java's heap. */
class AllocationTest {
    private static final int UPDATES = 200;

    private static final class Layer extends Link {
        private Parameter w = new Parameter(random(300, 200));
        private Parameter b = new Parameter(random(300));
    }

    private static NDArray random(long... shape) {
        return new RandomState(1).normal(0, 1, DType.FLOAT32, shape);
    }

    static List<Arguments> optimizers() {
        List<Supplier<GradientMethod>> all = List.of(
                SGD::new,
                MomentumSGD::new,
                CorrectedMomentumSGD::new,
                NesterovAG::new,
                AdaGrad::new,
                AdaDelta::new,
                Adam::new,
                AdamW::new,
                AMSGrad::new,
                AdaBound::new,
                AMSBound::new,
                MSVAG::new,
                RMSprop::new,
                RMSpropGraves::new,
                SMORMS3::new);
        return all.stream()
                .map(make -> Arguments.of(make.get().getClass().getSimpleName(), make))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void steadyState(String name, Supplier<GradientMethod> make) {
        expectNoArrays(name, make.get());
    }

    private static void update(GradientMethod optimizer, int times) {
        for (int i = 0; i < times; i++) {
            optimizer.update();
        }
    }

    private static void expectNoArrays(String name, GradientMethod optimizer) {
        Layer link = new Layer();
        optimizer.setup(link);
        link.w.setGrad(random(300, 200));
        link.b.setGrad(random(300));
        update(optimizer, UPDATES);
        MemoryPool pool = Devices.current().pool();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long arrays = pool.statistics().allocations();
        long heap = threads.getCurrentThreadAllocatedBytes();
        update(optimizer, UPDATES);
        heap = threads.getCurrentThreadAllocatedBytes() - heap;
        System.out.println("allocation: " + name + " " + heap / UPDATES + " bytes of heap an update");
        assertThat(pool.statistics().allocations() - arrays).as(name).isZero();
        assertThat(heap / UPDATES).as(name).isLessThan(64_000);
    }
}
