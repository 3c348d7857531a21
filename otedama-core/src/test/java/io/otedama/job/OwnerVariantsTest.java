package io.otedama.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.CoinbaseSplitSource.Output;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob.Purpose;
import io.otedama.spi.Owner;
import io.otedama.testkit.CoinbaseText;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Coinbases that pay the owner of the work. */
class OwnerVariantsTest {
    private static final String POOL = "00146f58bac9506f9bfb821d62e69330410bb56f0085";
    private static final String FEE = "0014" + "fe".repeat(20);
    private static final long VALUE = 312_500_000;
    private static final BlockTemplate TEMPLATE = BlockTemplate.builder()
            .height(840_000)
            .previousBlock(Hash256.ZERO)
            .bits(0x1d00ffff)
            .minTime(1_700_000_000)
            .curTime(1_700_000_000)
            .coinbaseValue(VALUE)
            .build();

    /** Takes a fee of 1 %, and leaves the rest to whose work it is. */
    private record Solo(int feeOutputs) implements CoinbaseSplitSource {
        @Override
        public CoinbaseSplit split(long value, ClientClass clientClass, int budgetBytes) {
            return new CoinbaseSplit(
                    42, Collections.nCopies(feeOutputs, new Output(Hex.decode(FEE), value / 100 / feeOutputs)));
        }

        @Override
        public boolean perOwner() {
            return true;
        }
    }

    private static JobFactory factory(CoinbaseSplitSource splits) {
        return new JobFactory(ExtranonceLayout.DEFAULT, Hex.decode(POOL), "/Otedama/", splits, s -> {}, 1);
    }

    private static Job job(CoinbaseSplitSource splits) {
        return factory(splits).make(TEMPLATE, Purpose.NEW_BLOCK, TEMPLATE.curTime());
    }

    private static Owner owner(int number) {
        return Owner.of("owner" + number, Hex.decode("0014" + String.format("%040x", number)));
    }

    private static CoinbaseText text(JobVariant variant) {
        return new CoinbaseText(CoinbaseText.bytes(variant, new byte[12]));
    }

    @Test
    void theRestGoesToTheOwnerAndTheSplitStaysTheSources() {
        Job job = job(new Solo(1));
        JobVariant variant = job.variant(ClientClass.STANDARD, owner(1));
        assertThat(variant.owner()).isEqualTo("owner1");
        assertThat(variant.splitId()).isEqualTo(42);
        assertThat(text(variant).scripts).containsExactly("0014" + String.format("%040x", 1), FEE);
        assertThat(text(variant).values).containsExactly(VALUE - VALUE / 100, VALUE / 100);
        assertThat(text(job.variant(ClientClass.STANDARD)).scripts)
                .as("the pool's own")
                .containsExactly(POOL, FEE);
    }

    @Test
    void oneOwnerHasOneVariantAndOwnersDiffer() {
        Job job = job(new Solo(1));
        JobVariant first = job.variant(ClientClass.STANDARD, owner(1));
        assertThat(job.variant(ClientClass.STANDARD, owner(1))).isSameAs(first);
        assertThat(job.variant(ClientClass.NICEHASH, owner(1))).as("paid alike").isSameAs(first);
        assertThat(job.variant(ClientClass.STANDARD, owner(2)).coinbaseSuffix()).isNotEqualTo(first.coinbaseSuffix());
    }

    @Test
    void whoHasNoScriptOrIsNotKnownYetMinesForThePool() {
        Job job = job(new Solo(1));
        assertThat(job.variant(ClientClass.STANDARD, null)).isSameAs(job.variant(ClientClass.STANDARD));
        assertThat(job.variant(ClientClass.STANDARD, Owner.of("nobody"))).isSameAs(job.variant(ClientClass.STANDARD));
        Job plain = job((value, c, budget) -> CoinbaseSplit.POOL_ONLY);
        assertThat(plain.variant(ClientClass.STANDARD, owner(1)))
                .as("not per owner")
                .isSameAs(plain.variant(ClientClass.STANDARD));
    }

