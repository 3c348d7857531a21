package io.otedama.stratum.template;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.CompactSize;
import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import io.otedama.error.NodeException;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.SubmitResult;
import io.otedama.spi.SubmitResult.Outcome;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands found blocks to the provider as SubmitSolution: the header's fields and the coinbase, taken from the raw block. The
 * provider has the transactions of its template itself.
 *
 * <p>The protocol has no answer, so what was sent is {@code INCONCLUSIVE} and never {@code ACCEPTED}: neither the provider's
 * silence nor an intact connection says that it took the block, and the block tracker goes on asking the chain. A block that
 * was mined on another template, such as one of the node's, is {@code REJECTED}: this provider cannot send it, its node can.
 */
final class SolutionSubmitter implements BlockSubmitter {
    private static final Logger LOG = LoggerFactory.getLogger(SolutionSubmitter.class);
    private static final int MAX_COINBASE_BYTES = 0xffff; // B0_64K

    private final String name;
    private final AnnouncedTable announced;
    private final SolutionWire wire;

    /** What solutions leave through. */
    interface SolutionWire {
        /** True from the first template of a connection to its end. */
        boolean isConnected();

        /**
         * Sends SubmitSolution and waits until it has left.
         *
         * @throws NodeException when it has not
         */
        void send(long templateId, BlockHeader header, byte[] coinbase);
    }

    SolutionSubmitter(String name, AnnouncedTable announced, SolutionWire wire) {
        this.name = name;
        this.announced = announced;
        this.wire = wire;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SubmitResult submit(byte[] rawBlock, Hash256 blockHash) {
        BlockHeader header;
        RawTransaction coinbase;
        try {
            header = BlockHeader.parse(rawBlock, 0);
            coinbase = RawTransaction.parse(rawBlock, coinbaseAt(rawBlock));
        } catch (IllegalArgumentException e) {
            return new SubmitResult(Outcome.REJECTED, "no block: " + e.getMessage());
        }
        if (!wire.isConnected()) {
            throw new NodeException(name + " is not connected, or has given no template yet");
        }
        OptionalLong template = announced.find(header, coinbase.txid(new Sha256d()));
        if (template.isEmpty() || coinbase.length() > MAX_COINBASE_BYTES) {
            return new SubmitResult(
                    Outcome.REJECTED,
                    "it solves none of the last templates of this connection; other nodes can take it");
        }
        wire.send(template.getAsLong(), header, coinbase.toBytes());
        LOG.info("block {} sent to {} as solution of template {}", blockHash, name, template.getAsLong());
        return new SubmitResult(Outcome.INCONCLUSIVE, "sent; the protocol has no answer");
    }

    private static int coinbaseAt(byte[] rawBlock) {
        ByteBuffer in = ByteBuffer.wrap(rawBlock).order(ByteOrder.LITTLE_ENDIAN).position(BlockHeader.BYTES);
        try {
            long transactions = CompactSize.read(in);
            if (transactions == 0) {
                throw new IllegalArgumentException("it has no coinbase");
            }
            return in.position();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("it ends after the header", e);
        }
    }
}
