package io.otedama.stratum.client.sv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Sha256d;
import io.otedama.chain.Target;
import io.otedama.stratum.client.ExtranonceSpace;
import io.otedama.stratum.client.ProtocolException;
import io.otedama.stratum.client.WorkUnit;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of jobs, by the test vectors of the reference implementation's extended channels; and how many jobs are kept. */
class Sv2JobTest {
    private static final byte[] PREFIX =
            Hex.decode("0200000001" + "00".repeat(32) + "ffffffff" + "2a5200065376322f2f2f20");
    private static final byte[] SUFFIX = Hex.decode(
            "ffffffff0200f2052a01000000160014ebe1b7dcc293ccaa0ee743a86f89df8258c2"
                    + "08fc0000000000000000266a24aa21a9ede2f61c3f71d1defd3fa999dfa36953755c690689799962b48bebd836974e8cf900000000");
    private static final byte[] EXTRANONCE = Hex.decode("0100000000000000");
    private static final String ROOT = "cae378f9a9dc0d816aa282f36506f209ece36dd90eb50781a25798a509763a05";
    private static final Target CHANNEL_TARGET =
            Target.ofHex("0001179d9861a761ffdadd11c307c4fc04eea3a418f7d687584e4434af158205");

    private static Sv2Channel channel(ChannelKind kind, int size) {
        return new Sv2Channel(1, kind, 7, 3, new ExtranonceSpace("00".repeat(23) + "01", size), CHANNEL_TARGET, 0);
    }

    private static JobNotice notice(long id) {
        return new JobNotice(id, 0x20000000, true, null, List.of(), PREFIX, SUFFIX, false);
    }

    private static SetNewPrevHash prevHash(long job, String previous, long nbits) {
        FrameWriter out = new FrameWriter();
        SetNewPrevHash.encode(out, 7, job, Hash256.ofInternal(Hex.decode(previous)), 1_700_000_000L, nbits);
        SetNewPrevHash message = new SetNewPrevHash();
        try {
            message.wrap(out.array(), FrameHeader.BYTES, out.length() - FrameHeader.BYTES);
        } catch (FrameException e) {
            throw new AssertionError(e);
        }
        return message;
    }

    @ParameterizedTest
    @CsvSource({
        "fbaf6a2823577a5a3a334e20caece4249aaece9093c315e0c367d6bd33be1862, 1745596971, 207fffff, 0,"
                + "6b356f9f445f4cdfab140f69ff66803f8f98a0d8bcd089dc7d2bdeeee74a5f83, true",
        "17cd48869956dc99e01cd892e478e39dd563a0a3803b8bbe9e3e000000000000, 1745611105, 1b00d7c0, 16647,"
                + "000054cc966c174fc21b056b994c0aa265c40126222040984f571230b9adde1f, false"
    })
    void headersHaveTheKnownHashes(String previous, int time, String bits, int nonce, String hash, boolean block) {
        JobBook book = new JobBook(channel(ChannelKind.EXTENDED, 8), Sv2ClientBuilder.BIP323_MASK);
        assertThat(book.add(notice(1), MessageView.ABSENT)).isNull();
        Sv2Job job = book.onPrevHash(prevHash(1, previous, Long.parseLong(bits, 16)));
        assertThat(job.header(EXTRANONCE, time, nonce, 0).merkleRoot()).isEqualTo(Hash256.ofInternal(Hex.decode(ROOT)));
        Hash256 known = Hash256.ofDisplay(hash);
        assertThat(job.header(EXTRANONCE, time, nonce, 0).hash()).isEqualTo(known);
        assertThat(job.networkTarget().isMetBy(known)).isEqualTo(block);
        assertThat(job.target().isMetBy(known)).isEqualTo(!block);

        WorkUnit unit = new WorkUnit(job);
        unit.extranonce2(0x0100000000000000L);
        unit.time(time);
        unit.nonce(nonce);
        assertThat(unit.extranonce2()).containsExactly(EXTRANONCE);
        assertThat(Sha256d.of(unit.header())).isEqualTo(known);
    }

    @Test
    void aUnitOfAStandardJobHasItsRoot() {
        JobBook book = new JobBook(channel(ChannelKind.STANDARD, 0), Sv2ClientBuilder.BIP323_MASK);
        book.add(
                new JobNotice(1, 4, true, Hash256.ofInternal(Hex.decode(ROOT)), List.of(), PREFIX, SUFFIX, false),
                MessageView.ABSENT);
        Sv2Job job = book.onPrevHash(prevHash(1, ROOT, 0x207fffffL));
        WorkUnit unit = new WorkUnit(job);
        unit.extranonce2(5); // there is none: changes nothing
        unit.versionBits(0x20);
        unit.time(9);
        unit.nonce(8);
        assertThat(unit.header())
                .containsExactly(job.header(new byte[0], 9, 8, 0x20).toBytes());
        assertThat(job.extranonceCount()).isEqualTo(1);
        assertThatThrownBy(() -> job.header(new byte[1], 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void atMostSoManyFutureJobsAreKeptAndTheOldestMakesRoom() {
        JobBook book = new JobBook(channel(ChannelKind.EXTENDED, 8), 0);
        for (int i = 0; i < JobBook.MAX_FUTURE_JOBS; i++) {
            book.add(notice(i), MessageView.ABSENT);
        }
        book.add(notice(5), MessageView.ABSENT); // replaces the one of the same name, which was old
        assertThat(book.futureJobs()).isEqualTo(JobBook.MAX_FUTURE_JOBS);
        book.add(notice(1000), MessageView.ABSENT);
        assertThat(book.futureJobs()).isEqualTo(JobBook.MAX_FUTURE_JOBS);
        assertThatThrownBy(() -> book.onPrevHash(prevHash(0, ROOT, 0x207fffffL)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("none of the 64 stored");
        assertThat(book.onPrevHash(prevHash(1, ROOT, 0x207fffffL)).id()).isEqualTo(1);
        assertThat(book.futureJobs()).isZero();
    }
}
