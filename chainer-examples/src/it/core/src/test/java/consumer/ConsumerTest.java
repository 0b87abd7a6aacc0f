package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.junit.jupiter.api.Test;

class ConsumerTest {

    @Test
    void theReferenceBackendServes() {
        assertEquals("reference", Devices.current().name());
    }

    @Test
    void aGradientIsComputed() {
        Variable x = new Variable(NDArray.of(5f));
        Variable y = x.mul(x).sub(x.mul(2)).add(1);
        y.backward();
        assertEquals(16, y.item());
        assertEquals(8, x.grad().item());
    }
}
