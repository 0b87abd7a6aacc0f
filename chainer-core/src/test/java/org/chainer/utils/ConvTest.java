package org.chainer.utils;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConvTest {

    @Test
    void numberOfWindows() {
        assertThat(Conv.getConvOutsize(10, 3, 1, 0)).isEqualTo(8);
        assertThat(Conv.getConvOutsize(10, 3, 2, 1)).isEqualTo(5);
        assertThat(Conv.getConvOutsize(10, 3, 2, 1, true, 1)).isEqualTo(6);
        assertThat(Conv.getConvOutsize(10, 3, 1, 0, false, 2)).isEqualTo(6);
        assertThat(Conv.getConvOutsize(3, 3, 2, 0, true, 1)).isEqualTo(1);
        assertThat(Conv.getConvOutsize(2, 3, 1, 0)).isZero();
        assertThat(Conv.getConvOutsize(1, 5, 3, 0)).isLessThan(1);
    }

    @Test
    void lengthFromWindows() {
        assertThat(Conv.getDeconvOutsize(8, 3, 1, 0)).isEqualTo(10);
        assertThat(Conv.getDeconvOutsize(5, 3, 2, 1)).isEqualTo(9);
        assertThat(Conv.getDeconvOutsize(6, 3, 2, 1, true, 1)).isEqualTo(10);
        assertThat(Conv.getDeconvOutsize(6, 3, 1, 0, false, 2)).isEqualTo(10);
    }
}
