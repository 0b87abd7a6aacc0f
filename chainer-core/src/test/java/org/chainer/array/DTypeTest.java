package org.chainer.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DTypeTest {

    /** Rows and columns in this order; the entries are what NumPy's promote_types gives. */
    private static final String[] ORDER = {
        "float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "bool"
    };

    @ParameterizedTest
    @CsvSource({
        "float16, f2 f4 f8 f2 f4 f8 f8 f2 f2",
        "float32, f4 f4 f8 f4 f4 f8 f8 f4 f4",
        "float64, f8 f8 f8 f8 f8 f8 f8 f8 f8",
        "int8,    f2 f4 f8 i1 i2 i4 i8 i2 i1",
        "int16,   f4 f4 f8 i2 i2 i4 i8 i2 i2",
        "int32,   f8 f8 f8 i4 i4 i4 i8 i4 i4",
        "int64,   f8 f8 f8 i8 i8 i8 i8 i8 i8",
        "uint8,   f2 f4 f8 i2 i2 i4 i8 u1 u1",
        "bool,    f2 f4 f8 i1 i2 i4 i8 u1 b1"
    })
    void promotesAsNumPy(String a, String row) {
        String[] expected = row.split(" ");
        for (int i = 0; i < ORDER.length; i++) {
            assertThat(DType.promote(DType.of(a), DType.of(ORDER[i])))
                    .as("%s with %s", a, ORDER[i])
                    .isEqualTo(DType.of(expected[i]));
        }
    }

    @Test
    void bfloat16PromotesToWhatHoldsBoth() {
        assertThat(DType.promote(DType.BFLOAT16, DType.FLOAT16)).isEqualTo(DType.FLOAT32);
        assertThat(DType.promote(DType.FLOAT32, DType.BFLOAT16)).isEqualTo(DType.FLOAT32);
        assertThat(DType.promote(DType.BFLOAT16, DType.BOOL)).isEqualTo(DType.BFLOAT16);
        assertThat(DType.promote(DType.INT64, DType.BFLOAT16)).isEqualTo(DType.FLOAT64);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsName(DType dtype) {
        assertThat(DType.of(dtype.toString())).isEqualTo(dtype);
    }

    @Test
    void isFoundByNumPysCodes() {
        assertThat(DType.of("f4")).isEqualTo(DType.FLOAT32);
        assertThat(DType.of("u1")).isEqualTo(DType.UINT8);
        assertThatThrownBy(() -> DType.of("complex64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("complex64")
                .hasMessageContaining("float32");
    }

    @Test
    void kinds() {
        assertThat(DType.BFLOAT16.isFloating()).isTrue();
        assertThat(DType.UINT8.isInteger()).isTrue();
        assertThat(DType.BOOL.isInteger()).isFalse();
        assertThat(DType.FLOAT64.bytes()).isEqualTo(8);
    }
}
