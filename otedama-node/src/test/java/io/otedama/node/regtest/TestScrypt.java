package io.otedama.node.regtest;

import io.otedama.pow.PowHasher;
import io.otedama.pow.ProofOfWork;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.SCrypt;

/** Litecoin's proof of work on BouncyCastle. */
final class TestScrypt implements ProofOfWork {
    @Override
    public String name() {
        return "scrypt";
    }

    @Override
    public CostClass costClass() {
        return CostClass.EXPENSIVE;
    }

    @Override
    public long shareMultiplier() {
        return 65_536;
    }

    @Override
    public PowHasher newHasher() {
        return (header, offset, out, outOffset) -> {
            byte[] bytes = Arrays.copyOfRange(header, offset, offset + 80);
            System.arraycopy(SCrypt.generate(bytes, bytes, 1024, 1, 1, 32), 0, out, outOffset, 32);
        };
    }
}
