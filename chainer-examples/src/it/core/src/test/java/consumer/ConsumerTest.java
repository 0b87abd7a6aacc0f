package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.chainer.Variable;
import org.chainer.array.NDArray;
import org.chainer.backend.Devices;
import org.chainer.serializers.HDF5File;
import org.chainer.serializers.SerializationException;
import org.chainer.serializers.Serializers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void hdf5FilesAreWrittenAndToReadThemALibraryIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("values.h5");
        Serializers.saveHdf5(file, Map.of("a", NDArray.of(5f)), 4);
        SerializationException thrown = assertThrows(SerializationException.class, () -> new HDF5File(file));
        assertTrue(thrown.getMessage().contains("io.jhdf:jhdf"), thrown.getMessage());
    }
}
