package io.otedama.job;

/**
 * How the extranonce is cut.
 *
 * <pre>
 *   extranonce1: node part (nodeBits) | counter        extranonce2: the miner's own, 4 to 8 bytes
 * </pre>
 *
 * @param extranonce1Size bytes, 2 to 8
 * @param extranonce2Size bytes, 4 to 8
 * @param nodeBits upper bits of extranonce1 that tell the nodes of a cluster apart, 0 to 16
 * @param nodePart this node's value of them
 */
public record ExtranonceLayout(int extranonce1Size, int extranonce2Size, int nodeBits, int nodePart) {
    /** 4 + 8 bytes, 256 nodes, 16 million connections on each. */
    public static final ExtranonceLayout DEFAULT = new ExtranonceLayout(4, 8, 8, 0);

    public ExtranonceLayout {
        boolean sizes = extranonce1Size >= 2 && extranonce1Size <= 8 && extranonce2Size >= 4 && extranonce2Size <= 8;
        if (!sizes || nodeBits < 0 || nodeBits > 16 || nodeBits >= extranonce1Size * 8) {
            throw new IllegalArgumentException("extranonce sizes " + extranonce1Size + "+" + extranonce2Size + " with "
                    + nodeBits + " node bits are not possible; use 2-8 + 4-8 bytes and at most 16 node bits");
        }
        if (nodePart < 0 || nodePart >= 1 << nodeBits) {
            throw new IllegalArgumentException("node part " + nodePart + " does not fit " + nodeBits + " bits");
        }
    }

    /** Bytes of both together: what the coinbase leaves room for. */
    public int totalSize() {
        return extranonce1Size + extranonce2Size;
    }

    /** The node part in its place, counter 0. */
    long firstValue() {
        return nodeBits == 0 ? 0 : (long) nodePart << (extranonce1Size * 8 - nodeBits);
    }

    int counterBits() {
        return Math.min(62, extranonce1Size * 8 - nodeBits);
    }
}
