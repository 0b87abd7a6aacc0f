package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuThreadsTest {

    @Test
    void thePropertyComesBeforeTheVariable() {
        assertThat(CpuThreads.choose("3", "5")).isEqualTo(3);
        assertThat(CpuThreads.choose(null, "5")).isEqualTo(5);
    }

    @Test
    void withoutEitherThereIsOneForEachCore() {
        assertThat(CpuThreads.choose(null, null))
                .isBetween(1, Runtime.getRuntime().availableProcessors());
        assertThat(CpuThreads.choose(null, "many")).isEqualTo(CpuThreads.choose(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "", "1025", "99999999999"})
    void badNumbersAreRefused(String property) {
        assertThatThrownBy(() -> CpuThreads.choose(property, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chainer.threads is '" + property + "'");
    }
}
