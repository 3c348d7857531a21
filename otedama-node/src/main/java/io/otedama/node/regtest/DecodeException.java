package io.otedama.node.regtest;

/** Bytes that are no block or no transaction. */
final class DecodeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    DecodeException(String message) {
        super(message);
    }
}
