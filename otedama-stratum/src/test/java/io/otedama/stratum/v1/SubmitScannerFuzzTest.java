package io.otedama.stratum.v1;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes: the scanner never throws, and never disagrees with the general parser. */
class SubmitScannerFuzzTest {
    private static final SubmitEquivalence EQUIVALENCE = new SubmitEquivalence();

    @FuzzTest
    void scannerAgreesWithParser(byte[] line) {
        EQUIVALENCE.check(line);
    }
}
