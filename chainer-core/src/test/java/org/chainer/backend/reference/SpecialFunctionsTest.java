package org.chainer.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures computed with 80 digits and rounded. */
class SpecialFunctionsTest {
    private static final double RELATIVE = 4e-15;

    @ParameterizedTest
    @CsvSource({
        "erf, 1e-10, 1.1283791670955126e-10",
        "erf, 0.3, 0.3286267594591274",
        "erf, 0.5, 0.5204998778130465",
        "erf, 0.75, 0.7111556336535151",
        "erf, 2.0, 0.9953222650189527",
        "erf, -1.25, -0.9229001282564583",
        "erfc, -3.0, 1.9999779095030015",
        "erfc, 0.1, 0.887537083981715",
        "erfc, 0.5, 0.4795001221869535",
        "erfc, 1.0, 0.15729920705028513",
        "erfc, 2.5, 0.0004069520174449589",
        "erfc, 6.0, 2.1519736712498913e-17",
        "erfc, 10.0, 2.088487583762545e-45",
        "erfc, 26.0, 5.663192408856143e-296",
        "erfcx, -5.0, 144009798674.66104",
        "erfcx, 0.0001, 0.9998871720825383",
        "erfcx, 0.5, 0.6156903441929259",
        "erfcx, 3.0, 0.17900115118138996",
        "erfcx, 6.25, 0.08915663178727438",
        "erfcx, 6.3, 0.08846589935285219",
        "erfcx, 100.0, 0.005641613782989433",
        "erfcx, 1000000000.0, 5.641895835477563e-10",
        "erfinv, 1e-12, 8.86226925452758e-13",
        "erfinv, 0.25, 0.2253120550121781",
        "erfinv, 0.5, 0.4769362762044699",
        "erfinv, -0.75, -0.8134198475976185",
        "erfinv, 0.99, 1.8213863677184494",
        "erfcinv, 0.5, 0.4769362762044699",
        "erfcinv, 0.25, 0.8134198475976185",
        "erfcinv, 1e-05, 3.123413274340875",
        "erfcinv, 1e-100, 15.065574702592645",
        "erfcinv, 1e-300, 26.209469960516124",
        "erfcinv, 1.5, -0.4769362762044699",
        "erfcinv, 1.0625, -0.05544594877278202",
        "ndtr, -30.0, 4.906713927148187e-198",
        "ndtr, -1.5, 0.06680720126885807",
        "ndtr, -1.0, 0.15865525393145705",
        "ndtr, -0.25, 0.4012936743170763",
        "ndtr, 1.0, 0.8413447460685429",
        "ndtr, 5.0, 0.9999997133484281",
        "ndtri, 0.25, -0.6744897501960817",
        "ndtri, 0.01, -2.326347874040841",
        "ndtri, 1e-20, -9.262340089798407",
        "ndtri, 1e-200, -30.20559417957964",
        "ndtri, 0.75, 0.6744897501960817",
        "log_ndtr, -40.0, -804.6084420137538",
        "log_ndtr, -5.0, -15.064998393988725",
        "log_ndtr, -1.0, -1.8410216450092636",
        "log_ndtr, 0.0, -0.6931471805599453",
        "log_ndtr, 1.0, -0.17275377902344988",
        "log_ndtr, 6.0, -9.865876455243758e-10",
        "log_ndtr, -100000.0, -5000000012.431864",
        "lgamma, 1e-05, 11.512919692895826",
        "lgamma, 0.25, 1.2880225246980774",
        "lgamma, 0.999, 0.0005780385328913802",
        "lgamma, 1.0001, -5.771334222047127e-05",
        "lgamma, 1.5, -0.12078223763524522",
        "lgamma, 2.001, 0.000423106734800117",
        "lgamma, 3.5, 1.2009736023470743",
        "lgamma, 11.5, 16.292000476567242",
        "lgamma, 100.0, 359.1342053695754",
        "lgamma, -0.5, 1.2655121234846454",
        "lgamma, -3.75, -1.3172679424463636",
        "digamma, 0.001, -1000.5755719318103",
        "digamma, 0.5, -1.9635100260214235",
        "digamma, 1.0, -0.5772156649015329",
        "digamma, 2.25, 0.5725464666237345",
        "digamma, 12.0, 2.442661679975812",
        "digamma, 1000000.0, 13.815510057964191",
        "digamma, -0.25, 2.9141391202135276",
        "digamma, -7.5, 2.08009081757942",
        "log2, 0.999999999, -1.4426950008081086e-09",
        "log2, 10.0, 3.321928094887362"
    })
    void ofOneArgument(String function, double x, double expected) {
        assertThat(apply(function, x)).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
    }

