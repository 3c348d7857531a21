package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.pow.PowHasher;
import io.otedama.pow.ProofOfWork;
import io.otedama.stratum.V2Peer;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.declaration.AllocateMiningJobToken;
import io.otedama.stratum.v2.message.declaration.AllocateMiningJobTokenSuccess;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJob;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJobSuccess;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.message.mining.SetTarget;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import io.otedama.stratum.v2.noise.AuthorityKey;
import io.otedama.stratum.v2.noise.NoiseInitiator;
import io.otedama.stratum.v2.noise.NoiseKeys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Mines one block at a time over Stratum V2, encrypted, on one channel of the kind that is asked for; every share must be
 * acknowledged. Blocking, one thread.
 */
public final class V2StepMiner implements AutoCloseable {
    /** How the work comes. */
    public enum Kind {
        STANDARD,
        EXTENDED,
        /** A standard channel that, with another one on the connection, gets extended jobs for their group. */
        GROUP,
        /** Work that the miner selects himself, without transactions. */
        CUSTOM
    }

    private static final long SUBSIDY = 5_000_000_000L;
    private static final int HALVING = 150;
    private static final int BATCH = 10;
    private static final int CUSTOM_EXTRANONCE = 16;
    private static final long GROUP = 1;

    private final Kind kind;
    private final PowHasher hasher;
    private final InetSocketAddress server;
    private final @Nullable AuthorityKey authority;
    private final V2Peer peer;
    private final Map<Long, V2Work> jobs = new HashMap<>();
    private final List<Hash256> found = new ArrayList<>();
    private final byte[] hash = new byte[Hash256.BYTES];
    private final byte[] prefix;
    private long channel;
    private Target target;
    private final int extranonceSize;
    private @Nullable V2Work active;
    private @Nullable V2StepMiner observer;
    private Hash256 lastSolved = Hash256.ZERO;
    private long sequence;
    private long rolled;

    V2StepMiner(int port, AuthorityKey authority, ProofOfWork algorithm, Kind kind) throws Exception {
        this(port, authority, algorithm, kind, "step.miner");
    }

    /**
     * @param authority null: not encrypted
     */
    public V2StepMiner(int port, @Nullable AuthorityKey authority, ProofOfWork algorithm, Kind kind, String user)
            throws Exception {
        this.kind = kind;
        this.hasher = algorithm.newHasher();
        this.authority = authority;
        this.server = new InetSocketAddress("127.0.0.1", port);
        long flags = kind == Kind.STANDARD ? 1 : kind == Kind.CUSTOM ? 6 : 4;
        this.peer = connect(0, flags);
        if (kind == Kind.GROUP) {
            openStandard(user + "2");
        }
        if (kind == Kind.STANDARD || kind == Kind.GROUP) {
            OpenStandardMiningChannelSuccess open = openStandard(user);
            channel = open.channelId();
            target = open.target();
            prefix = open.extranoncePrefix();
            extranonceSize = 0;
        } else {
            int size = kind == Kind.CUSTOM ? CUSTOM_EXTRANONCE : 8;
            peer.send(out -> OpenExtendedMiningChannel.encode(out, 1, user, 1e6f, Target.MAX, size));
            OpenExtendedMiningChannelSuccess open = await(new OpenExtendedMiningChannelSuccess());
            channel = open.channelId();
            target = open.target();
            prefix = open.extranoncePrefix();
            extranonceSize = open.extranonceSize();
        }
        if (kind == Kind.CUSTOM) {
            observer = new V2StepMiner(port, authority, algorithm, Kind.EXTENDED, user + "o");
        }
    }

    private OpenStandardMiningChannelSuccess openStandard(String user) throws IOException {
        peer.send(out -> OpenStandardMiningChannel.encode(out, 1, user, 1e6f, Target.MAX));
        return await(new OpenStandardMiningChannelSuccess());
    }

    private V2Peer connect(int protocol, long flags) throws Exception {
        V2Peer made = new V2Peer(server);
        if (authority == null) {
            made.setup(protocol, 2, 2, flags).expect(new SetupConnectionSuccess());
            return made;
        }
        NoiseInitiator initiator = new NoiseInitiator(authority, new SecureRandom());
        byte[] act2 = made.sendRaw(initiator.act1()).readRaw(NoiseInitiator.ACT2_BYTES);
        NoiseKeys keys = initiator.finish(act2, System.currentTimeMillis() / 1000);
        made.encrypted(keys.sending(), keys.receiving()).setup(protocol, 2, 2, flags);
        made.expect(new SetupConnectionSuccess());
        return made;
    }

