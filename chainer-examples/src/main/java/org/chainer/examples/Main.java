package org.chainer.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.chainer.backend.OutOfMemoryException;
import org.chainer.examples.bench.Bench;
import org.chainer.examples.captioning.TrainImageCaptioning;
import org.chainer.examples.cifar.TrainCifar;
import org.chainer.examples.common.WrongArguments;
import org.chainer.examples.dcgan.TrainDcgan;
import org.chainer.examples.glance.Glance;
import org.chainer.examples.imagenet.ComputeMean;
import org.chainer.examples.imagenet.TrainImagenet;
import org.chainer.examples.memnn.TestMemnn;
import org.chainer.examples.memnn.TrainMemnn;
import org.chainer.examples.mnist.MnistInference;
import org.chainer.examples.mnist.TrainMnist;
import org.chainer.examples.mnist.TrainMnistCustomLoop;
import org.chainer.examples.mnist.TrainMnistDataParallel;
import org.chainer.examples.mnist.TrainMnistModelParallel;
import org.chainer.examples.pos.TrainPos;
import org.chainer.examples.ptb.GenerateText;
import org.chainer.examples.ptb.TrainPtb;
import org.chainer.examples.ptb.TrainPtbCustomLoop;
import org.chainer.examples.reinforcementlearning.ActorCriticCartPole;
import org.chainer.examples.reinforcementlearning.DdpgPendulum;
import org.chainer.examples.reinforcementlearning.DqnCartPole;
import org.chainer.examples.sentiment.TrainSentiment;
import org.chainer.examples.seq2seq.TrainSeq2seq;
import org.chainer.examples.serialization.SaveAndLoad;
import org.chainer.examples.serving.ServeLanguageModel;
import org.chainer.examples.textclassification.RunTextClassifier;
import org.chainer.examples.textclassification.TrainTextClassifier;
import org.chainer.examples.tutorial.Tutorial;
import org.chainer.examples.vae.TrainVae;
import org.chainer.examples.wavenet.GenerateWavenet;
import org.chainer.examples.wavenet.TrainWavenet;
import org.chainer.examples.word2vec.Search;
import org.chainer.examples.word2vec.TrainWord2vec;
import org.chainer.serializers.SerializationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The examples, each a subcommand. Without arguments it lists them. */
@Command(
        name = "chainer-examples",
        description = "Examples of Chainer for the JVM. 'EXAMPLE --help' shows an example's options.",
        synopsisSubcommandLabel = "EXAMPLE",
        commandListHeading = "%nExamples:%n",
        mixinStandardHelpOptions = true,
        subcommands = {
            Tutorial.class, //
            Glance.class,
            TrainMnist.class,
            TrainMnistCustomLoop.class,
            TrainMnistDataParallel.class,
            TrainMnistModelParallel.class,
            MnistInference.class,
            TrainCifar.class,
            TrainImagenet.class,
            ComputeMean.class,
            TrainVae.class,
            TrainDcgan.class,
            TrainImageCaptioning.class,
            TrainWavenet.class,
            GenerateWavenet.class,
            SaveAndLoad.class,
            TrainPtb.class,
            TrainPtbCustomLoop.class,
            GenerateText.class,
            TrainWord2vec.class,
            Search.class,
            TrainSeq2seq.class,
            TrainPos.class,
            TrainMemnn.class,
            TestMemnn.class,
            TrainSentiment.class,
            TrainTextClassifier.class,
            RunTextClassifier.class,
            DqnCartPole.class,
            DdpgPendulum.class,
            ActorCriticCartPole.class,
            ServeLanguageModel.class,
            Bench.class
        })
public final class Main implements Runnable {
    private static final int WIDTH = 110;

    @Spec
    private CommandSpec spec;

    /** Runs an example and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs an example; the result is 0 if it went well, 2 for wrong arguments, 1 for another failure. */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    /** The main program with all its examples. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler(WrongArguments::answer)
                .setExecutionExceptionHandler(Main::failed);
    }

    /** What a user can mend is told in a line; anything else is a bug and keeps its stack trace. */
    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) throws Exception {
        boolean mendable = e instanceof IllegalArgumentException
                || e instanceof IOException
                || e instanceof UncheckedIOException
                || e instanceof SerializationException
                || e instanceof OutOfMemoryException;
        if (!mendable) {
            throw e;
        }
        command.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
