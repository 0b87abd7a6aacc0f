package org.chainer.examples;

import java.io.PrintWriter;
import org.chainer.backend.OutOfMemoryException;
import org.chainer.examples.bench.Bench;
import org.chainer.examples.ptb.TrainPtb;
import org.chainer.examples.tutorial.Tutorial;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The examples, each a subcommand. Without arguments it lists them. */
@Command(
        name = "chainer-examples",
        description = "Examples of Chainer for the JVM.",
        synopsisSubcommandLabel = "EXAMPLE",
        mixinStandardHelpOptions = true,
        subcommands = {TrainPtb.class, Tutorial.class, Bench.class})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs an example and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs an example; the result is 0 if it went well, 2 for wrong arguments, 1 for another failure. */
    static int run(String... args) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::wrongArguments)
                .setExecutionExceptionHandler(Main::failed)
                .execute(args);
    }

    private static int wrongArguments(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        }
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) throws Exception {
        if (e instanceof IllegalArgumentException
                || e instanceof java.io.UncheckedIOException
                || e instanceof OutOfMemoryException) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
