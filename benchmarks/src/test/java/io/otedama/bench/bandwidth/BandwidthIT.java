package io.otedama.bench.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BandwidthIT {
    @Test
    void everyKindOfLineCarriesSharesAndJobs() throws Exception {
        Map<String, Object> numbers = new BandwidthCase(50, 3, 1).run().numbers();
        for (Line.Kind kind : Line.Kind.values()) {
            String name = kind.name().toLowerCase(java.util.Locale.ROOT);
            assertThat((Long) numbers.get(name + ".shares")).as(name).isPositive();
            assertThat((Long) numbers.get(name + ".bytesPerJob")).as(name).isPositive();
        }
        // 22 + 24 + 16 bytes: a sealed header, and a sealed SubmitSharesStandard
        assertThat((Long) numbers.get("v2_standard.bytesPerShareUp")).isEqualTo(62);
        // nine bytes more: the extranonce and its length
        assertThat((Long) numbers.get("v2_extended.bytesPerShareUp")).isEqualTo(71);
    }
}
