package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chainer.Variable;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.links.connection.Linear;
import org.chainer.optimizers.SGD;
import org.junit.jupiter.api.Test;

class ConsumerTest {

    @Test
    void theCpuBackendServes() {
        assertEquals("cpu", Devices.current().name());
    }

    @Test
    void aLinkLearns() {
        Linear model = new Linear(3, 1);
        SGD optimizer = new SGD();
        optimizer.setup(model);
        Variable x = new Variable(NDArray.ones(DType.FLOAT32, 1, 3));
        double before = squared(model.apply(x)).item();
        for (int i = 0; i < 20; i++) {
            model.clearGrads();
            squared(model.apply(x)).backward();
            optimizer.update();
        }
        assertTrue(squared(model.apply(x)).item() < before);
    }

    private static Variable squared(Variable y) {
        return y.sub(5).mul(y.sub(5));
    }
}
