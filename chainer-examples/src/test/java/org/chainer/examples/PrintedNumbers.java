package org.chainer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/** Numbers that an example has printed. */
public final class PrintedNumbers {
    private PrintedNumbers() {}

    /** The first group of each place that matches. */
    public static List<Double> all(ExampleRun run, String regex) {
        assertThat(run.status())
                .as("exit status, with errors '%s'", run.errors())
                .isZero();
        List<Double> numbers = Pattern.compile(regex)
                .matcher(run.output())
                .results()
                .map(place -> Double.valueOf(place.group(1)))
                .toList();
        assertThat(numbers).as("'%s' in the output%n%s", regex, run.output()).isNotEmpty();
        return numbers;
    }

    /** The first group of the last place that matches. */
    public static double last(ExampleRun run, String regex) {
        List<Double> all = all(run, regex);
        return all.get(all.size() - 1);
    }

    /** The number behind the last occurrence of a text, of a run without errors. */
    public static double after(ExampleRun run, String text) {
        assertThat(run.errors()).isEmpty();
        return last(run, Pattern.quote(text) + "\\s*(-?[\\d.]+)");
    }
}
