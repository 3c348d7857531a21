package io.otedama.examples;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BootRecord;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.CorrectionRecord;
import io.otedama.spi.JobRecord;
import io.otedama.spi.PaymentIntentRecord;
import io.otedama.spi.PaymentStatusRecord;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.SnapshotRecord;
import io.otedama.spi.SplitRecord;
import io.otedama.spi.WorkerRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Journal records as names and values, in the order of their layout. Any thread. */
final class RecordFields {
    private static final String UNKNOWN = "UNKNOWN";

    private RecordFields() {}

    /** The type's name, {@value #UNKNOWN} when a newer version wrote the record. */
    static String type(RecordView record) {
        try {
            return record.type().name();
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    /** Texts, integers and truth values; lists of maps where a record has parts. Numbers of more than 64 bits are texts. */
    static Map<String, Object> of(RecordView record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (type(record).equals(UNKNOWN)) {
            fields.put("bytes", record.length());
            return fields;
        }
        switch (record.type()) {
            case BOOT -> boot(fields, view(new BootRecord(), record));
            case WORKER -> worker(fields, view(new WorkerRecord(), record));
            case JOB -> job(fields, view(new JobRecord(), record));
            case SHARE -> share(fields, view(new ShareRecord(), record));
            case BLOCK -> block(fields, view(new BlockRecord(), record));
            case SPLIT -> split(fields, view(new SplitRecord(), record));
            case PAYMENT_INTENT -> payment(fields, view(new PaymentIntentRecord(), record));
            case PAYMENT_STATUS -> payment(fields, view(new PaymentStatusRecord(), record));
            case CONFIG -> config(fields, view(new ConfigRecord(), record));
            case CORRECTION -> correction(fields, view(new CorrectionRecord(), record));
            case SNAPSHOT -> snapshot(fields, view(new SnapshotRecord(), record));
        }
        return fields;
    }

    private static <T extends RecordView> T view(T view, RecordView record) {
        view.wrap(record);
        return view;
    }

    private static void boot(Map<String, Object> fields, BootRecord boot) {
        fields.put("boot", boot.bootNumber());
        fields.put("genesis", boot.genesis().toString());
        fields.put("pool", boot.poolName());
    }

    private static void worker(Map<String, Object> fields, WorkerRecord worker) {
        fields.put("worker", worker.workerId());
        fields.put("name", worker.workerName());
        fields.put("account", worker.account());
    }

    private static void job(Map<String, Object> fields, JobRecord job) {
        fields.put("job", job.jobNumber());
        fields.put("height", job.height());
        fields.put("previous", job.previousBlock().toString());
        fields.put("bits", Hex.encode8(job.bits()));
        fields.put("networkWork", job.networkWork().toString());
        fields.put("coinbaseValue", job.coinbaseValue());
        fields.put("subsidy", job.subsidy());
        fields.put("split", job.splitId());
    }

    private static void share(Map<String, Object> fields, ShareRecord share) {
        byte[] hash = new byte[Hash256.BYTES];
        share.headerHash(hash);
        fields.put("job", share.jobNumber());
        fields.put("worker", share.workerId());
        fields.put("block", share.isBlock());
        fields.put("hash", Hash256.ofInternal(hash).toString());
        fields.put("work", share.work().toString());
        fields.put("difficulty", share.difficulty().toString());
    }

    private static void block(Map<String, Object> fields, BlockRecord block) {
        fields.put("status", block.status().name());
        fields.put("height", block.height());
        fields.put("hash", block.hash().toString());
        fields.put("job", block.jobNumber());
        fields.put("worker", block.workerId());
        fields.put("confirmations", block.confirmations());
        fields.put("coinbaseValue", block.coinbaseValue());
        fields.put("split", block.splitId());
    }

    private static void split(Map<String, Object> fields, SplitRecord split) {
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < split.entries(); i++) {
            entries.add(Map.of("account", split.account(i), "amount", split.amount(i), "carried", split.carried(i)));
        }
        fields.put("split", split.splitId());
        fields.put("computedAt", split.computedAt());
        fields.put("value", split.value());
        fields.put("restToOwner", split.isRestToOwner());
        fields.put("entries", entries);
    }

    private static void payment(Map<String, Object> fields, PaymentIntentRecord payment) {
        List<Object> inputs = new ArrayList<>();
        for (int i = 0; i < payment.inputs(); i++) {
            PaymentIntentRecord.Input input = payment.input(i);
            inputs.add(Map.of("txid", input.txid().toString(), "index", input.index()));
        }
        List<Object> outputs = new ArrayList<>();
        for (int i = 0; i < payment.outputs(); i++) {
            PaymentIntentRecord.Output output = payment.output(i);
            outputs.add(Map.of("account", output.account(), "debited", output.debited(), "sent", output.sent()));
        }
        fields.put("payment", payment.paymentId());
        fields.put("txid", payment.txid().toString());
        fields.put("fee", payment.fee());
        fields.put("inputs", inputs);
        fields.put("outputs", outputs);
    }

    private static void payment(Map<String, Object> fields, PaymentStatusRecord payment) {
        fields.put("payment", payment.paymentId());
        fields.put("status", payment.status().name());
        fields.put("confirmations", payment.confirmations());
        fields.put("txid", payment.txid().toString());
    }

    private static void config(Map<String, Object> fields, ConfigRecord config) {
        fields.put("feeBasisPoints", config.feeBasisPoints());
        fields.put("donationBasisPoints", config.donationBasisPoints());
        fields.put("scheme", config.scheme());
        fields.put("parameters", config.parameters());
        fields.put("donationAccount", config.donationAccount());
    }

    private static void correction(Map<String, Object> fields, CorrectionRecord correction) {
        fields.put("amount", correction.amount());
        fields.put("from", correction.from());
        fields.put("to", correction.to());
        fields.put("reason", correction.reason());
    }

    private static void snapshot(Map<String, Object> fields, SnapshotRecord snapshot) {
        fields.put("stateSequence", snapshot.stateSequence());
        fields.put("digest", snapshot.digest().toString());
    }
}
