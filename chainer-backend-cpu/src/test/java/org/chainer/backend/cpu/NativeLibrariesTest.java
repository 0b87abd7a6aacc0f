package org.chainer.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeLibrariesTest {

    @Test
    void aLibraryThatIsNotThereSaysWhyAndWhatToAdd() {
        NativeLibraries.Library missing =
                new NativeLibraries.Library("libexample", "example", "org.example.NoSuchPreset");
        assertThat(missing.isAvailable()).isFalse();
        assertThat(missing.unavailableReason())
                .contains("libexample could not be loaded on ")
                .contains("NoSuchPreset")
                .contains("org.bytedeco:example")
                .isEqualTo(missing.unavailableReason());
    }

    @Test
    void aPresetWhoseNativeFileIsNotThereSaysWhy() {
        NativeLibraries.Library broken =
                new NativeLibraries.Library("broken", "broken", NativeLibrariesTest.class.getName() + "$Broken");
        assertThat(broken.unavailableReason())
                .contains("broken could not be loaded")
                .contains("no such file");
    }

    static final class Broken {
        static {
            fail();
        }

        private static void fail() {
            throw new UnsatisfiedLinkError("no such file");
        }
    }
}
