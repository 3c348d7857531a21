package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.accounting.Accounting;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Vectors;
import io.otedama.job.ExtranonceAllocator;
import io.otedama.job.ExtranonceLayout;
import io.otedama.job.Job;
import io.otedama.job.JobTable;
import io.otedama.job.Solution;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.pipeline.PipelineIngress;
import io.otedama.pipeline.SharePipeline;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ScryptProofOfWork;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.session.SessionTerms;
import io.otedama.session.StaticVardiff;
import io.otedama.session.WorkerTable;
import io.otedama.share.DuplicateFilter;
import io.otedama.spi.ClientClass;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.JobRecord;
import io.otedama.spi.JobVariant;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.PoolClock;
import io.otedama.spi.RecordType;
import io.otedama.spi.ShareRecord;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.SubmitReply;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Blocks of the past as jobs without a template: notified over TCP, their own nonce submitted, and the header that comes out
 * has the hash that the world knows.
 */
class KnownBlocksTest {
    private static final int SCRIPT_OFFSET = 42; // version 4, count 1, outpoint 36, script length 1
    private static final int EXTRANONCE_BYTES = 8;

    private final List<Solution> solutions = new CopyOnWriteArrayList<>();

    @Test
    void mainnet227836() throws Exception {
        Vectors v = Vectors.mainnet(227836);
        // cut where the pool of that day cut: extranonce1 58029a11, extranonce2 00000355
        Known block = new Known(v.bytes("header"), v.bytes("coinbase"), v.hashes("branch"), 17);
        assertThat(Hex.encode(block.extranonce())).isEqualTo("58029a1100000355");
        assertBlock(block, "00000000000000d0dfd4c9d588d325dce4f32c1b31b7c0064cba7025a9b9adcc");
    }

    @Test
    void mainnet383616() throws Exception {
        Vectors v = Vectors.mainnet(383616);
        Known block = new Known(v.bytes("header"), v.bytes("coinbase"), v.hashes("branch"), 20);
        assertBlock(block, BlockHeader.parse(v.bytes("header"), 0).hash().toString());
    }

    @Test
    void mainnet481829WithWitness() throws Exception {
        Vectors v = Vectors.mainnet(481829);
        byte[] coinbase = stripWitness(v.bytes("coinbase"));
        Known block = new Known(v.bytes("header"), coinbase, v.hashes("branch"), 86);
        assertBlock(block, "000000000000000000917cba69f69b758fe396c8e30ae97bbcf08c4eb975e726");
    }

    @Test
    void litecoinParentOfDogecoin371337() throws Exception {
        byte[] auxpow = Vectors.of("dogecoin_371337_auxpow.txt").bytes("auxpow");
        byte[] coinbase = Arrays.copyOf(auxpow, 141);
        List<Hash256> branch = new ArrayList<>();
        for (int i = 0; i < auxpow[173]; i++) {
            branch.add(Hash256.ofInternal(auxpow, 174 + 32 * i));
        }
        byte[] header = Arrays.copyOfRange(auxpow, auxpow.length - 80, auxpow.length);
        Known parent = new Known(header, coinbase, branch, 48);
        SubmitReply reply = mine(parent, new ScryptProofOfWork(), Difficulty.of(16));
        assertThat(reply.accepted()).as("%s", reply).isTrue();
        // met the aux chain's target, not the parent's
        assertThat(solutions).isEmpty();
        assertThat(credited).hasToString("45df41e40aba5b2a03d08bd1202a1c02ef3954d8aa22ea6c5ae62fd00f290ea9");
    }

    private Hash256 credited = Hash256.ZERO;

    private void assertBlock(Known block, String hash) throws Exception {
        SubmitReply reply = mine(block, new Sha256dProofOfWork(), Difficulty.of(65_536));
        assertThat(reply.accepted()).as("%s", reply).isTrue();
        assertThat(credited).hasToString(hash);
        await().until(() -> solutions.size() == 1);
        assertThat(solutions.get(0).blockHash()).hasToString(hash);
        assertThat(solutions.get(0).header()).isEqualTo(block.header);
        assertThat(solutions.get(0).coinbase()).isEqualTo(block.coinbase);
    }

