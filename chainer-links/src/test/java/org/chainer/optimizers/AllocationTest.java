package org.chainer.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.chainer.Chain;
import org.chainer.GradientMethod;
import org.chainer.OptimizerHook;
import org.chainer.array.DType;
import org.chainer.array.RandomState;
import org.chainer.backend.Devices;
import org.chainer.backend.MemoryPool;
import org.chainer.links.connection.Linear;
import org.chainer.optimizerhooks.GradientClipping;
import org.chainer.optimizerhooks.GradientHardClipping;
import org.chainer.optimizerhooks.GradientLARS;
import org.chainer.optimizerhooks.GradientNoise;
import org.chainer.optimizerhooks.Lasso;
import org.chainer.optimizerhooks.WeightDecay;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In steady state an update takes nothing: neither memory for arrays nor, on devices in host memory, Java's heap, but for what the JVM does once. */
class AllocationTest {
    private static final int UPDATES = 200;

    /** What the JVM takes once, when it links a call site or loads a class, spread over the updates. */
    private static final long ONCE = 64;

    private static final class Net extends Chain {
        Linear first = new Linear(200, 300);
        Linear second = new Linear(300, 7);
    }

    static List<Supplier<GradientMethod>> optimizers() {
        return List.of(
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
    }

    static List<Arguments> optimizersAndDTypes() {
        List<Arguments> all = new ArrayList<>();
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.FLOAT16}) {
            for (Supplier<GradientMethod> make : optimizers()) {
                all.add(Arguments.of(make.get().getClass().getSimpleName(), dtype, make));
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("optimizersAndDTypes")
    void anUpdateTakesNothing(String name, DType dtype, Supplier<GradientMethod> make) {
        GradientMethod optimizer = make.get();
        optimizer.setup(net(dtype));
        expectNothing(optimizer);
    }

    static List<OptimizerHook> hooks() {
        return List.of(
                new WeightDecay(1e-3),
                new Lasso(1e-3),
                new GradientHardClipping(-1, 1),
                new GradientClipping(1),
                new GradientLARS(),
                new GradientNoise(0.1));
    }

    /** Noise and signs need an array for the time of the update, which goes back to the pool; the rest takes none at all. */
    @ParameterizedTest
    @MethodSource("hooks")
    void hooksLeaveThePoolAsItWas(OptimizerHook hook) {
        GradientMethod optimizer = new SGD();
        optimizer.setup(net(DType.FLOAT32));
        optimizer.addHook(hook);
        update(optimizer);
        MemoryPool pool = Devices.current().pool();
        MemoryPool.Statistics before = pool.statistics();
        update(optimizer);
        MemoryPool.Statistics after = pool.statistics();
        // what other tests left may be collected meanwhile
        assertThat(after.held()).isLessThanOrEqualTo(before.held());
        assertThat(after.used()).isLessThanOrEqualTo(before.used());
        if (!(hook instanceof Lasso || hook instanceof GradientNoise)) {
            assertThat(after.allocations()).isEqualTo(before.allocations());
        }
    }

    private static Net net(DType dtype) {
        Net net = new Net();
        RandomState random = new RandomState(1);
        net.forEachParam(parameter -> {
            parameter.setArray(parameter.array().astype(dtype));
            parameter.setGrad(random.normal(0, 1, dtype, parameter.shape().toArray()));
        });
        return net;
    }

    private static void expectNothing(GradientMethod optimizer) {
        update(optimizer);
        MemoryPool pool = Devices.current().pool();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long arrays = pool.statistics().allocations();
        long heap = threads.getCurrentThreadAllocatedBytes();
        update(optimizer);
        heap = threads.getCurrentThreadAllocatedBytes() - heap;
        assertThat(pool.statistics().allocations()).isEqualTo(arrays);
        if (Devices.current().isHost()) {
            assertThat(heap / UPDATES).as("bytes of heap an update").isLessThan(ONCE);
        }
    }

    private static void update(GradientMethod optimizer) {
        for (int i = 0; i < UPDATES; i++) {
            optimizer.update();
        }
    }
}
