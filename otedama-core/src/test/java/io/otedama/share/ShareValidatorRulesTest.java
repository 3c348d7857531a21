package io.otedama.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.job.Job;
import io.otedama.pow.ProofOfWorks;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules 1, 7 and 9 and the order of reasons, where a share is judged. */
class ShareValidatorRulesTest {
    private static final long MIN_TIME = 1_700_000_000;
    private static final long JOB_TIME = 1_700_000_100;

    private final ShareValidator validator = new ShareValidator(ProofOfWorks.byName("sha256d"));
    private final ShareCandidate c = candidate(0x20000000, 0x1d00ffff);

    private static ShareCandidate candidate(int version, int bits) {
        JobVariant variant = new JobVariant(ClientClass.STANDARD, "", 0, new byte[] {1, 2}, new byte[] {3});
        ShareCandidate c = new ShareCandidate();
        c.job = Job.builder()
                .number(1)
                .header(version, Hash256.ZERO, bits, 1)
                .times(MIN_TIME, JOB_TIME)
                .variants(List.of(variant))
                .solutions(s -> {})
                .build();
        c.variant = variant;
        c.extranonce1Size = 4;
        c.extranonce2Size = 8;
        c.ntime = (int) JOB_TIME;
        c.target = ShareTarget.of(Difficulty.MIN, 1);
        return c;
    }

    @ParameterizedTest
    @CsvSource({
        "20000000, 1fffe000, 00c00000, 20c00000",
        "20000004, 1fffe000, 1fffe000, 3fffe004",
        "3fffe000, 1fffe000, 00000000, 20000000",
        "20000000, 18000000, 08000000, 28000000"
    })
    void rule01_theBitsReplaceTheJobsInsideTheMask(String job, String mask, String bits, String expected) {
        ShareCandidate rolled = candidate(hex(job), 0x1d00ffff);
        rolled.hasVersionBits = true;
        rolled.versionMask = hex(mask);
        rolled.versionBits = hex(bits);
        assertThat(validator.validate(rolled, JOB_TIME)).isEqualTo(ShareVerdict.ACCEPTED);
        assertThat(BlockHeader.parse(rolled.header, 0).version()).isEqualTo(hex(expected));
    }

    @Test
    void rule01_theSixthParameterMissingMeansTheJobsVersion() {
        ShareCandidate plain = candidate(0x3fffe004, 0x1d00ffff);
        plain.versionMask = 0x1fffe000;
        assertThat(validator.validate(plain, JOB_TIME)).isEqualTo(ShareVerdict.ACCEPTED);
        assertThat(BlockHeader.parse(plain.header, 0).version()).isEqualTo(0x3fffe004);
    }

    @ParameterizedTest
    @CsvSource({
        "1fffe000, 20000000",
        "1fffe000, 00001000",
        "18000000, 04000000",
        "00000000, 00002000",
        "1fffe000, ffffffff"
    })
    void rule01_bitsOutsideTheMaskAreRefused(String mask, String bits) {
        c.hasVersionBits = true;
        c.versionMask = hex(mask);
        c.versionBits = hex(bits);
        assertThat(validator.validate(c, JOB_TIME)).isEqualTo(ShareVerdict.BAD_VERSION_BITS);
        assertThat(ShareVerdict.BAD_VERSION_BITS.code()).isEqualTo(20);
    }

    @Test
    void rule07_ntimeFromTheMinimumTimeToTwoHoursAheadOfJobAndClock() {
        assertThat(at(MIN_TIME - 1, JOB_TIME)).isEqualTo(ShareVerdict.TIME_TOO_OLD);
        assertThat(at(MIN_TIME, JOB_TIME)).isEqualTo(ShareVerdict.ACCEPTED);
        // a clock ahead: the job's time bounds
        assertThat(at(JOB_TIME + 7200, JOB_TIME + 100)).isEqualTo(ShareVerdict.ACCEPTED);
        assertThat(at(JOB_TIME + 7201, JOB_TIME + 100)).isEqualTo(ShareVerdict.TIME_TOO_NEW);
        // a clock behind: the clock bounds
        assertThat(at(JOB_TIME - 50 + 7200, JOB_TIME - 50)).isEqualTo(ShareVerdict.ACCEPTED);
        assertThat(at(JOB_TIME - 50 + 7201, JOB_TIME - 50)).isEqualTo(ShareVerdict.TIME_TOO_NEW);
    }

    @Test
    void rule07_timesAreUnsigned() {
        assertThat(at(0xffffffffL, JOB_TIME)).isEqualTo(ShareVerdict.TIME_TOO_NEW);
        assertThat(at(0, JOB_TIME)).isEqualTo(ShareVerdict.TIME_TOO_OLD);
    }

    private ShareVerdict at(long ntime, long now) {
        c.ntime = (int) ntime;
        return validator.validate(c, now);
    }

    @Test
    void rule13_everyReasonToRefuseComesAfterTheLookForABlock() {
        ShareCandidate easy = candidate(0x20000000, 0x207fffff);
        easy.target = null;
        easy.hasVersionBits = true;
        easy.versionBits = 1;
        easy.ntime = 0;
        easy.refusal = ShareVerdict.UNAUTHORIZED;
        while (true) {
            ShareVerdict verdict = validator.validate(easy, JOB_TIME);
            assertThat(verdict).isEqualTo(ShareVerdict.UNAUTHORIZED);
            if (easy.isBlock) {
                break;
            }
            easy.nonce++;
        }
        easy.refusal = null;
        assertThat(validator.validate(easy, JOB_TIME)).isEqualTo(ShareVerdict.BAD_VERSION_BITS);
        assertThat(easy.isBlock).isTrue();
        easy.hasVersionBits = false;
        assertThat(validator.validate(easy, JOB_TIME)).isEqualTo(ShareVerdict.TIME_TOO_OLD);
        easy.ntime = (int) JOB_TIME;
        assertThat(validator.validate(easy, JOB_TIME)).isEqualTo(ShareVerdict.JOB_NOT_FOUND);
        easy.target = ShareTarget.of(Difficulty.of(1_000_000), 1);
        assertThat(validator.validate(easy, JOB_TIME)).isEqualTo(ShareVerdict.LOW_DIFFICULTY);
    }

    private static int hex(String text) {
        return Integer.parseUnsignedInt(text, 16);
    }
}
