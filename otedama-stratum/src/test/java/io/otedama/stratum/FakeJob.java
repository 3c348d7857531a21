package io.otedama.stratum;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Target;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import java.util.List;

/** Mainnet block 227836 as a job: the vector of the notify tests. */
public record FakeJob(long number, Purpose purpose, JobVariant variant, Target networkTarget) implements MiningJob {
    private static final List<String> BRANCH = List.of(
            "eface67ef372ccc368143e9ea96c5939d1be2cb1eddd710808a8d36e311f3b26",
            "ee09b877d17d3628466e765dd123411dd12e8bdde192236a1dbd85be6ddd7df8",
            "3ed791db9b7c5e2f990e2cd9d2a921c72b327a6097c05e73d38dca50795f1ce3",
            "9a9f995341847bc1bab40c70115f3addf7d8bcc2372922ccf8e404e63db68380",
            "0cb80f65a64ff99d3519b116c79bfaf3ee68c723344660f5177a92ebff184da4",
            "839c7d6351941e1facc6d64a327e4445ac8d5d0e07d1977ecc587623fcabbbd1",
            "36857a60c637fb60938cbc6885b33bbd16568d8997ca3b38ab4e04bd7b54620b");

    private static final String PREVIOUS = "00000000000001aa077d7aa84c532a4d69bdbff519609d1da0835261b7a74eb6";

    public FakeJob(long number, Purpose purpose) {
        this(number, purpose, mainnet(), Target.ofCompact(0x1a02816e));
    }

    private static JobVariant mainnet() {
        return new JobVariant(
                ClientClass.STANDARD,
                "",
                0,
                Hex.decode("01000000010000000000000000000000000000000000000000000000000000000000000000"
                        + "ffffffff2703fc7903062f503253482f04ac204f5108"),
                Hex.decode("0d3363646164312f736c7573682f0000000001207e6295000000001976a914e285a29e0704004d"
                        + "4e95dbb7c57a98563d9fb2eb88ac00000000"));
    }

    public static FakeJob newBlock(long number) {
        return new FakeJob(number, Purpose.NEW_BLOCK);
    }

    public static FakeJob refresh(long number) {
        return new FakeJob(number, Purpose.REFRESH);
    }

    public static FakeJob redifficulty(long number) {
        return new FakeJob(number, Purpose.REDIFFICULTY);
    }

    @Override
    public String id() {
        return Long.toHexString(number);
    }

    @Override
    public int height() {
        return 227_836;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Hash256 previousBlock() {
        return Hash256.ofDisplay(PREVIOUS);
    }

    @Override
    public int bits() {
        return 0x1a02816e;
    }

    @Override
    public long minTime() {
        return curTime() - 3_600;
    }

    @Override
    public long curTime() {
        return 0x514f20acL;
    }

    @Override
    public List<Hash256> merkleBranch() {
        return BRANCH.stream().map(hex -> Hash256.ofInternal(Hex.decode(hex))).toList();
    }

    @Override
    public JobVariant variant(ClientClass clientClass) {
        return variant;
    }

    @Override
    public List<JobVariant> variants() {
        return List.of(variant);
    }
}
