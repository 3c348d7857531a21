package io.otedama.node;

import io.otedama.chain.Hash256;
import io.otedama.error.NodeException;
import io.otedama.node.rpc.RpcException;
import io.otedama.node.rpc.RpcLimits;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.SubmitResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands blocks to one daemon by {@code submitblock}. Works from construction to close, whatever the feed is doing, and however
 * the node fared lately. A time-out leaves the outcome unknown; submitting again is safe, the node then says {@code duplicate}.
 */
final class RpcBlockSubmitter implements BlockSubmitter {
    private static final Logger LOG = LoggerFactory.getLogger(RpcBlockSubmitter.class);

    private final CoinDaemon daemon;

    RpcBlockSubmitter(CoinDaemon daemon) {
        this.daemon = daemon;
    }

    @Override
    public String name() {
        return daemon.name();
    }

    @Override
    public SubmitResult submit(byte[] rawBlock, Hash256 blockHash) {
        SubmitResult result;
        try {
            String word = daemon.submit(rawBlock, RpcLimits.SUBMIT_TIMEOUT);
            if (word.equals(SubmitVerdicts.PARENT_UNKNOWN)) {
                throw new NodeException(daemon + " does not know the block before it yet (" + word + ")");
            }
            result = SubmitVerdicts.of(word);
        } catch (RpcException e) {
            if (e.code() != RpcException.DECODE_FAILED) {
                throw e;
            }
            result = new SubmitResult(SubmitResult.Outcome.REJECTED, e.nodeMessage());
        } catch (NodeException e) {
            LOG.warn("block {} could not be submitted: {}", blockHash, e.getMessage());
            throw e;
        }
        LOG.info("block {} submitted to {}: {} {}", blockHash, daemon, result.outcome(), result.reason());
        return result;
    }
}
