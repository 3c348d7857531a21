package io.otedama.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Finds the blocks of a PEM file (RFC 7468). Pure; decodes base64 and nothing else. */
final class PemReader {
    /** Blocks of one file. */
    static final int MAX_BLOCKS = 16;

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private PemReader() {}

    /** One block; the content may be a secret. */
    @SuppressWarnings("ArrayRecordComponent") // read once
    record Block(String label, byte[] content) {
        @Override
        public String toString() {
            return label;
        }

        void erase() {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * @throws IllegalArgumentException when a block does not end, is no base64, or there are more than {@value #MAX_BLOCKS};
     *     shows nothing of the content
     */
    static List<Block> blocks(byte[] pem) {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        List<Block> blocks = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            if (blocks.size() == MAX_BLOCKS) {
                throw new IllegalArgumentException("has more than " + MAX_BLOCKS + " PEM blocks");
            }
            int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
            String label = labelEnd < 0 ? "" : text.substring(begin + BEGIN.length(), labelEnd);
            String end = END + label + DASHES;
            int bodyEnd = labelEnd < 0 ? -1 : text.indexOf(end, labelEnd);
            if (bodyEnd < 0) {
                throw new IllegalArgumentException("has a PEM block without an end; is the file complete?");
            }
            blocks.add(new Block(label, decode(text.substring(labelEnd + DASHES.length(), bodyEnd))));
            begin = text.indexOf(BEGIN, bodyEnd + end.length());
        }
        return blocks;
    }

    private static byte[] decode(String body) {
        try {
            return Base64.getDecoder().decode(body.replaceAll("[ \t\r\n]", "").getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has a PEM block that is no base64"); // the cause would show a piece of it
        }
    }
}
