package org.chainer.examples.common;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers wrong names and values of examples and options with the nearest right ones. */
public final class WrongArguments {
    private WrongArguments() {}

    /** Prints what is wrong and what may have been meant; the result is the exit status. */
    public static int answer(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(e.getMessage());
        List<String> nearest = nearest(e, command);
        if (!nearest.isEmpty()) {
            err.println("Did you mean: " + String.join(" or ", nearest) + "?");
        }
        if (command.getParent() == null) {
            err.println(
                    "Examples: " + String.join(", ", command.getSubcommands().keySet()));
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    private static List<String> nearest(ParameterException e, CommandLine command) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            if (first.startsWith("-")) {
                String name = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
                return NearestName.of(name, optionNames(command));
            }
            return NearestName.of(first, command.getSubcommands().keySet());
        }
        if (e.getArgSpec() != null
                && e.getValue() != null
                && e.getArgSpec().type().isEnum()) {
            List<String> values = Arrays.stream(e.getArgSpec().type().getEnumConstants())
                    .map(Object::toString)
                    .toList();
            return NearestName.of(e.getValue(), values);
        }
        return List.of();
    }

    private static List<String> optionNames(CommandLine command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            names.add(option.longestName());
        }
        return names;
    }
}
