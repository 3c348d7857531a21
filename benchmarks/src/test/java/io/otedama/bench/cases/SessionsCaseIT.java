package io.otedama.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionsCaseIT {
    @Test
    void everySessionIsOpenWhenMemoryIsMeasured() throws Exception {
        Map<String, Object> numbers = new SessionsCase(1_200, 2, () -> {}).run().numbers();
        assertThat(numbers).containsEntry("connections", 1_200);
        assertThat((long) numbers.get("heapBytesPerSession")).isBetween(500L, 50_000L);
    }
}
