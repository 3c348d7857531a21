package io.otedama.stratum.v2.noise;

import io.otedama.stratum.v2.frame.FrameException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
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

/** A piece of a frame sealed and opened again: 6 bytes are a header, 24 a standard share, 400 an extended job. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NoiseBenchmark {
    private static final byte[] KEY = new byte[ChaChaPoly.KEY_BYTES];
    private static final int COUNTER_AT = 4;

    @Param({"6", "24", "400"})
    private int plainBytes;

    private byte[] plain;
    private byte[] sealed;
    private byte[] opened;

    private final CipherState sender = new CipherState(KEY);
    private final CipherState receiver = new CipherState(KEY);

    private final SecretKeySpec jdkKey = new SecretKeySpec(KEY, "ChaCha20");
    private final Cipher jdkSender = jdkCipher();
    private final Cipher jdkReceiver = jdkCipher();
    private final ChaCha20Poly1305 bouncySender = new ChaCha20Poly1305();
    private final ChaCha20Poly1305 bouncyReceiver = new ChaCha20Poly1305();
    private final ByteBuffer nonce = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    private long counter;

    @Setup
    public void setUp() {
        plain = new byte[plainBytes];
        sealed = new byte[plainBytes + CipherState.OVERHEAD_BYTES];
        opened = new byte[sealed.length];
        ParametersWithIV first = new ParametersWithIV(new KeyParameter(KEY), nonce.array());
        bouncySender.init(true, first);
        bouncyReceiver.init(false, first);
    }

    private static Cipher jdkCipher() {
        try {
            return Cipher.getInstance("ChaCha20-Poly1305");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public byte[] sealAndOpen() throws FrameException {
        plain[0]++;
        int size = sender.seal(plain, 0, plain.length, sealed, 0);
        receiver.open(sealed, 0, size, opened, 0);
        return opened;
    }

    @Benchmark
    public byte[] baselineJdk() throws GeneralSecurityException {
        plain[0]++;
        nonce.putLong(COUNTER_AT, ++counter);
        jdkSender.init(Cipher.ENCRYPT_MODE, jdkKey, new IvParameterSpec(nonce.array()));
        int size = jdkSender.doFinal(plain, 0, plain.length, sealed, 0);
        jdkReceiver.init(Cipher.DECRYPT_MODE, jdkKey, new IvParameterSpec(nonce.array()));
        jdkReceiver.doFinal(sealed, 0, size, opened, 0);
        return opened;
    }

    @Benchmark
    public byte[] baselineBouncyCastle() throws InvalidCipherTextException {
        plain[0]++;
        nonce.putLong(COUNTER_AT, ++counter);
        ParametersWithIV sameKey = new ParametersWithIV(null, nonce.array());
        bouncySender.init(true, sameKey);
        int size = bouncySender.processBytes(plain, 0, plain.length, sealed, 0);
        size += bouncySender.doFinal(sealed, size);
        bouncyReceiver.init(false, sameKey);
        bouncyReceiver.doFinal(opened, bouncyReceiver.processBytes(sealed, 0, size, opened, 0));
        return opened;
    }
}
