package io.otedama.stratum.v2.noise;

import fr.acinq.secp256k1.Secp256k1;
import io.otedama.spi.PoolClock;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a new connection costs: the server's side of a handshake, and both sides together. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandshakeBenchmark {
    private final SecureRandom random = new SecureRandom();
    private final AuthorityKeyPair authority = AuthorityKeyPair.generate(random);
    private final NoiseResponder responder = new NoiseResponder(
            new ServerIdentity(authority, ServerIdentity.DEFAULT_VALIDITY, PoolClock.system(), random), random);
    private final byte[] act1 = new NoiseInitiator(null, random).act1();
    private final byte[] clientPoint = Curve.library().pubkeyCreate(Curve.newSecret(random));

    @Benchmark
    public byte[] responder() throws HandshakeException {
        return responder.respond(act1).act2();
    }

    @Benchmark
    public NoiseKeys bothSides() throws HandshakeException {
        NoiseInitiator initiator = new NoiseInitiator(authority.publicKey(), random);
        byte[] act2 = responder.respond(initiator.act1()).act2();
        return initiator.finish(act2, PoolClock.system().epochMillis() / 1_000);
    }

    /** The least that a responder's curve work can be: an ephemeral key and two constant-time multiplications. */
    @Benchmark
    public int baselineCurve() {
        Secp256k1 library = Curve.library();
        byte[] secret = Curve.newSecret(random);
        return library.pubkeyCreate(secret)[1]
                ^ library.ecdh(secret, clientPoint)[0]
                ^ library.ecdh(secret, clientPoint)[1];
    }

    /** One key encoded: the part that the field arithmetic in Java has in it. */
    @Benchmark
    public EllSwiftKeyPair ephemeralKey() {
        return EllSwiftKeyPair.generate(random);
    }
}
