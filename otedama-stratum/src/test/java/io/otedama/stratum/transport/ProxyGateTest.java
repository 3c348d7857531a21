package io.otedama.stratum.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyGateTest {
    private final ProxyRig rig = new ProxyRig(2);

    @AfterEach
    void close() {
        rig.close();
        assertThat(rig.gate.waiting()).isZero();
    }

    private static byte[] followedBy(byte[] header, String text) {
        byte[] all = Arrays.copyOf(header, header.length + text.length());
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, all, header.length, text.length());
        return all;
    }

    private void expect(String address) throws Exception {
        assertThat(rig.known).containsExactly(InetAddress.getByName(address));
        assertThat(rig.through.toString(StandardCharsets.US_ASCII)).isEqualTo("{\"id\":1}");
        assertThat(rig.refused()).isZero();
        assertThat(rig.gate.waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, 1", "203.0.113.7, 1000", "2001:db8::7, 1", "2001:db8::7, 1000"})
    void bothVersionsSayWhereTheClientIs(String source, int piece) throws Exception {
        rig.feed(followedBy(ProxyHeaders.text(source), "{\"id\":1}"), piece);
        expect(source);
        ProxyRig second = new ProxyRig(1);
        second.feed(followedBy(ProxyHeaders.binary(source, 40), "{\"id\":1}"), piece);
        assertThat(second.known).containsExactly(InetAddress.getByName(source));
        assertThat(second.through.toString(StandardCharsets.US_ASCII)).isEqualTo("{\"id\":1}");
        second.close();
    }

    @Test
    void aProxyThatSpeaksForItselfIsKnownByItsOwnAddress() throws Exception {
        rig.feed(followedBy("PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII), "{\"id\":1}"));
        expect("127.0.0.1");
        for (byte[] header : new byte[][] {
            ProxyHeaders.binary(0x20, 0x00, new byte[0]), // LOCAL
            ProxyHeaders.binary(0x20, 0x11, new byte[12]), // LOCAL with an address that is not to be believed
            ProxyHeaders.binary(0x21, 0x00, new byte[0]), // unspecified
            ProxyHeaders.binary(0x21, 0x00, new byte[7])
        }) {
            ProxyRig other = new ProxyRig(1);
            other.feed(header);
            assertThat(other.known).containsExactly(ProxyRig.PROXY);
            other.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 203.0.113.7 192.0.2.1 5555\r\n",
                "PROXY TCP4 miner.example 192.0.2.1 5555 3333\r\n",
                "PROXY TCP4 2001:db8::7 2001:db8::1 5555 3333\r\n",
                "PROXY TCP4 203.0.113.7 192.0.2.1 5555 99999\r\n",
                "PROXY UDP4 203.0.113.7 192.0.2.1 5555 3333\r\n",
                "PROXY  TCP4 203.0.113.7 192.0.2.1 5555 3333\r\n",
                "\r\n\r\n\0\r\nQUIT\n\u0031\u0011\0\u000c............", // version 3
            })
    void whatIsNoHeaderEndsTheConnection(String text) {
        rig.feed(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(rig.known).isEmpty();
        assertThat(rig.channel.isOpen()).isFalse();
        assertThat(rig.refused()).isEqualTo(1);
    }

    @Test
    void aWordWithoutAnEndIsNoHeader() {
        rig.feed("{\"id\":1}\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(rig.channel.isOpen()).as("may become one").isTrue();
        rig.pass(1_100);
        assertThat(rig.channel.isOpen()).isFalse();
        assertThat(rig.refused()).isEqualTo(1);
    }

    @Test
    void otherTransportsThanTcpHaveNoMiners() {
        for (byte[] header : new byte[][] {
            ProxyHeaders.binary(0x21, 0x12, new byte[12]), // UDP over IPv4
            ProxyHeaders.binary(0x21, 0x31, new byte[216]) // a UNIX socket
        }) {
            ProxyRig other = new ProxyRig(1);
            other.feed(header);
            assertThat(other.known).isEmpty();
            assertThat(other.channel.isOpen()).isFalse();
            assertThat(other.refused()).isEqualTo(1);
        }
    }

    @Test
    void aHeaderIsBounded() throws Exception {
        ProxyRig longest = new ProxyRig(1);
        longest.feed(ProxyHeaders.binary("203.0.113.7", ProxyGate.MAX_TLV_BYTES));
        assertThat(longest.known).hasSize(1);
        longest.close();
        rig.feed(ProxyHeaders.binary(0x21, 0x11, new byte[216 + ProxyGate.MAX_TLV_BYTES + 1]), 16);
        assertThat(rig.channel.isOpen())
                .as("refused by its length, before it has come")
                .isFalse();
        ProxyRig text = new ProxyRig(1);
        text.feed(("PROXY TCP4 " + "1".repeat(200) + "\r\n").getBytes(StandardCharsets.US_ASCII), 10);
        assertThat(text.channel.isOpen()).isFalse();
        assertThat(text.refused()).isEqualTo(1);
    }

    @Test
    void aHeaderThatDoesNotComeInTimeEndsTheConnection() {
        rig.feed("PROXY TCP4 203".getBytes(StandardCharsets.US_ASCII));
        rig.pass(900);
        assertThat(rig.channel.isOpen()).isTrue();
        rig.pass(200);
        assertThat(rig.channel.isOpen()).isFalse();
        assertThat(rig.refused()).isEqualTo(1);
    }

    @Test
    void onlySoManyMayWait() {
        EmbeddedChannel second = rig.open();
        EmbeddedChannel third = rig.open();
        assertThat(rig.gate.waiting()).isEqualTo(2);
        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isFalse();
        assertThat(rig.refused()).isEqualTo(1);
        rig.feed(ProxyHeaders.text("203.0.113.7"));
        EmbeddedChannel fourth = rig.open();
        assertThat(fourth.isOpen()).as("there is room again").isTrue();
        second.close();
        fourth.close();
    }

    @Test
    void onlyConfiguredNetworksAreProxies() throws Exception {
        assertThat(rig.gate.isProxy(InetAddress.getByName("127.9.9.9"))).isTrue();
        assertThat(rig.gate.isProxy(InetAddress.getByName("128.0.0.1"))).isFalse();
        assertThat(rig.gate.isProxy(InetAddress.getByName("::1"))).isFalse();
    }
}