    /** Blocks found so far, in order. */
    List<Hash256> found() {
        return found;
    }

    /** Mines that many blocks, each on the one before. */
    void mine(int blocks) throws Exception {
        for (int i = 0; i < blocks; i++) {
            mineOne();
        }
    }

    private void mineOne() throws Exception {
        V2Work work = observer == null ? nextWork() : ownWork(observer);
        byte[] extranonce = new byte[extranonceSize];
        for (int i = 0; i < Math.min(8, extranonceSize); i++) {
            extranonce[extranonceSize - 1 - i] = (byte) (++rolled >>> (8 * i));
        }
        byte[] header = work.header(prefix, extranonce);
        int nonce = solve(header, Target.ofCompact(work.bits));
        send(work, extranonce, nonce);
        awaitAcknowledgement(sequence - 1);
        found.add(BlockHeader.parse(header, 0).hash());
        lastSolved = work.previous;
    }

    private int solve(byte[] header, Target network) {
        return solve(header, network, 0);
    }

    private int solve(byte[] header, Target network, int from) {
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        for (int nonce = from; ; nonce++) {
            fields.putInt(BlockHeader.NONCE_OFFSET, nonce);
            hasher.hash(header, 0, hash, 0);
            if (network.isMetBy(hash, 0)) {
                return nonce;
            }
        }
    }

    private void send(V2Work work, byte[] extranonce, int nonce) throws IOException {
        long number = sequence++;
        long unsigned = Integer.toUnsignedLong(nonce);
        peer.send(out -> {
            if (extranonceSize == 0) {
                SubmitSharesStandard.encode(out, channel, number, work.id, unsigned, work.time, work.version);
            } else {
                SubmitSharesExtended.encode(
                        out, channel, number, work.id, unsigned, work.time, work.version, extranonce);
            }
        });
    }

    private void awaitAcknowledgement(long number) throws IOException {
        SubmitSharesSuccess success = await(new SubmitSharesSuccess());
        assertThat(success.channelId()).isEqualTo(channel);
        assertThat(success.lastSequenceNumber()).isEqualTo(number);
    }

    /**
     * Mines shares, ten at a time, until told to end or until the pool is gone.
     *
     * @param acknowledged gets the headers that the pool has acknowledged
     */
    public void mineShares(Set<Hash256> acknowledged, BooleanSupplier end) throws Exception {
        int nonce = 0;
        try {
            while (!end.getAsBoolean()) {
                Map<Long, Hash256> open = new HashMap<>();
                V2Work work = nextWork();
                for (int i = 0; i < BATCH; i++) {
                    byte[] header = work.header(prefix, new byte[extranonceSize]);
                    nonce = solve(header, target, nonce);
                    open.put(sequence, BlockHeader.parse(header, 0).hash());
                    send(work, new byte[extranonceSize], nonce++);
                }
                while (!open.isEmpty()) {
                    answer(peer.read(), open, acknowledged);
                }
            }
        } catch (IOException e) {
            // killed, as was to be
        }
    }

    private void answer(V2Peer.@Nullable Frame frame, Map<Long, Hash256> open, Set<Hash256> acknowledged)
            throws IOException {
        if (frame == null) {
            throw new IOException("the pool is gone");
        }
        if (frame.type() == SubmitSharesSuccess.TYPE) {
            long last = frame.as(new SubmitSharesSuccess()).lastSequenceNumber();
            List<Long> answered =
                    open.keySet().stream().filter(number -> number <= last).toList();
            answered.forEach(number -> acknowledged.add(open.remove(number)));
        } else if (frame.type() == SubmitSharesError.TYPE) {
            open.remove(frame.as(new SubmitSharesError()).sequenceNumber());
        } else {
            note(frame);
        }
    }

    /** Work on another previous block than that of the last block found. */
    private V2Work nextWork() throws Exception {
        V2Work now = active;
        while (now == null || now.previous.equals(lastSolved)) {
            V2Peer.Frame frame = peer.read();
            if (frame == null) {
                throw new IOException("the pool is gone");
            }
            note(frame);
            now = active;
        }
        return now;
    }

    private <M extends MessageView> M await(M wanted) throws IOException {
        while (true) {
            V2Peer.Frame frame = peer.read();
            assertThat(frame).as("waiting for " + wanted.type()).isNotNull();
            if (frame.type() == wanted.type().code()) {
                return frame.as(wanted);
            }
            note(frame);
        }
    }

