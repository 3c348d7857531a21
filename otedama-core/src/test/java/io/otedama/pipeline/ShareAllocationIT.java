package io.otedama.pipeline;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.ShareJournal;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Allocation per share with the journal in memory. */
class ShareAllocationIT extends ShareAllocationContract {
    private static final int CHUNKS = 13; // of about 10,000 shares

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments(1, null),
                arguments(3, null),
                arguments(1, "solo"),
                arguments(1, "prop"),
                arguments(1, "pps:reserve=2000000000000000"),
                arguments(1, "pplns:window=0.01"),
                arguments(3, "pplns:window=0.01"),
                arguments(1, "tides:window=0.01"),
                arguments(3, "tides:window=0.01"));
    }

    @Override
    protected ShareJournal open() {
        return new InMemoryJournal(CHUNKS);
    }
}
