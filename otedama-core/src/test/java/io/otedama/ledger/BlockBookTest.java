package io.otedama.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class BlockBookTest {
    private final BlockBook book = new BlockBook();

    private void apply(Status status) {
        ByteBuffer bytes = ByteBuffer.allocate(BlockRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        BlockRecord record = new BlockRecord();
        record.encode(bytes, 1_700_000_000_000L, status, 7, Hash256.ZERO, 1, 2, 0, 50, 0);
        book.apply(record);
    }

    /** The submission remembers 1,024 hashes; an easy chain has more solutions than that on one previous block. */
    @Test
    void rule22_aBlockThatIsFoundAgainIsStillOneBlockAndAsDeepAsBefore() {
        apply(Status.FOUND);
        assertThat(book.earned()).isZero();
        apply(Status.IN_CHAIN);
        apply(Status.FOUND);
        assertThat(book.list())
                .singleElement()
                .satisfies(b -> assertThat(b.status()).isEqualTo(Status.IN_CHAIN));
        assertThat(book.earned()).isEqualTo(50);
        apply(Status.ORPHANED);
        assertThat(book.earned()).isZero();
    }
}
