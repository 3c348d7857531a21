package io.otedama.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddressCounterTest {
    private final AddressCounter counter = new AddressCounter(2, 5);

    @Test
    void admitsUpToTheLimitOfAnAddressAndNotOneMore() {
        assertThat(counter.acquire(address("192.0.2.1"))).isEqualTo(AddressVerdict.ADMITTED);
        assertThat(counter.acquire(address("192.0.2.1"))).isEqualTo(AddressVerdict.ADMITTED);
        assertThat(counter.acquire(address("192.0.2.1"))).isEqualTo(AddressVerdict.ADDRESS_FULL);
        assertThat(counter.acquire(address("192.0.2.2"))).isEqualTo(AddressVerdict.ADMITTED);
        assertThat(counter.total()).isEqualTo(3);
        assertThat(counter.count(address("192.0.2.1"))).isEqualTo(2);
    }

    @Test
    void admitsUpToTheTotalAndNotOneMore() {
        for (int i = 1; i <= 5; i++) {
            assertThat(counter.acquire(address("192.0.2." + i))).isEqualTo(AddressVerdict.ADMITTED);
        }
        assertThat(counter.acquire(address("192.0.2.6"))).isEqualTo(AddressVerdict.POOL_FULL);
        assertThat(counter.total()).isEqualTo(5);
        assertThat(counter.addresses()).isEqualTo(5);
    }

    @Test
    void aReleaseMakesRoomAndForgetsTheAddress() {
        counter.acquire(address("192.0.2.1"));
        counter.acquire(address("192.0.2.1"));
        assertThat(counter.release(address("192.0.2.1"))).isTrue();
        assertThat(counter.acquire(address("192.0.2.1"))).isEqualTo(AddressVerdict.ADMITTED);
        counter.release(address("192.0.2.1"));
        counter.release(address("192.0.2.1"));
        assertThat(counter.total()).isZero();
        assertThat(counter.addresses()).isZero();
    }

    @Test
    void aReleaseOfNothingChangesNothing() {
        counter.acquire(address("192.0.2.1"));
        assertThat(counter.release(address("192.0.2.2"))).isFalse();
        assertThat(counter.total()).isEqualTo(1);
    }

    @Test
    void ipv6CountsByItsFirst64Bits() {
        assertThat(counter.acquire(address("2001:db8:0:1::1"))).isEqualTo(AddressVerdict.ADMITTED);
        assertThat(counter.acquire(address("2001:db8:0:1:ffff::2"))).isEqualTo(AddressVerdict.ADMITTED);
        assertThat(counter.acquire(address("2001:db8:0:1::3"))).isEqualTo(AddressVerdict.ADDRESS_FULL);
        assertThat(counter.acquire(address("2001:db8:0:2::1"))).isEqualTo(AddressVerdict.ADMITTED);
        assertThat(counter.addresses()).isEqualTo(2);
    }

    @Test
    void anIpv4AddressMappedIntoIpv6IsTheIpv4Address() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 192, 0, 2, 1};
        counter.acquire(mapped);
        assertThat(counter.count(address("192.0.2.1"))).isEqualTo(1);
        assertThat(counter.release(address("192.0.2.1"))).isTrue();
    }

    @Test
    void anIpv4AddressIsNotTheIpv6PrefixOfTheSameBits() {
        counter.acquire(new byte[] {0, 0, 0, 1});
        assertThat(counter.count(address("0:0:0:1::5"))).isZero();
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        counter.acquire(loopback);
        assertThat(counter.addresses()).isEqualTo(2);
    }

    @Test
    void otherLengthsAreRefusedAndNotCounted() {
        assertThatThrownBy(() -> counter.acquire(new byte[5])).isInstanceOf(IllegalArgumentException.class);
        assertThat(counter.total()).isZero();
    }

    @Test
    void limitsBelowOneAreRefused() {
        assertThatThrownBy(() -> new AddressCounter(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AddressCounter(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitsHoldWithManyThreadsAndNothingLeaks() throws InterruptedException {
        AddressCounter shared = new AddressCounter(3, 10);
        List<Thread> threads = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            SplittableRandom random = new SplittableRandom(t);
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    byte[] address = {10, 0, 0, (byte) random.nextInt(5)};
                    boolean admitted = shared.acquire(address) == AddressVerdict.ADMITTED;
                    if (shared.total() > 10) {
                        synchronized (wrong) {
                            wrong.add(shared.total() + " open");
                        }
                    }
                    if (admitted) {
                        shared.release(address);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
        assertThat(shared.total()).isZero();
        assertThat(shared.addresses()).isZero();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
