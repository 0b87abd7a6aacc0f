package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfFloatTest {

    /** The value of a binary16 pattern, straight from the standard's definition. */
    private static double defined16(int bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude = exponent == 0x1f
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(1024.0 + fraction, exponent - 25);
        return bits >> 15 == 1 ? -magnitude : magnitude;
    }

    @Test
    void everyFloat16PatternHasItsValueAndComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.fromFloat16((short) bits);
            assertThat((double) value).as("pattern %x", bits).isEqualTo(Double.valueOf(defined16(bits)));
            if (Float.isNaN(value)) {
                assertThat(HalfFloat.fromFloat16(HalfFloat.toFloat16(value))).isNaN();
            } else {
                assertThat(HalfFloat.toFloat16(value)).as("pattern %x", bits).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void everyBfloat16PatternIsTheUpperHalfOfAFloatAndComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.fromBfloat16((short) bits);
            assertThat(Float.floatToRawIntBits(value)).isEqualTo(bits << 16);
            if (Float.isNaN(value)) {
                assertThat(HalfFloat.fromBfloat16(HalfFloat.toBfloat16(value))).isNaN();
            } else {
                assertThat(HalfFloat.toBfloat16(value)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void betweenNeighboursTheNearestWinsAndTheEvenOneInTheMiddle() {
        for (int bits = 0; bits < 0x7bff; bits++) {
            float low = (float) defined16(bits);
            float high = (float) defined16(bits + 1);
            float middle = (low + high) / 2;
            int even = (bits & 1) == 0 ? bits : bits + 1;
            assertThat(HalfFloat.toFloat16(middle)).as("middle above %x", bits).isEqualTo((short) even);
            assertThat(HalfFloat.toFloat16(Math.nextDown(middle))).isEqualTo((short) bits);
            assertThat(HalfFloat.toFloat16(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
            assertThat(HalfFloat.toFloat16(-middle)).isEqualTo((short) (even | 0x8000));
        }
    }

    @Test
    void largeAndTinyNumbersOverflowAndUnderflow() {
        assertThat(HalfFloat.fromFloat16(HalfFloat.toFloat16(65519.996f))).isEqualTo(65504f);
        assertThat(HalfFloat.fromFloat16(HalfFloat.toFloat16(65520f))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(HalfFloat.fromFloat16(HalfFloat.toFloat16(-1e30f))).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(HalfFloat.toFloat16(0x1p-25f)).isZero();
        assertThat(HalfFloat.toFloat16(Math.nextUp(0x1p-25f))).isEqualTo((short) 1);
        assertThat(HalfFloat.toFloat16(-Float.MIN_VALUE)).isEqualTo(Short.MIN_VALUE);
        assertThat(HalfFloat.fromBfloat16(HalfFloat.toBfloat16(Float.MAX_VALUE)))
                .isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void bfloat16RoundsToTheNearest() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (!Float.isFinite(value) || Math.abs(value) > 3e38f) {
                continue;
            }
            double rounded = HalfFloat.fromBfloat16(HalfFloat.toBfloat16(value));
            double unit = Math.ulp(value) * 0x1p16;
            assertThat(Math.abs(rounded - value)).as("%s", value).isLessThanOrEqualTo(unit / 2);
        }
        assertThat(HalfFloat.fromBfloat16(HalfFloat.toBfloat16(1 + 0x1p-8f))).isEqualTo(1f);
        assertThat(HalfFloat.fromBfloat16(HalfFloat.toBfloat16(1 + 3 * 0x1p-8f)))
                .isEqualTo(1 + 0x1p-6f);
    }
}
