package org.chainer.examples.wavenet;

import picocli.CommandLine.Option;

/** The sizes of the network, which training and generating must agree about. */
final class NetworkOptions {
    static final int BANDS = 128;

    @Option(
            names = "--n_loop",
            paramLabel = "N",
            description = "Number of loops of blocks. Default: 4; 2 on made-up data.")
    private Integer loops;

    @Option(
            names = "--n_layer",
            paramLabel = "N",
            description = "Number of blocks in each loop. Default: 10; 6 on made-up data.")
    private Integer layers;

    @Option(
            names = "--a_channels",
            paramLabel = "N",
            description = "Number of values of a sample. Default: 256; 64 on made-up data.")
    private Integer values;

    @Option(
            names = "--r_channels",
            paramLabel = "N",
            description = "Channels of the blocks. Default: 64; 32 on made-up data.")
    private Integer channels;

    @Option(
            names = "--s_channels",
            paramLabel = "N",
            description = "Channels of what goes from the blocks to the output. Default: 256; 64 on made-up data.")
    private Integer skipChannels;

    @Option(
            names = "--use_embed_tanh",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            description = "Whether values are embedded through a tanh. Default: ${DEFAULT-VALUE}.")
    private boolean useEmbedTanh;

    private static int or(Integer given, boolean synthetic, int ofSynthetic, int otherwise) {
        return given != null ? given : synthetic ? ofSynthetic : otherwise;
    }

    int values(boolean synthetic) {
        return or(values, synthetic, 64, 256);
    }

    EncoderDecoderModel create(boolean synthetic) {
        int nLoops = or(loops, synthetic, 2, 4);
        int nLayers = or(layers, synthetic, 6, 10);
        int blockChannels = or(channels, synthetic, 32, 64);
        return new EncoderDecoderModel(
                new UpsampleNet(nLoops * nLayers, blockChannels),
                new WaveNet(
                        nLoops,
                        nLayers,
                        values(synthetic),
                        blockChannels,
                        or(skipChannels, synthetic, 64, 256),
                        useEmbedTanh));
    }
}
