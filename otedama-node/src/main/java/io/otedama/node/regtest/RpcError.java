package io.otedama.node.regtest;

/** A call that fails with a code and a message of Bitcoin Core. */
final class RpcError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int MISC = -1;
    static final int WRONG_TYPE = -3;
    static final int WALLET = -4;
    static final int UNKNOWN_KEY = -5;
    static final int BAD_PARAMETER = -8;
    static final int UNLOCK_NEEDED = -13;
    static final int WRONG_PASSPHRASE = -14;
    static final int WRONG_ENCRYPTION_STATE = -15;
    static final int NOT_DECODABLE = -22;
    static final int VERIFY = -25;
    static final int VERIFY_REJECTED = -26;
    static final int ALREADY_IN_UTXO_SET = -27;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_REQUEST = -32600;
    static final int PARSE = -32700;

    private final int code;

    RpcError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
