package org.chainer.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Finds where pickles that follow each other begin, without making anything of them. */
final class PickleScanner {

    private final InputStream in;
    private long position;

    PickleScanner(InputStream in) {
        this.in = in;
    }

    long position() {
        return position;
    }

    /** Goes to the end of the next pickle; false if there is none. */
    boolean skip() throws IOException {
        int opcode = in.read();
        if (opcode < 0) {
            return false;
        }
        position++;
        while (opcode != '.') {
            skipArgument(opcode);
            opcode = read();
        }
        return true;
    }

    private void skipArgument(int opcode) throws IOException {
        switch (opcode) {
            case '(',
                    ')',
                    '0',
                    '1',
                    '2',
                    'N',
                    'R',
                    'b',
                    'a',
                    'd',
                    '}',
                    'e',
                    'l',
                    ']',
                    't',
                    's',
                    'u',
                    'o',
                    'Q',
                    0x81,
                    0x85,
                    0x86,
                    0x87,
                    0x88,
                    0x89,
                    0x8f,
                    0x90,
                    0x91,
                    0x92,
                    0x93,
                    0x94,
                    0x97,
                    0x98 -> {}
            case 0x80, 'K', 'h', 'q', 0x82 -> skip(1);
            case 'M', 0x83 -> skip(2);
            case 'J', 'j', 'r', 0x84 -> skip(4);
            case 'G', 0x95 -> skip(8);
            case 'I', 'L', 'F', 'S', 'V', 'P', 'g', 'p' -> skipLine();
            case 'c', 'i' -> {
                skipLine();
                skipLine();
            }
            case 'U', 'C', 0x8c, 0x8a -> skip(number(1));
            case 'T', 'B', 'X', 0x8b -> skip(number(4));
            case 0x8d, 0x8e, 0x96 -> skip(number(8));
            default ->
                throw new IOException(
                        String.format("byte 0x%02x at position %d is no opcode of a pickle", opcode, position - 1));
        }
    }

    private int read() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the pickle is truncated at byte " + position);
        }
        position++;
        return b;
    }

    private void skipLine() throws IOException {
        while (read() != '\n') {
            continue;
        }
    }

    private long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) read() << 8 * i;
        }
        return value;
    }

    private void skip(long bytes) throws IOException {
        if (bytes < 0) {
            throw new IOException("a length at position " + position + " is negative");
        }
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw new EOFException("the pickle is truncated at byte " + position);
        }
        position += bytes;
    }
}
