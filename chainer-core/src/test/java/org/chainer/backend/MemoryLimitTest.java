package org.chainer.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLimitTest {

    @ParameterizedTest
    @CsvSource({"1000, 1000", "2k, 2048", "3M, 3145728", "' 4g ', 4294967296", "1t, 1099511627776"})
    void sizes(String text, long bytes) {
        assertThat(MemoryLimit.parse(MemoryLimit.PROPERTY, text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "-1g", "0", "1.5g", "9999999999t", "many"})
    void whatIsNoSizeIsNamed(String text) {
        assertThatThrownBy(() -> MemoryLimit.parse(MemoryLimit.PROPERTY, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chainer.memory.limit is '" + text + "'");
    }

    @Test
    void withoutThePropertyAPartOfTheMachinesMemory() {
        assertThat(MemoryLimit.bytes()).isGreaterThan(1 << 24);
    }
}
