package org.chainer.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiloxTest {

    /** The known answers that come with Random123, the authors' own implementation. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "299f31d0a4093822, 85a308d3243f6a88, 0370734413198a2e, d16cfe09 94fdcceb 5001e420 24126ea1"
    })
    void givesTheKnownAnswers(String key, String counter, String stream, String words) {
        int[] block = new int[4];
        new Philox(Long.parseUnsignedLong(key, 16))
                .generate(Long.parseUnsignedLong(counter, 16), Long.parseUnsignedLong(stream, 16), block, 1);
        assertThat("%08x %08x %08x %08x".formatted(block[0], block[1], block[2], block[3]))
                .isEqualTo(words);
    }

    @Test
    void blocksFollowEachOther() {
        int[] three = new int[12];
        new Philox(7).generate((1L << 32) - 2, 1, three, 3);
        for (int block = 0; block < 3; block++) {
            int[] one = new int[4];
            new Philox(7).generate((1L << 32) - 2 + block, 1, one, 1);
            assertThat(one).containsExactly(Arrays.copyOfRange(three, 4 * block, 4 * block + 4));
        }
    }
}
