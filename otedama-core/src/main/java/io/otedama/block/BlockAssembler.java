package io.otedama.block;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.CompactSize;
import io.otedama.chain.TemplateTransaction;
import io.otedama.job.Solution;
import io.otedama.job.WitnessCommitment;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serialises a solved block.
 *
 * <pre>
 *   header 80 | count | coinbase (with witness when there is a commitment) | transactions in template order | [01 mweb]
 *   coinbase with witness = version 4 | 00 01 | inputs, outputs | 01 20 (32 zero bytes) | lock time 4
 * </pre>
 */
final class BlockAssembler {
    private static final int VERSION_BYTES = 4;
    private static final int LOCK_TIME_BYTES = 4;

    /** Room for the count of transactions, the coinbase's witness and the mark of an extension block. */
    private static final int OTHER_BYTES = 64;

    private BlockAssembler() {}

    /** The whole block, or only header, count and coinbase when the job has no template. */
    static byte[] assemble(Solution solution) {
        BlockTemplate template = solution.job().template();
        ByteArrayOutputStream out = new ByteArrayOutputStream(sizeBytes(solution, template));
        out.writeBytes(solution.header());
        List<TemplateTransaction> transactions = template == null ? List.of() : template.transactions();
        CompactSize.write(out, transactions.size() + 1L);
        writeCoinbase(out, solution.coinbase(), needsWitness(solution, template));
        transactions.forEach(tx -> out.writeBytes(tx.data()));
        byte[] mweb = template == null ? null : template.mweb();
        if (mweb != null) {
            out.write(1);
            out.writeBytes(mweb);
        }
        return out.toByteArray();
    }

    /** At least the size of the block: growing by doubling would copy it twice while it is urgent. */
    private static int sizeBytes(Solution solution, @Nullable BlockTemplate template) {
        int size = OTHER_BYTES + solution.header().length + solution.coinbase().length;
        if (template != null) {
            for (TemplateTransaction transaction : template.transactions()) {
                size += transaction.data().length;
            }
            byte[] mweb = template.mweb();
            size += mweb == null ? 0 : mweb.length;
        }
        return size;
    }

    private static boolean needsWitness(Solution solution, @Nullable BlockTemplate template) {
        if (template == null) {
            return WitnessCommitment.isIn(solution.coinbase());
        }
        return template.witnessCommitment() != null
                || template.transactions().stream().anyMatch(TemplateTransaction::hasWitness);
    }

    private static void writeCoinbase(ByteArrayOutputStream out, byte[] stripped, boolean witness) {
        if (!witness) {
            out.writeBytes(stripped);
            return;
        }
        int body = stripped.length - LOCK_TIME_BYTES;
        out.write(stripped, 0, VERSION_BYTES);
        out.write(0);
        out.write(1);
        out.write(stripped, VERSION_BYTES, body - VERSION_BYTES);
        out.write(1);
        out.write(32);
        out.writeBytes(new byte[32]);
        out.write(stripped, body, LOCK_TIME_BYTES);
    }
}
