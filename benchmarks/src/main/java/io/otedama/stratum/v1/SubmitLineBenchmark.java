package io.otedama.stratum.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.security.GuardedWorker;
import io.otedama.session.ShareSubmission;
import io.otedama.session.WorkerTable;
import io.otedama.spi.Owner;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a {@code mining.submit} line to a submission that the engine takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SubmitLineBenchmark {
    private static final int MAX_ID_BYTES = 64;
    private static final String WORKER = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq.rig1";
    private static final int HEX = 16;

    /** How the line is written. */
    public enum Line {
        /** As most firmware does. */
        USUAL("{\"id\":1337,\"method\":\"mining.submit\",\"params\":[\"" + WORKER
                + "\",\"1a2b\",\"00000000000000ff\",\"684f9a80\",\"deadbeef\",\"00e0c000\"]}"),
        /** Other order, white space, a string for an id, a key more. */
        ODD("{ \"params\" : [ \"" + WORKER
                + "\", \"1a2b\", \"00000000000000ff\", \"684f9a80\", \"deadbeef\", \"00e0c000\" ], "
                + "\"jsonrpc\" : \"2.0\", \"id\" : \"share-1337\", \"method\" : \"mining.submit\" }");

        private final String text;

        Line(String text) {
            this.text = text;
        }
    }

    @Param
    private Line line;

    private final SubmitScanner scanner = new SubmitScanner(MAX_ID_BYTES);
    private final V1RequestParser parser = new V1RequestParser(MAX_ID_BYTES);
    private final ObjectMapper jackson = new ObjectMapper();
    private final AuthorizedWorkers workers = new AuthorizedWorkers();
    private final RequestId id = new RequestId();
    private final SubmitFields fields = new SubmitFields();
    private final ShareSubmission submission = new ShareSubmission();
    private byte[] bytes;

    @Setup
    public void setUp() {
        bytes = Ascii.bytes(line.text);
        workers.add(
                Objects.requireNonNull(new WorkerTable(1).acquire(WORKER, Owner.of("account"))),
                GuardedWorker.uncounted());
    }

    private ShareSubmission read() {
        if (SubmitReader.read(fields, workers, submission) != SubmitReader.Problem.NONE) {
            throw new IllegalStateException("line not understood");
        }
        return submission;
    }

    @Benchmark
    public ShareSubmission scanner() {
        if (!scanner.scan(bytes, bytes.length, id, fields)) {
            throw new IllegalStateException("line not recognised");
        }
        return read();
    }

    /** The way of lines that the scanner leaves alone. */
    @Benchmark
    public ShareSubmission parser() {
        V1Request request = parser.parse(bytes, bytes.length, id);
        if (V1RequestParser.submitFields(request.params(), fields) != null) {
            throw new IllegalStateException("line not understood");
        }
        return read();
    }

    /** A tree of nodes, and numbers out of texts, without any check. */
    @Benchmark
    public ShareSubmission baselineJackson() throws IOException {
        JsonNode request = jackson.readTree(bytes);
        if (!request.path("method").asText().equals("mining.submit")) {
            throw new IllegalStateException("line not understood");
        }
        submission.token = request.path("id").asLong();
        JsonNode params = request.path("params");
        byte[] name = Ascii.bytes(params.path(SubmitFields.WORKER).asText());
        submission.worker = workers.find(name, 0, name.length);
        submission.jobNumber = number(params, SubmitFields.JOB);
        submission.extranonce2 = number(params, SubmitFields.EXTRANONCE2);
        submission.ntime = (int) number(params, SubmitFields.NTIME);
        submission.nonce = (int) number(params, SubmitFields.NONCE);
        submission.versionBits = (int) number(params, SubmitFields.VERSION);
        return submission;
    }

    private static long number(JsonNode params, int field) {
        return Long.parseUnsignedLong(params.path(field).asText(), HEX);
    }
}