    @Test
    void rule12_theLongestScriptOfAnOwnerStillFitsEveryClass() {
        Job job = job(new Solo(1_000));
        Owner longest = Owner.of("long", new byte[Owner.MAX_SCRIPT_BYTES]);
        for (ClientClass c : ClientClass.all()) {
            CoinbaseText coinbase = text(job.variant(c, longest));
            assertThat(coinbase.sizeBytes)
                    .isLessThanOrEqualTo(c.maxCoinbaseBytes())
                    .isGreaterThan(c.maxCoinbaseBytes() - 100);
            assertThat(coinbase.sum()).isEqualTo(VALUE);
        }
    }

    @Test
    void threadsThatAskTogetherGetTheSameVariants() {
        Job job = job(new Solo(1));
        List<CompletableFuture<List<JobVariant>>> all = IntStream.range(0, 8)
                .mapToObj(thread -> CompletableFuture.supplyAsync(() -> IntStream.range(0, 500)
                        .mapToObj(i -> job.variant(ClientClass.STANDARD, owner(i)))
                        .toList()))
                .toList();
        Set<JobVariant> different = Collections.newSetFromMap(new IdentityHashMap<>());
        all.forEach(each -> different.addAll(each.join()));
        assertThat(different).hasSize(500);
    }

    @Test
    void findingAVariantAllocatesNothing() {
        Job job = job(new Solo(1));
        Owner owner = owner(1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int found = 0;
        long before = 0;
        for (int i = 0; i < 200_000; i++) {
            before = i == 100_000 ? threads.getThreadAllocatedBytes(thread) : before;
            found += job.variant(ClientClass.WHATSMINER, owner).coinbaseSuffix().length;
        }
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(100_000);
        assertThat(found).isPositive();
    }

    @Test
    void beyondTheLimitTheSameBytesAreMadeAnew() {
        OwnerCache cache = new OwnerCache(4);
        CoinbaseBuilder builder = new CoinbaseBuilder(ExtranonceLayout.DEFAULT, Hex.decode(POOL), "", new Solo(1));
        OwnerVariants variants = cache.add(builder.plan(TEMPLATE, null, 1, 1));
        List<JobVariant> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(variants.of(0, owner(i)));
        }
        assertThat(cache.kept()).isEqualTo(4);
        assertThat(variants.of(0, owner(3))).isSameAs(made.get(3));
        assertThat(variants.of(0, owner(4))).isNotSameAs(made.get(4));
        assertThat(variants.of(0, owner(4)).coinbaseSuffix())
                .isEqualTo(made.get(4).coinbaseSuffix());
    }

    @Test
    void theOldestJobsForgetFirstAndAreStillRight() {
        OwnerCache cache = new OwnerCache(4);
        CoinbaseBuilder builder = new CoinbaseBuilder(ExtranonceLayout.DEFAULT, Hex.decode(POOL), "", new Solo(1));
        OwnerVariants old = cache.add(builder.plan(TEMPLATE, null, 1, 1));
        JobVariant kept = old.of(0, owner(1));
        OwnerVariants newer = cache.add(builder.plan(TEMPLATE, null, 1, 2));
        assertThat(old.of(0, owner(1))).as("half of the room is not yet taken").isSameAs(kept);
        newer.of(0, owner(1));
        JobVariant second = newer.of(0, owner(2));
        cache.add(builder.plan(TEMPLATE, null, 1, 3));
        assertThat(cache.kept()).isEqualTo(2);
        assertThat(newer.of(0, owner(2))).isSameAs(second);
        assertThat(old.of(0, owner(1))).isNotSameAs(kept);
        assertThat(old.of(0, owner(1)).coinbaseSuffix()).isEqualTo(kept.coinbaseSuffix());
        assertThat(old.of(0, owner(1)).coinbasePrefix()).isEqualTo(kept.coinbasePrefix());
        assertThat(cache.kept()).as("a job that forgot keeps nothing again").isEqualTo(2);
    }
}
