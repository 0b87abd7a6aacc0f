package org.chainer.testing.contract;

import java.util.List;
import java.util.stream.Stream;
import org.chainer.backend.DeviceScope;
import org.chainer.backend.Devices;

/** The cases of all topics. */
final class KernelCases {
    private static List<KernelCase> cases;

    private KernelCases() {}

    static synchronized List<KernelCase> all() {
        if (cases == null) {
            try (DeviceScope scope = Devices.reference().use()) {
                cases = Stream.of(
                                UnaryCases.all(),
                                BinaryCases.all(),
                                ElementwiseCases.all(),
                                ReductionCases.all(),
                                LinalgCases.all(),
                                IndexingCases.all(),
                                ConvolutionCases.all(),
                                PoolingCases.all(),
                                NormalizationCases.all(),
                                RnnCases.all(),
                                LossCases.all(),
                                RandomCases.all(),
                                OptimizerCases.all())
                        .flatMap(List::stream)
                        .toList();
            }
        }
        return cases;
    }
}
