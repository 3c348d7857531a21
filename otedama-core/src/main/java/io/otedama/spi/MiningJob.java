package io.otedama.spi;

import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A unit of work as front ends see it: what they need to encode it for miners. Immutable, shared by all threads. */
public interface MiningJob {
    /** Unique and increasing within one start of the pool; never reused. */
    long number();

    /** {@link #number()} as lower-case hex without leading zeros: the job id that miners see. */
    String id();

    Purpose purpose();

    int height();

    int version();

    Hash256 previousBlock();

    int bits();

    /** Earliest header time that is legal, seconds since 1970. */
    long minTime();

    /** Header time to start from, seconds since 1970. */
    long curTime();

    Target networkTarget();

    /** Siblings of the coinbase on the way to the merkle root. */
    List<Hash256> merkleBranch();

    /** The coinbase for clients of this class that pays the pool what its split leaves. */
    JobVariant variant(ClientClass clientClass);

    /**
     * The coinbase for one connection: the owner's own when coinbases are made per owner and he has a script, else that of
     * the class. The same bytes each time; made when first asked for, so ask before the first share on it comes.
     *
     * @param owner null when nobody was admitted yet
     */
    default JobVariant variant(ClientClass clientClass, @Nullable Owner owner) {
        return variant(clientClass);
    }

    /** The variants of all classes, each once, for encoders that prepare them; those of single owners are not among them. */
    List<JobVariant> variants();

    /** Why the job was made. */
    enum Purpose {
        /** The previous block changed: older work is stale, {@code clean_jobs} is true. */
        NEW_BLOCK,
        /** Same previous block, newer transactions or time: for everybody, older jobs stay valid. */
        REFRESH,
        /** Same previous block, for sessions with a difficulty change that waits; others keep their job. */
        REDIFFICULTY
    }
}
