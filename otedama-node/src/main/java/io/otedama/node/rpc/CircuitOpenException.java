package io.otedama.node.rpc;

import io.otedama.error.NodeException;

/** The call was held back because the node has not answered lately. Certain: nothing was sent. Passes by itself. */
public class CircuitOpenException extends NodeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param why the last failure, without secrets
     */
    public CircuitOpenException(String why) {
        super(why + "; it is left alone for the moment");
    }
}
