package io.otedama.error;

/** A coin node did not do what was asked: unreachable, refusing, answering nonsense. Usually passes; callers retry. */
public class NodeException extends PoolException {
    private static final long serialVersionUID = 1L;

    public NodeException(String message) {
        super(message);
    }

    public NodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
