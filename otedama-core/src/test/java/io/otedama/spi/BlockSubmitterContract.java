package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.error.NodeException;
import io.otedama.spi.SubmitResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link BlockSubmitter} promises. */
public abstract class BlockSubmitterContract {
    private Fixture fixture;

    protected BlockSubmitterContract() {}

    /** A submitter and the node behind it. */
    public interface Fixture extends AutoCloseable {
        BlockSubmitter submitter();

        /** A block that the node takes as its new tip. */
        byte[] goodBlock();

        /** A well-formed block whose parent the node does not know. */
        byte[] orphanBlock();

        /** The node goes away. */
        void stopNode();

        @Override
        void close();
    }

    protected abstract Fixture open() throws Exception;

    @BeforeEach
    void openFixture() throws Exception {
        fixture = open();
    }

    @AfterEach
    void closeFixture() {
        fixture.close();
    }

    private SubmitResult submit(byte[] block) {
        Hash256 hash = block.length < BlockHeader.BYTES
                ? Hash256.ZERO
                : BlockHeader.parse(block, 0).hash();
        return fixture.submitter().submit(block, hash);
    }

    @Test
    void aGoodBlockIsAccepted() {
        byte[] block = fixture.goodBlock();
        byte[] before = block.clone();

        SubmitResult result = submit(block);

        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(result.isSuccess()).isTrue();
        assertThat(block).as("not modified").isEqualTo(before);
    }

    @Test
    void theSameBlockAgainIsASuccessToo() {
        byte[] block = fixture.goodBlock();
        submit(block);

        SubmitResult again = submit(block);

        assertThat(again.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(again.isSuccess()).isTrue();
    }

    /** The node may be behind for a moment only, and the node that gave the work may be gone: the caller must ask again. */
    @Test
    void anUnknownParentIsNoVerdict() {
        assertThatThrownBy(() -> submit(fixture.orphanBlock())).isInstanceOf(NodeException.class);
    }

    @Test
    void bytesThatAreNoBlockAreRejected() {
        SubmitResult result = submit(new byte[] {0});

        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.reason()).isNotBlank();
    }

    @Test
    void aNodeThatIsAwayIsAnExceptionNotAVerdict() {
        byte[] block = fixture.goodBlock();
        fixture.stopNode();

        assertThatThrownBy(() -> submit(block)).isInstanceOf(NodeException.class);
    }

    @Test
    void hasAName() {
        assertThat(fixture.submitter().name()).isNotBlank();
    }
}