    private static double apply(String function, double x) {
        return switch (function) {
            case "erf" -> SpecialFunctions.erf(x);
            case "erfc" -> SpecialFunctions.erfc(x);
            case "erfcx" -> SpecialFunctions.erfcx(x);
            case "erfinv" -> SpecialFunctions.erfinv(x);
            case "erfcinv" -> SpecialFunctions.erfcinv(x);
            case "ndtr" -> SpecialFunctions.ndtr(x);
            case "ndtri" -> SpecialFunctions.ndtri(x);
            case "log_ndtr" -> SpecialFunctions.logNdtr(x);
            case "lgamma" -> SpecialFunctions.lgamma(x);
            case "digamma" -> SpecialFunctions.digamma(x);
            case "log2" -> SpecialFunctions.log2(x);
            default -> throw new IllegalArgumentException(function);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 4.934802200544679",
        "1, 3.0, 0.39493406684822646",
        "2, 1.0, -2.4041138063191885",
        "2, 7.5, -0.020305252536644666",
        "3, 0.25, 1538.7821440091884",
        "5, 20.0, 8.48426620615823e-06",
        "1, -0.75, 18.975106932284888",
        "4, -2.25, 24481.479910902563"
    })
    void polygamma(int n, double x, double expected) {
        assertThat(SpecialFunctions.polygamma(n, x)).isCloseTo(expected, within(RELATIVE * 10 * Math.abs(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "2.0, 1.0, 1.6449340668482264",
        "1.5, 0.5, 4.776537947554833",
        "3.0, 10.0, 0.0055249174854010335",
        "1.001, 1.0, 1000.5772884760116",
        "30.0, 2.5, 1.1529691685630237e-12",
        "4.5, 10000.0, 2.857642894642857e-15"
    })
    void zeta(double s, double q, double expected) {
        assertThat(SpecialFunctions.zeta(s, q)).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "erf, Infinity, 1",
        "erf, -Infinity, -1",
        "erfc, 30, 0",
        "erfc, -Infinity, 2",
        "erfcx, Infinity, 0",
        "erfcx, -30, Infinity",
        "erfinv, 1, Infinity",
        "erfinv, -1, -Infinity",
        "erfinv, 0, 0",
        "erfinv, 1.5, NaN",
        "erfcinv, 0, Infinity",
        "erfcinv, 2, -Infinity",
        "erfcinv, 2.5, NaN",
        "ndtr, -Infinity, 0",
        "ndtr, Infinity, 1",
        "ndtri, 0, -Infinity",
        "ndtri, 1, Infinity",
        "ndtri, -0.1, NaN",
        "log_ndtr, -Infinity, -Infinity",
        "log_ndtr, Infinity, 0",
        "lgamma, 0, Infinity",
        "lgamma, -3, Infinity",
        "lgamma, -Infinity, Infinity",
        "lgamma, 1, 0",
        "lgamma, 2, 0",
        "digamma, 0, -Infinity",
        "digamma, -2, NaN",
        "digamma, Infinity, Infinity",
        "log2, 0, -Infinity",
        "log2, -1, NaN",
        "log2, Infinity, Infinity",
        "log2, 8, 3",
        "log2, 4.9E-324, -1074",
        "log2, 1, 0"
    })
    void atTheEdges(String function, double x, double expected) {
        double plusZeroForMinusZero = apply(function, x) + 0.0;
        assertThat(plusZeroForMinusZero).isEqualTo(Double.valueOf(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "erf",
                "erfc",
                "erfcx",
                "erfinv",
                "erfcinv",
                "ndtr",
                "ndtri",
                "log_ndtr",
                "lgamma",
                "digamma",
                "log2"
            })
    void ofNaN(String function) {
        assertThat(apply(function, Double.NaN)).isNaN();
    }

    @Test
    void zetaAtItsPolesAndBeyond() {
        assertThat(SpecialFunctions.zeta(1, 2)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(SpecialFunctions.zeta(0.5, 2)).isNaN();
        assertThat(SpecialFunctions.zeta(2, -3)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(SpecialFunctions.zeta(2.5, -0.5)).isNaN();
        assertThat(SpecialFunctions.zeta(2, Double.POSITIVE_INFINITY)).isZero();
        assertThat(SpecialFunctions.zeta(2, Double.NaN)).isNaN();
    }

    @Test
    void largeArgumentsEnd() {
        assertThat(SpecialFunctions.zeta(2, -1e9 - 0.5)).isCloseTo(Math.PI * Math.PI, within(1e-8));
        assertThat(SpecialFunctions.zeta(1e9, 3)).isZero();
        assertThat(SpecialFunctions.polygamma(2_000_000_000, 0.5)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(SpecialFunctions.polygamma(-1, 3)).isNaN();
    }
}