    private void note(V2Peer.@Nullable Frame frame) {
        assertThat(frame).as("the connection goes on").isNotNull();
        try {
            switch (frame.type()) {
                case NewMiningJob.TYPE -> standard(frame.as(new NewMiningJob()));
                case NewExtendedMiningJob.TYPE -> extended(frame.as(new NewExtendedMiningJob()));
                case SetNewPrevHash.TYPE -> activate(frame.as(new SetNewPrevHash()));
                case SubmitSharesError.TYPE ->
                    throw new AssertionError(frame.as(new SubmitSharesError()).errorCode());
                case SetTarget.TYPE -> {
                    SetTarget wanted = frame.as(new SetTarget());
                    target = wanted.channelId() == channel ? wanted.maximumTarget() : target;
                }
                default -> {
                    // nothing that a miner needs
                }
            }
        } catch (FrameException e) {
            throw new AssertionError(e);
        }
    }

    private void standard(NewMiningJob job) throws FrameException {
        if (isOurs(job.channelId())) {
            V2Work work = new V2Work();
            work.root = job.merkleRoot();
            learn(work, job.jobId(), job.version(), job.minNtime());
        }
    }

    private boolean isOurs(long id) {
        return id == channel || (channel != 0 && id == GROUP);
    }

    private void extended(NewExtendedMiningJob job) throws FrameException {
        if (!isOurs(job.channelId())) {
            return;
        }
        V2Work work = new V2Work();
        work.coinbasePrefix = job.coinbaseTxPrefix();
        work.coinbaseSuffix = job.coinbaseTxSuffix();
        List<Hash256> path = new ArrayList<>();
        for (int i = 0; i < job.merklePathNodeCount(); i++) {
            path.add(job.merklePathNode(i));
        }
        work.path = path;
        learn(work, job.jobId(), job.version(), job.minNtime());
    }

    private void learn(V2Work work, long id, long version, long minNtime) {
        work.id = id;
        work.version = version;
        jobs.put(id, work);
        V2Work now = active;
        if (minNtime != MessageView.ABSENT && now != null) {
            work.previous = now.previous;
            work.bits = now.bits;
            work.time = minNtime;
            active = work;
        }
    }

    private void activate(SetNewPrevHash message) {
        if (!isOurs(message.channelId())) {
            return;
        }
        V2Work work = jobs.get(message.jobId());
        assertThat(work).as("a future job with the id of SetNewPrevHash").isNotNull();
        work.previous = message.prevHash();
        work.bits = (int) message.nbits();
        work.time = message.minNtime();
        active = work;
    }

    // ---- own work

    private V2Work ownWork(V2StepMiner from) throws Exception {
        V2Work seen = from.nextWork();
        from.lastSolved = seen.previous;
        AllocateMiningJobTokenSuccess leave = askForLeave();
        byte[] outputs = leave.coinbaseTxOutputs();
        byte[] heightPush = V2CustomCoinbase.heightPush(seen.coinbasePrefix);
        ByteBuffer.wrap(outputs)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1, SUBSIDY >> (V2CustomCoinbase.height(heightPush) / HALVING));
        peer.send(out -> SetCustomMiningJob.encode(
                out,
                channel,
                5,
                leave.miningJobToken(),
                seen.version,
                seen.previous,
                seen.time,
                Integer.toUnsignedLong(seen.bits),
                2,
                heightPush,
                0xffffffffL,
                outputs,
                0,
                List.of()));
        SetCustomMiningJobSuccess granted = await(new SetCustomMiningJobSuccess());
        assertThat(granted.requestId()).isEqualTo(5);
        V2Work work = new V2Work();
        work.id = granted.jobId();
        work.version = seen.version;
        work.previous = seen.previous;
        work.time = seen.time;
        work.bits = seen.bits;
        work.coinbasePrefix = V2CustomCoinbase.prefix(heightPush, prefix.length + extranonceSize);
        work.coinbaseSuffix = V2CustomCoinbase.suffix(outputs);
        return work;
    }

    private AllocateMiningJobTokenSuccess askForLeave() throws Exception {
        try (V2Peer declaration = connect(1, 0)) {
            declaration.send(out -> AllocateMiningJobToken.encode(out, "step.miner", 9));
            return declaration.expect(new AllocateMiningJobTokenSuccess());
        }
    }

    @Override
    public void close() throws IOException {
        peer.close();
        if (observer != null) {
            observer.close();
        }
    }
}
