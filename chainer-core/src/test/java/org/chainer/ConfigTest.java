package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.chainer.utils.InvalidTypeException;
import org.junit.jupiter.api.Test;

class ConfigTest {
    private final Variable x = new Variable(NDArray.of(2.0));

    @Test
    void noBackpropRecordsNothing() {
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            Variable y = x.mul(x);
            assertThat(y.creator()).isNull();
            assertThat(Chainer.config().enableBackprop()).isFalse();
            try (Chainer.Scope inner = Chainer.forceBackpropMode()) {
                assertThat(x.mul(x).creator()).isNotNull();
            }
            assertThat(x.mul(x).creator()).isNull();
        }
        assertThat(x.mul(x).creator()).isNotNull();
    }

    @Test
    void modesEndWhenAnExceptionIsThrown() {
        assertThatThrownBy(() -> {
                    try (Chainer.Scope mode = Chainer.noBackpropMode()) {
                        throw new IllegalStateException("on purpose");
                    }
                })
                .hasMessage("on purpose");
        assertThat(Chainer.config().enableBackprop()).isTrue();
    }

    @Test
    void initialValues() {
        assertThat(Chainer.config().train()).isTrue();
        assertThat(Chainer.config().enableBackprop()).isTrue();
        assertThat(Chainer.config().typeCheck()).isTrue();
        assertThat(Chainer.config().debug()).isFalse();
        assertThat(Chainer.config().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Chainer.config().get(Config.KEEP_GRAPH_ON_REPORT)).isFalse();
        assertThat(Chainer.config().get(Config.USE_ONE_DNN)).isEqualTo("auto");
    }

    @Test
    void entriesAreRestored() {
        try (Chainer.Scope outer = Chainer.usingConfig(Config.TRAIN, false)) {
            try (Chainer.Scope inner = Chainer.usingConfig("train", true)) {
                assertThat(Chainer.config().train()).isTrue();
            }
            assertThat(Chainer.config().train()).isFalse();
        }
        assertThat(Chainer.config().train()).isTrue();
    }

    @Test
    void theGlobalConfigurationServesThreadsThatSetNothing() throws InterruptedException {
        AtomicReference<Boolean> seen = new AtomicReference<>();
        try (Chainer.Scope mine = Chainer.usingConfig(Config.TRAIN, true)) {
            Chainer.globalConfig().set(Config.TRAIN, false);
            try {
                Thread other = new Thread(() -> seen.set(Chainer.config().train()));
                other.start();
                other.join();
                assertThat(seen.get()).isFalse();
                assertThat(Chainer.config().train()).isTrue();
            } finally {
                Chainer.globalConfig().set(Config.TRAIN, true);
            }
        }
    }

    @Test
    void modesOfOneThreadDoNotReachAnother() throws InterruptedException {
        AtomicReference<Boolean> seen = new AtomicReference<>();
        try (Chainer.Scope mode = Chainer.noBackpropMode()) {
            Thread other = new Thread(() -> seen.set(Chainer.config().enableBackprop()));
            other.start();
            other.join();
        }
        assertThat(seen.get()).isTrue();
    }

    @Test
    void ownEntries() {
        ConfigKey<Integer> key = ConfigKey.define("config_test_depth", Integer.class, 3);
        assertThat(Chainer.config().get(key)).isEqualTo(3);
        try (Chainer.Scope scope = Chainer.usingConfig(key, 5)) {
            assertThat(Chainer.config().get(key)).isEqualTo(5);
        }
        assertThat(Chainer.config().get(key)).isEqualTo(3);
        assertThat(key.name()).isEqualTo("config_test_depth");
        assertThatThrownBy(() -> ConfigKey.define("config_test_depth", Integer.class, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already defined");
    }

    @Test
    void wrongNamesAndTypesAreRefused() {
        assertThatThrownBy(() -> Chainer.usingConfig("trian", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'trian'")
                .hasMessageContaining("enable_backprop");
        assertThatThrownBy(() -> Chainer.usingConfig("train", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'train' takes a Boolean, not 1 (Integer)");
        assertThatThrownBy(() -> Chainer.usingConfig("train", null)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Chainer.config().train()).isTrue();
    }

    @Test
    void typeChecksCanBeSwitchedOff() {
        Variable n = new Variable(NDArray.of(1, 2), false);
        assertThatThrownBy(() -> F.relu(n)).isInstanceOf(InvalidTypeException.class);
        try (Chainer.Scope off = Chainer.usingConfig(Config.TYPE_CHECK, false)) {
            assertThat(F.relu(n).array().toIntArray()).containsExactly(1, 2);
        }
    }

    @Test
    void aScalarHasTheConfiguredDtype() {
        assertThat(Variable.scalar(0).dtype()).isEqualTo(DType.FLOAT32);
        try (Chainer.Scope scope = Chainer.usingConfig(Config.DTYPE, DType.FLOAT64)) {
            assertThat(Variable.scalar(0).dtype()).isEqualTo(DType.FLOAT64);
        }
    }
}
