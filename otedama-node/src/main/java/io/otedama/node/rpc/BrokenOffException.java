package io.otedama.node.rpc;

import io.otedama.error.NodeException;

/** We ended the call ourselves, by cancelling it or closing the client. Says nothing about the node. */
public class BrokenOffException extends NodeException {
    private static final long serialVersionUID = 1L;

    BrokenOffException(String message) {
        super(message);
    }

    BrokenOffException(String message, Throwable cause) {
        super(message, cause);
    }
}