    private SubmitReply mine(Known block, ProofOfWork pow, Difficulty difficulty) throws Exception {
        InMemoryJournal journal = new InMemoryJournal();
        PoolClock clock = PoolClock.system();
        InMemoryMetrics metrics = new InMemoryMetrics();
        JobTable jobs = new JobTable();
        Job job = block.job(solutions);
        try (SharePipeline pipeline = new SharePipeline(
                PipelineConfig.forCores(2),
                pow,
                journal,
                new Accounting(journal),
                new DuplicateFilter(64, 64),
                clock,
                metrics,
                (where, error, fatal) -> {
                    throw new AssertionError(where, error);
                })) {
            pipeline.start();
            ByteBuffer bytes = ByteBuffer.allocate(JobRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            pipeline.publish(new JobRecord().encode(bytes, clock.epochMillis(), job, 0, 0, 0), job)
                    .get(10, TimeUnit.SECONDS);
            jobs.add(job);
            StratumServer server = new StratumServer(StratumConfig.builder()
                    .listen(new InetSocketAddress("127.0.0.1", 0))
                    .build());
            try (server) {
                server.attach(new PipelineIngress(
                        pipeline, terms(pow, difficulty, clock), jobs, block.allocator(jobs), pow, metrics));
                server.start();
                SubmitReply reply = submit(block, pow, server.localAddress().getPort());
                credited = creditedHash(journal);
                return reply;
            }
        }
    }

    private static SessionTerms terms(ProofOfWork pow, Difficulty difficulty, PoolClock clock) {
        return new SessionTerms(
                new StaticVardiff(difficulty),
                pow.shareMultiplier(),
                Difficulty.MIN,
                Difficulty.MAX,
                SessionTerms.BIP320_MASK,
                4,
                4,
                MinerAuthenticator.everybody(),
                new WorkerTable(10),
                clock,
                () -> {});
    }

    private static SubmitReply submit(Known block, ProofOfWork pow, int port) throws Exception {
        try (StratumClient client = StratumClient.builder()
                .server("127.0.0.1", port)
                .user("known.block")
                .proofOfWork(pow)
                .build()) {
            client.start().get(30, TimeUnit.SECONDS);
            await().until(() -> client.currentJob() != null);
            BlockHeader header = BlockHeader.parse(block.header, 0);
            assertThat(client.currentJob().extranonce().extranonce1()).isEqualTo(Hex.encode(block.extranonce1()));
            return client.submit(client.currentJob(), block.extranonce2(), header.time(), header.nonce(), 0)
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static Hash256 creditedHash(InMemoryJournal journal) {
        ShareRecord share = new ShareRecord();
        byte[] hash = new byte[32];
        try (JournalCursor cursor = journal.readFrom(1)) {
            while (cursor.next()) {
                if (cursor.record().type() == RecordType.SHARE) {
                    share.wrap(cursor.record());
                    share.headerHash(hash);
                    return Hash256.ofInternal(hash);
                }
            }
        }
        return Hash256.ZERO;
    }

    private static byte[] stripWitness(byte[] full) {
        byte[] stripped = new byte[full.length - 2 - 34];
        System.arraycopy(full, 0, stripped, 0, 4);
        System.arraycopy(full, 6, stripped, 4, stripped.length - 8);
        System.arraycopy(full, full.length - 4, stripped, stripped.length - 4, 4);
        return stripped;
    }

    /** A block and where its coinbase script is cut for the extranonce. */
    private record Known(byte[] header, byte[] coinbase, List<Hash256> branch, int scriptPosition) {
        private int cut() {
            return SCRIPT_OFFSET + scriptPosition;
        }

        byte[] extranonce() {
            return Arrays.copyOfRange(coinbase, cut(), cut() + EXTRANONCE_BYTES);
        }

        byte[] extranonce1() {
            return Arrays.copyOf(extranonce(), 4);
        }

        byte[] extranonce2() {
            return Arrays.copyOfRange(extranonce(), 4, 8);
        }

        Job job(List<Solution> solutions) {
            BlockHeader h = BlockHeader.parse(header, 0);
            byte[] prefix = Arrays.copyOf(coinbase, cut());
            byte[] suffix = Arrays.copyOfRange(coinbase, cut() + EXTRANONCE_BYTES, coinbase.length);
            return Job.builder()
                    .number(1)
                    .header(h.version(), h.previousBlock(), h.bits(), 1)
                    .times(h.time(), h.time())
                    .merkleBranch(branch)
                    .variants(List.of(new JobVariant(ClientClass.STANDARD, "", 0, prefix, suffix)))
                    .solutions(solutions::add)
                    .build();
        }

        /** An allocator whose next extranonce1 is the block's own. */
        ExtranonceAllocator allocator(JobTable jobs) {
            ByteBuffer own = ByteBuffer.wrap(extranonce1());
            ExtranonceAllocator allocator =
                    new ExtranonceAllocator(new ExtranonceLayout(4, 4, 16, own.getShort() & 0xffff));
            int counter = own.getShort() & 0xffff;
            for (int i = 0; i < counter; i++) {
                allocator.allocate(jobs.generation());
            }
            return allocator;
        }
    }
}
