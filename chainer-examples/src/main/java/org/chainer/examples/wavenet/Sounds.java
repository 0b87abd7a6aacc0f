package org.chainer.examples.wavenet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Reads, makes and writes sounds: samples in [−1, 1], 16,000 a second. */
final class Sounds {
    static final int RATE = 16_000;
    /** Quieter than the loudest by this factor (20 decibels) counts as silence. */
    private static final double SILENCE = 0.1;

    private static final int FRAME = 512;

    private Sounds() {}

    /** The files of the VCTK corpus in a folder: {@code wav48/SPEAKER/*.wav}. */
    static List<Path> files(Path folder) throws IOException {
        Path speakers = folder.resolve("wav48");
        if (!Files.isDirectory(speakers)) {
            throw new IOException(speakers + " is not there; expected the VCTK corpus, which has its sounds in it");
        }
        try (Stream<Path> all = Files.walk(speakers, 2)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IOException(speakers + " has no .wav files");
            }
            return files;
        }
    }

    /** A file's first channel at the usual rate, without silence at both ends, as loud as can be. */
    static float[] read(Path file) throws IOException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat from = in.getFormat();
            AudioFormat plain = new AudioFormat(from.getSampleRate(), 16, from.getChannels(), true, false);
            byte[] bytes = AudioSystem.getAudioInputStream(plain, in).readAllBytes();
            ShortBuffer shorts =
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
            float[] samples = new float[shorts.remaining() / from.getChannels()];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = shorts.get(i * from.getChannels()) / 32768f;
            }
            return loud(trimmed(resampled(samples, from.getSampleRate())));
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(file + " is no sound that can be read: " + e.getMessage(), e);
        }
    }

    /** The mean over each new sample's duration, or between samples a straight line. */
    private static float[] resampled(float[] samples, double rate) {
        double step = rate / RATE;
        float[] result = new float[(int) (samples.length / step)];
        for (int i = 0; i < result.length; i++) {
            double at = i * step;
            int first = (int) at;
            int last = Math.max(first, (int) (at + step) - 1);
            if (last == first) {
                int next = Math.min(first + 1, samples.length - 1);
                result[i] = (float) (samples[first] + (at - first) * (samples[next] - samples[first]));
                continue;
            }
            double sum = 0;
            for (int k = first; k <= last; k++) {
                sum += samples[Math.min(k, samples.length - 1)];
            }
            result[i] = (float) (sum / (last - first + 1));
        }
        return result;
    }

    private static float[] trimmed(float[] samples) {
        int frames = Math.max(1, samples.length / FRAME);
        double[] level = new double[frames];
        double loudest = 0;
        for (int f = 0; f < frames; f++) {
            for (int i = f * FRAME; i < Math.min(samples.length, (f + 1) * FRAME); i++) {
                level[f] += samples[i] * samples[i];
            }
            level[f] = Math.sqrt(level[f]);
            loudest = Math.max(loudest, level[f]);
        }
        int first = 0;
        int last = frames - 1;
        while (first < last && level[first] < SILENCE * loudest) {
            first++;
        }
        while (last > first && level[last] < SILENCE * loudest) {
            last--;
        }
        return java.util.Arrays.copyOfRange(samples, first * FRAME, Math.min(samples.length, (last + 1) * FRAME));
    }

    private static float[] loud(float[] samples) {
        float peak = 0;
        for (float x : samples) {
            peak = Math.max(peak, Math.abs(x));
        }
        for (int i = 0; peak > 0 && i < samples.length; i++) {
            samples[i] /= peak;
        }
        return samples;
    }

    /** Made-up voices: tones of changing pitch with a few overtones. */
    static List<float[]> madeUp(long seed, int count, int length) {
        Random random = new Random(seed);
        List<float[]> sounds = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            double pitch = 100 + 200 * random.nextDouble();
            double glide = (random.nextDouble() - 0.5) * pitch;
            double second = random.nextDouble();
            double third = random.nextDouble() * 0.5;
            double phase = 2 * Math.PI * random.nextDouble();
            float[] samples = new float[length];
            for (int i = 0; i < length; i++) {
                phase += 2 * Math.PI * (pitch + glide * i / length) / RATE;
                samples[i] = (float) (Math.sin(phase) + second * Math.sin(2 * phase) + third * Math.sin(3 * phase));
            }
            sounds.add(loud(samples));
        }
        return sounds;
    }

    static void write(Path file, float[] samples) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float x : samples) {
            bytes.putShort((short) Math.round(32767 * Math.max(-1, Math.min(1, x))));
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream in =
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }
}
