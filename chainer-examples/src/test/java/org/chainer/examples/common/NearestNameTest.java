package org.chainer.examples.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> NAMES = List.of("--batchsize", "--device", "--epoch", "--out", "--seed");

    @Test
    void aWrongMissingOrSwappedLetterIsForgiven() {
        assertThat(NearestName.of("--devise", NAMES)).containsExactly("--device");
        assertThat(NearestName.of("--epch", NAMES)).containsExactly("--epoch");
        assertThat(NearestName.of("--eopch", NAMES)).containsExactly("--epoch");
        assertThat(NearestName.of("-seed", NAMES)).containsExactly("--seed");
    }

    @Test
    void theBeginningOfANameAndOtherHyphensAreNear() {
        assertThat(NearestName.of("--batch", NAMES)).containsExactly("--batchsize");
        assertThat(NearestName.of("--BATCH_SIZE", NAMES)).containsExactly("--batchsize");
    }

    @Test
    void whatIsTooFarIsNotGuessed() {
        assertThat(NearestName.of("--gradclip", NAMES)).isEmpty();
    }
}
