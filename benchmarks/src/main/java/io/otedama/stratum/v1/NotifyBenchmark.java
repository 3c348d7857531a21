package io.otedama.stratum.v1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.bench.SampleWork;
import io.otedama.chain.Hash256;
import io.otedama.job.Job;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The {@code mining.notify} line of a job: once per job and coinbase variant, however many miners there are. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NotifyBenchmark {
    private static final HexFormat HEX = HexFormat.of();

    private final Job job = SampleWork.job(0x1a2b, 1, SampleWork.NETWORK_BITS);
    private final JobVariant variant = job.variant(ClientClass.STANDARD);
    private final ObjectMapper jackson = new ObjectMapper();

    @Benchmark
    public byte[] encoder() {
        return NotifyEncoder.job(job, variant, true);
    }

    /** What one writes first. */
    @Benchmark
    public byte[] baselineFormat() {
        String branch = job.merkleBranch().stream()
                .map(node -> '"' + node.toInternalHex() + '"')
                .collect(Collectors.joining(","));
        return Ascii.bytes(String.format(
                Locale.ROOT,
                "{\"id\":null,\"method\":\"mining.notify\",\"params\":[\"%s\",\"%s\",\"%s\",\"%s\",[%s],\"%08x\",\"%08x\",\"%08x\",%b]}\n",
                job.id(),
                job.previousBlock().toInternalHex(),
                HEX.formatHex(variant.coinbasePrefix()),
                HEX.formatHex(variant.coinbaseSuffix()),
                branch,
                job.version(),
                job.bits(),
                job.curTime(),
                true));
    }

    @Benchmark
    public byte[] baselineJackson() throws JsonProcessingException {
        Map<String, Object> line = new HashMap<>();
        line.put("id", null);
        line.put("method", "mining.notify");
        line.put(
                "params",
                List.of(
                        job.id(),
                        job.previousBlock().toInternalHex(),
                        HEX.formatHex(variant.coinbasePrefix()),
                        HEX.formatHex(variant.coinbaseSuffix()),
                        job.merkleBranch().stream().map(Hash256::toInternalHex).toList(),
                        HEX.toHexDigits(job.version()),
                        HEX.toHexDigits(job.bits()),
                        HEX.toHexDigits((int) job.curTime()),
                        true));
        return jackson.writeValueAsBytes(line);
    }
}
