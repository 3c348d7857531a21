package io.otedama.node.rpc;

/** What proves to a node that we may use it. Never shows a secret in {@code toString}. Any thread. */
interface Credentials {
    /**
     * Value of the {@code Authorization} header.
     *
     * @throws io.otedama.error.NodeException when it cannot be had at the moment
     */
    String authorization();

    /** The node refused the present value; true when another try with {@link #authorization()} makes sense. */
    boolean refresh();
}
