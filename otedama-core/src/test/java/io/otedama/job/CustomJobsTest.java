package io.otedama.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pool asks of work that a miner selected himself. */
class CustomJobsTest {
    private static final int BITS = 0x207fffff;
    private static final Hash256 TIP = Hash256.ofInternal(new byte[32]);
    private static final String POOL_SCRIPT = "0014ebe1b7dcc293ccaa0ee743a86f89df8258c208fc";
    private static final String POOL_OUTPUT = "00f2052a0100000016" + POOL_SCRIPT; // 50 coins
    private static final String COMMITMENT =
            "0000000000000000266a24aa21a9ede2f61c3f71d1defd3fa999dfa36953755c690689799962b48bebd836974e8cf9";

    private final JobTable table = new JobTable();
    private final CustomJobs jobs = new CustomJobs(table, Hex.decode(POOL_SCRIPT), ExtranonceLayout.DEFAULT);

    @BeforeEach
    void aJobOfThePool() {
        table.add(Job.builder()
                .number(7)
                .header(0x20000000, TIP, BITS, 2)
                .times(1_700_000_000, 1_700_000_100)
                .coinbaseValue(5_000_000_000L)
                .variants(List.of(new JobVariant(ClientClass.STANDARD, "", 0, new byte[1], new byte[1])))
                .solutions(s -> {})
                .build());
    }

    private static CustomWork work(String outputs) {
        return work(0x20000000, TIP, 1_700_000_050, BITS, "5200", -1, outputs, 0, 0);
    }

    private static CustomWork work(
            int version,
            Hash256 previous,
            long minTime,
            int bits,
            String prefix,
            int sequence,
            String outputs,
            int lockTime,
            int branch) {
        return new CustomWork(
                version,
                previous,
                minTime,
                bits,
                2,
                Hex.decode(prefix),
                sequence,
                Hex.decode(outputs),
                lockTime,
                java.util.Collections.nCopies(branch, Hash256.ZERO));
    }

    @Test
    void aGoodOneStandsBesideThePoolsNewestJob() throws CustomWorkException {
        Job job = jobs.make(work("02" + POOL_OUTPUT + COMMITMENT));
        assertThat(job.number()).isEqualTo(7);
        assertThat(job.height()).isEqualTo(2);
        assertThat(job.coinbaseValue()).isEqualTo(5_000_000_000L);
        assertThat(job.minTime()).isEqualTo(1_700_000_050);
        assertThat(job.hasAllTransactions()).isTrue();
        JobVariant variant = job.variant(ClientClass.STANDARD);
        assertThat(Hex.encode(variant.coinbasePrefix()))
                .isEqualTo("0200000001" + "00".repeat(32) + "ffffffff" + "16" + "5200");
        assertThat(Hex.encode(variant.coinbaseSuffix()))
                .isEqualTo("ffffffff" + "02" + POOL_OUTPUT + COMMITMENT + "00000000");
    }

    @Test
    void withOtherTransactionsTheMinersNodeSendsTheBlock() throws CustomWorkException {
        Job job = jobs.make(work(0x20000000, TIP, 1_700_000_050, BITS, "5200", -1, "01" + POOL_OUTPUT, 0, 3));
        assertThat(job.hasAllTransactions()).isFalse();
        assertThat(job.merkleBranch()).hasSize(3);
    }

    @Test
    void feesOnTopArePartOfTheValueWhereverTheyArePaidToThePool() throws CustomWorkException {
        String fees = "e80300000000000016" + POOL_SCRIPT;
        Job job = jobs.make(work("03" + fees + COMMITMENT + POOL_OUTPUT));
        assertThat(job.coinbaseValue()).isEqualTo(5_000_001_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "00, no output",
        "01fff1052a0100000016" + POOL_SCRIPT + ", one unit less than the block creates",
        "0100f2052a01000000160014ebe1b7dcc293ccaa0ee743a86f89df8258c208fd, another script",
        "01" + POOL_OUTPUT + "00, something behind the outputs",
        "0200f2052a0100000016" + POOL_SCRIPT + ", fewer outputs than promised",
        "0100f2052a01000000fdffff00, a script beyond the end",
        "ffffffffffffffffff, a number of outputs that is none",
        "01ffffffffffffffff16" + POOL_SCRIPT + ", a negative value",
        "02ffffffffffffff7f16" + POOL_SCRIPT + "ffffffffffffff7f16" + POOL_SCRIPT + ", an overflow",
    })
    void otherOutputsAreRefused(String outputs, String why) {
        assertThatThrownBy(() -> jobs.make(work(outputs))).as(why).hasMessage("invalid-coinbase-tx-outputs");
    }

    @ParameterizedTest
    @CsvSource({
        "stale-chain-tip,              20000000, 01, 1700000050, 207fffff, 5200, -1, 0, 0",
        "invalid-nbits,                20000000, 00, 1700000050, 207ffffe, 5200, -1, 0, 0",
        "invalid-version,              3,        00, 1700000050, 207fffff, 5200, -1, 0, 0",
        "invalid-min-ntime,            20000000, 00, 1699999999, 207fffff, 5200, -1, 0, 0",
        "invalid-min-ntime,            20000000, 00, 1700007301, 207fffff, 5200, -1, 0, 0",
        "invalid-coinbase-prefix,      20000000, 00, 1700000050, 207fffff, 5300, -1, 0, 0",
        "invalid-coinbase-prefix,      20000000, 00, 1700000050, 207fffff, '',   -1, 0, 0",
        "invalid-coinbase-prefix,      20000000, 00, 1700000050, 207fffff, 520000000000000000, -1, 0, 0",
        "invalid-coinbase-tx-locktime, 20000000, 00, 1700000050, 207fffff, 5200, 0,  2, 0",
        "invalid-merkle-path,          20000000, 00, 1700000050, 207fffff, 5200, -1, 0, 25",
    })
    void whatDoesNotFitTheTipIsRefused(
            String code,
            String version,
            String previous,
            long minTime,
            String bits,
            String prefix,
            int sequence,
            int lockTime,
            int branch) {
        CustomWork work = work(
                Integer.parseUnsignedInt(version, 16),
                Hash256.ofInternal(Hex.decode(previous + "00".repeat(31))),
                minTime,
                Integer.parseUnsignedInt(bits, 16),
                prefix,
                sequence,
                "01" + POOL_OUTPUT,
                lockTime,
                branch);
        assertThatThrownBy(() -> jobs.make(work)).hasMessage(code);
    }

    @Test
    void theRequiredOutputHasNoValueYet() {
        assertThat(Hex.encode(jobs.requiredOutput())).isEqualTo("0000000000000000" + "16" + POOL_SCRIPT);
    }
}
