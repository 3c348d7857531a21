package io.otedama.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.otedama.error.NodeException;
import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.node.rpc.CallGate.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallCircuitTest {
    private static final NodeException SILENCE = new NodeException("h:1 did not answer x within 5000 ms");

    private final AtomicLong nowNs = new AtomicLong(-5);
    private final AtomicInteger sent = new AtomicInteger();
    private final CallCircuit circuit = new CallCircuit("h:1", CircuitLimits.DEFAULT, nowNs::get);

    private Supplier<String> answer() {
        return () -> "answer " + sent.incrementAndGet();
    }

    private Supplier<String> throwing(RuntimeException e) {
        return () -> {
            sent.incrementAndGet();
            throw e;
        };
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(catchThrowable(() -> circuit.pass(Kind.USUAL, throwing(SILENCE))))
                    .isSameAs(SILENCE);
        }
    }

    private void open() {
        fail(CircuitLimits.DEFAULT.minimumCalls());
        assertThat(circuit.state().word()).isEqualTo("open");
    }

    private void advance(Duration time) {
        nowNs.addAndGet(time.toNanos());
    }

    private void isHeldBack(Kind kind) {
        int before = sent.get();
        assertThatThrownBy(() -> circuit.pass(kind, answer()))
                .isInstanceOf(CircuitOpenException.class)
                .hasMessageContaining("did not answer x")
                .hasMessageContaining("left alone");
        assertThat(sent).hasValue(before);
    }

    @Test
    void opensAtTheLimitAndNotBefore() {
        fail(CircuitLimits.DEFAULT.minimumCalls() - 1);
        assertThat(circuit.state().isClosed()).isTrue();
        fail(1);
        assertThat(circuit.state().word()).isEqualTo("open");
        assertThat(circuit.state().failureRatePercent()).isEqualTo(100);
        assertThat(circuit.state().lastError()).isEqualTo(SILENCE.getMessage());
        isHeldBack(Kind.USUAL);
        isHeldBack(Kind.PATIENT);
    }

    @Test
    void fourFailuresOfTenDoNotOpenAndFiveDo() {
        for (int i = 0; i < 6; i++) {
            circuit.pass(Kind.USUAL, answer());
        }
        fail(4);
        assertThat(circuit.state().isClosed()).isTrue();
        assertThat(circuit.state().failureRatePercent()).isEqualTo(40);
        fail(1);
        assertThat(circuit.state().word()).isEqualTo("open");
    }

    @Test
    void oneProbeGoesOutAfterThePauseAndItsAnswerCloses() {
        open();
        advance(CircuitLimits.DEFAULT.openFirst());
        isHeldBack(Kind.USUAL);
        advance(Duration.ofMillis(1));
        String answered = circuit.pass(Kind.USUAL, () -> {
            assertThat(circuit.state().word()).isEqualTo("half-open");
            isHeldBack(Kind.USUAL);
            isHeldBack(Kind.PATIENT);
            return answer().get();
        });
        assertThat(answered).startsWith("answer");
        assertThat(circuit.state().isClosed()).isTrue();
        assertThat(circuit.state().answeredNs()).isEqualTo(nowNs.get());
        circuit.pass(Kind.PATIENT, answer());
    }

    @Test
    void thePauseDoublesUpToItsLimit() {
        open();
        Duration pause = CircuitLimits.DEFAULT.openFirst();
        for (int probe = 0; probe < 6; probe++) {
            advance(pause);
            isHeldBack(Kind.USUAL);
            advance(Duration.ofMillis(1));
            fail(1);
            isHeldBack(Kind.USUAL);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(CircuitLimits.DEFAULT.openMax()) < 0 ? doubled : CircuitLimits.DEFAULT.openMax();
        }
        assertThat(pause).isEqualTo(CircuitLimits.DEFAULT.openMax());
        advance(pause.plusMillis(1));
        circuit.pass(Kind.USUAL, answer());
        open();
        advance(CircuitLimits.DEFAULT.openFirst().plusMillis(1));
        circuit.pass(Kind.USUAL, answer()); // short again
    }

    @Test
    void rule13_urgentCallsAreNeverHeldBackAndAnAnswerCloses() {
        open();
        assertThatThrownBy(() -> circuit.pass(Kind.URGENT, throwing(SILENCE))).isSameAs(SILENCE);
        isHeldBack(Kind.USUAL);
        assertThat(circuit.pass(Kind.URGENT, answer())).startsWith("answer");
        assertThat(circuit.state().isClosed()).isTrue();
        circuit.pass(Kind.USUAL, answer());
    }

    @Test
    void failuresOfUrgentCallsCount() {
        for (int i = 0; i < CircuitLimits.DEFAULT.minimumCalls(); i++) {
            assertThatThrownBy(() -> circuit.pass(Kind.URGENT, throwing(SILENCE)))
                    .isSameAs(SILENCE);
        }
        isHeldBack(Kind.USUAL);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -5, -10, -28, -32601})
    void anErrorIsAnAnswer(int code) {
        RpcException error = new RpcException("h:1", "x", code, "no");
        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowable(() -> circuit.pass(Kind.USUAL, throwing(error))))
                    .isSameAs(error);
        }
        assertThat(circuit.state().failureRatePercent()).isZero();
        assertThat(circuit.state().lastError()).isEmpty();
    }

    @Test
    void aRefusedPasswordIsAnAnswer() {
        UnauthorizedException refused = new UnauthorizedException("h:1");
        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowable(() -> circuit.pass(Kind.USUAL, throwing(refused))))
                    .isSameAs(refused);
        }
        assertThat(circuit.state().isClosed()).isTrue();
    }

    @Test
    void theSilenceOfALongPollCountsForNothing() {
        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowable(() -> circuit.pass(Kind.PATIENT, throwing(SILENCE))))
                    .isSameAs(SILENCE);
        }
        assertThat(circuit.state().isClosed()).isTrue();
        assertThat(circuit.state().answered()).isFalse();
    }

    @Test
    void whatWeBreakOffCountsForNothingAndGivesItsTurnBack() {
        open();
        advance(CircuitLimits.DEFAULT.openFirst().plusMillis(1));
        BrokenOffException ours = new BrokenOffException("closed");
        assertThat(catchThrowable(() -> circuit.pass(Kind.USUAL, throwing(ours))))
                .isSameAs(ours);
        assertThat(circuit.state().word()).isEqualTo("half-open");
        IllegalArgumentException mistake = new IllegalArgumentException("ours, too");
        assertThat(catchThrowable(() -> circuit.pass(Kind.USUAL, throwing(mistake))))
                .isSameAs(mistake);
        circuit.pass(Kind.USUAL, answer());
        assertThat(circuit.state().isClosed()).isTrue();
    }

    @Test
    void theWalletsWordsForAnOutageMeanTheSame() {
        WalletException refused = new WalletException(Reason.REFUSED, "dust");
        WalletException warm =
                new WalletException(Reason.UNREACHABLE, "x", new RpcException("h:1", "x", RpcException.WARM_UP, "y"));
        WalletException silent = new WalletException(Reason.UNREACHABLE, "h:1 did not answer x", SILENCE);
        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowable(() -> circuit.pass(Kind.USUAL, throwing(refused))))
                    .isSameAs(refused);
            assertThat(catchThrowable(() -> circuit.pass(Kind.USUAL, throwing(warm))))
                    .isSameAs(warm);
        }
        assertThat(circuit.state().failureRatePercent()).isZero();
        for (int i = 0; i < CircuitLimits.DEFAULT.minimumCalls(); i++) {
            assertThat(catchThrowable(() -> circuit.pass(Kind.USUAL, throwing(silent))))
                    .isSameAs(silent);
        }
        isHeldBack(Kind.USUAL);
    }
}
