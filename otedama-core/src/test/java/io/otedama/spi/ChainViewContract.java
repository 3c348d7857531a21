package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import io.otedama.error.NodeException;
import io.otedama.spi.ChainView.BlockPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ChainView} promises. */
public abstract class ChainViewContract {
    private Fixture fixture;

    protected ChainViewContract() {}

    /** A view and the chain behind it. */
    public interface Fixture extends AutoCloseable {
        ChainView view();

        Hash256 tip();

        /** Adds one block to the best chain. */
        void newTip();

        /** Another, longer branch replaces the present tip. */
        void replaceTip();

        /** Every node goes away. */
        void stopNodes();

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

    @Test
    void theTipHasOneConfirmation() {
        assertThat(fixture.view().find(fixture.tip())).isEqualTo(BlockPosition.inChain(1));
    }

    @Test
    void everyBlockOnTopConfirms() {
        Hash256 block = fixture.tip();

        fixture.newTip();
        fixture.newTip();

        assertThat(fixture.view().find(block)).isEqualTo(BlockPosition.inChain(3));
    }

    @Test
    void aReplacedBlockIsStale() {
        fixture.newTip();
        Hash256 replaced = fixture.tip();

        fixture.replaceTip();

        assertThat(fixture.view().find(replaced)).isEqualTo(BlockPosition.STALE);
    }

    @Test
    void aBlockNobodyHeardOfIsUnknown() {
        Hash256 never = Sha256d.of(new byte[] {1, 2, 3});

        assertThat(fixture.view().find(never)).isEqualTo(BlockPosition.UNKNOWN);
    }

    @Test
    void withoutANodeThereIsNoAnswer() {
        Hash256 tip = fixture.tip();
        fixture.stopNodes();

        assertThatThrownBy(() -> fixture.view().find(tip)).isInstanceOf(NodeException.class);
    }
}
