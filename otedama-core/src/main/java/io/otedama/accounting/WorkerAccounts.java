package io.otedama.accounting;

import io.otedama.ledger.AccountTable;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.spi.RecordView;
import io.otedama.spi.WorkerRecord;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Int2IntHashMap;

/** Which account a worker's shares are credited to. Ids of workers the journal never introduced are the pool's. One thread. */
public final class WorkerAccounts {
    private final AccountTable accounts;
    private final Int2IntHashMap accountById = new Int2IntHashMap(-1);
    private final TreeMap<Integer, String> names = new TreeMap<>();
    private final WorkerRecord record = new WorkerRecord();

    WorkerAccounts(AccountTable accounts) {
        this.accounts = accounts;
    }

    void add(RecordView view) {
        record.wrap(view);
        names.put(record.workerId(), record.workerName());
        if (!accountById.containsKey(record.workerId())) { // windows count on it: once credited, always credited there
            accountById.put(record.workerId(), accounts.acquire(record.account()));
        }
    }

    /** Account number of a worker. */
    public int account(int workerId) {
        int account = accountById.get(workerId);
        return account < 0 ? AccountTable.POOL : account;
    }

    /** Names by worker id; a live view for the owning thread. */
    public Map<Integer, String> names() {
        return Collections.unmodifiableMap(names);
    }

    void write(StateWriter out) {
        out.putInt(names.size());
        names.forEach((id, name) -> out.putInt(id).putText(name).putInt(account(id)));
    }

    void read(StateReader in) {
        for (int i = in.getInt(); i > 0; i--) {
            int id = in.getInt();
            names.put(id, in.getText());
            accountById.put(id, in.getInt());
        }
    }
}
