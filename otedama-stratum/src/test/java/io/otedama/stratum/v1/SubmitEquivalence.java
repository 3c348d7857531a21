package io.otedama.stratum.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.security.GuardedWorker;
import io.otedama.session.MinerSession;
import io.otedama.session.SessionTerms;
import io.otedama.session.ShareSubmission;
import io.otedama.session.StaticVardiff;
import io.otedama.session.Worker;
import io.otedama.session.WorkerTable;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.PoolClock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a line both ways and compares: what the scanner takes, the parser must take with the same result. */
final class SubmitEquivalence {
    private static final int MAX_ID = 64;
    private final SubmitScanner scanner = new SubmitScanner(MAX_ID);
    private final V1RequestParser parser = new V1RequestParser(MAX_ID);
    private final AuthorizedWorkers workers = new AuthorizedWorkers();

    SubmitEquivalence() {
        for (String name : new String[] {"addr.w", "addr.second", "a"}) {
            workers.add(worker(name), GuardedWorker.uncounted());
        }
    }

    static Worker worker(String name) {
        SessionTerms terms = new SessionTerms(
                new StaticVardiff(Difficulty.ONE),
                1,
                Difficulty.MIN,
                Difficulty.MAX,
                SessionTerms.BIP320_MASK,
                4,
                4,
                MinerAuthenticator.everybody(),
                new WorkerTable(1),
                PoolClock.system(),
                () -> {});
        return Objects.requireNonNull(new MinerSession(new Nobody(), 1, terms).authorize(name, ""));
    }

    /** True when the scanner took the line. */
    boolean check(byte[] line) {
        RequestId scannedId = new RequestId();
        SubmitFields scanned = new SubmitFields();
        boolean taken = scanner.scan(line, line.length, scannedId, scanned);
        RequestId parsedId = new RequestId();
        V1Request request = parser.parse(line, line.length, parsedId);
        if (!taken) {
            return false;
        }
        assertThat(request.problem()).isNull();
        assertThat(request.method()).isEqualTo("mining.submit");
        assertThat(parsedId.kind).isEqualTo(scannedId.kind);
        assertThat(id(line, parsedId)).isEqualTo(id(line, scannedId));
        SubmitFields parsed = new SubmitFields();
        assertThat(V1RequestParser.submitFields(request.params(), parsed)).isNull();
        assertThat(read(parsed)).isEqualTo(read(scanned));
        return true;
    }

    private static String id(byte[] line, RequestId id) {
        IdTable table = new IdTable(1);
        byte[] out = new byte[100];
        long token = table.token(id, line);
        return token == IdTable.NO_ID ? "" : new String(out, 0, table.write(token, out, 0), StandardCharsets.UTF_8);
    }

    private String read(SubmitFields fields) {
        ShareSubmission s = new ShareSubmission();
        SubmitReader.Problem problem = SubmitReader.read(fields, workers, s);
        return problem + " "
                + Arrays.asList(
                        s.worker,
                        s.jobNumber,
                        s.extranonce2,
                        s.extranonce2Size,
                        s.ntime,
                        s.nonce,
                        s.versionBits,
                        s.hasVersionBits);
    }

    private static final class Nobody implements io.otedama.session.MinerConnection {
        @Override
        public void onVerdict(long token, @Nullable ShareVerdict verdict) {}

        @Override
        public void onVerdictsDelivered() {}
    }
}
