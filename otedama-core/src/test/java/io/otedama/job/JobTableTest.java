package io.otedama.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 4 and 5: which jobs shares can still mean something for. */
class JobTableTest {
    private final JobTable table = new JobTable();
    private long next = 1;

    static Job job(long number, int salt) {
        byte[] hash = new byte[32];
        hash[0] = (byte) salt;
        return Job.builder()
                .number(number)
                .header(0x20000000, Hash256.ofInternal(hash), 0x1d00ffff, 100)
                .variants(List.of(new JobVariant(ClientClass.STANDARD, "", 0, new byte[1], new byte[1])))
                .solutions(s -> {})
                .build();
    }

    private Job add(int salt) {
        Job job = job(next++, salt);
        table.add(job);
        return job;
    }

    @Test
    void emptyAtFirst() {
        assertThat(table.newest()).isNull();
        assertThat(table.generation()).isZero();
        assertThat(table.find(0)).isNull();
        assertThat(table.isCurrent(job(1, 1))).isFalse();
    }

    @Test
    void rule05_everyJobOfThePreviousBlockStaysValidUntilItIsGone() {
        Job first = add(1);
        for (int i = 1; i < JobTable.MAX_JOBS_PER_BLOCK; i++) {
            add(1);
        }
        assertThat(table.find(first.number())).isSameAs(first);
        assertThat(table.isCurrent(first)).isTrue();
        assertThat(table.jobsOnThisBlock()).isEqualTo(256);
        assertThatThrownBy(() -> add(1)).isInstanceOf(IllegalStateException.class);
        next--;
        add(2);
        assertThat(table.isCurrent(first)).isFalse();
        assertThat(table.jobsOnThisBlock()).isEqualTo(1);
    }

    @Test
    void rule05_ofTheLastThreeBlocksJobsAreFoundForTheirSolutionsOnly() {
        Job old = add(1);
        for (int salt = 2; salt <= 4; salt++) {
            add(salt);
            assertThat(table.find(old.number())).isSameAs(old);
            assertThat(table.isCurrent(old)).isFalse();
        }
        add(5);
        assertThat(table.find(old.number())).isNull();
    }

    @Test
    void rule05_fullBlocksNeverOverwriteAJobThatCounts() {
        Job oldest = add(1);
        for (int salt = 1; salt <= 4; salt++) {
            while (table.jobsOnThisBlock() < JobTable.MAX_JOBS_PER_BLOCK || table.newest() == null) {
                add(salt);
            }
            if (salt < 4) {
                add(salt + 1);
            }
        }
        assertThat(next - 1).isEqualTo(4 * 256);
        for (long n = 1; n < next; n++) {
            assertThat(table.find(n)).as("job %d", n).isNotNull();
        }
        assertThat(table.find(1)).isSameAs(oldest);
        assertThat(table.find(next)).isNull();
        assertThat(table.find(-1)).isNull();
        assertThat(table.find(Long.MAX_VALUE)).isNull();
    }

    @Test
    void rule05_aTipThatComesBackMakesItsJobsCurrentAgain() {
        Job a = add(1);
        Job b = add(2);
        assertThat(table.isCurrent(a)).isFalse();
        add(1);
        assertThat(table.isCurrent(a)).isTrue();
        assertThat(table.isCurrent(b)).isFalse();
        assertThat(table.generation()).isEqualTo(3);
    }
}
