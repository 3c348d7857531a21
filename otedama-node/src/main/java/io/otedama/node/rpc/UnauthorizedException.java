package io.otedama.node.rpc;

import io.otedama.error.NodeException;

/** The node answers HTTP 401: user, password or cookie are wrong. Waiting does not help; the configuration must change. */
public class UnauthorizedException extends NodeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param node name of the node, without secrets
     */
    public UnauthorizedException(String node) {
        super(node + " refuses our user and password or cookie (HTTP 401)");
    }
}
