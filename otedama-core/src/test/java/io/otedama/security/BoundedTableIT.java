package io.otedama.security;

import static io.otedama.security.GuardedNetwork.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RULE 21, the other side: many addresses cost no more memory than is allowed, and do not wash away who did harm. */
class BoundedTableIT {
    private record Weighed(int key, long weight) implements BoundedTable.Ranked {
        @Override
        public long interest(long nowNs, long nowMillis) {
            return weight;
        }
    }

    @Test
    void atTheLimitAllStayAndOneMoreTakesAPlace() {
        List<Weighed> forgotten = new ArrayList<>();
        BoundedTable<Integer, Weighed> table = new BoundedTable<>(100, forgotten::add);
        for (int i = 0; i < 100; i++) {
            table.get(i, key -> new Weighed(key, 7), 0, 0);
        }
        assertThat(table.size()).isEqualTo(100);
        assertThat(forgotten).isEmpty();
        table.get(100, key -> new Weighed(key, 7), 0, 0);
        assertThat(table.size()).isEqualTo(100);
        assertThat(forgotten).hasSize(1);
        assertThat(table.find(forgotten.get(0).key())).isNull();
        assertThat(table.find(100)).isNotNull();
    }

    @Test
    void theLeastInterestingMakesRoom() {
        List<Weighed> forgotten = new ArrayList<>();
        BoundedTable<Integer, Weighed> table = new BoundedTable<>(BoundedTable.SAMPLE, forgotten::add);
        for (int i = 0; i < BoundedTable.SAMPLE; i++) {
            table.get(i, key -> new Weighed(key, 1 + (key + 5) % BoundedTable.SAMPLE), 0, 0);
        }
        table.get(50, key -> new Weighed(key, 100), 0, 0);
        assertThat(forgotten).containsExactly(new Weighed(11, 1));
    }

    @Test
    void aMillionAddressesTakeNoMoreRoomThanAllowedAndTheBadOnesAreRemembered() {
        int max = 4_096;
        GuardedNetwork net = new GuardedNetwork(
                config -> config.maxAddresses(max).maxSubnets(max).maxBans(64));
        int bad = 100;
        for (int i = 0; i < bad; i++) {
            for (int j = 0; j < 15; j++) {
                net.guard.onMisbehaviour(numbered(i), null, Misbehaviour.MALFORMED);
            }
        }
        for (int i = bad; i < 1_000_000; i++) {
            net.guard.admit(numbered(i));
        }
        assertThat(net.guard.remembered()).isLessThanOrEqualTo(2 * max);
        int remembered = 0;
        for (int i = 0; i < bad; i++) {
            remembered += net.guard
                            .standing(numbered(i).getHostAddress())
                            .filter(standing -> standing.score() == -75)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(remembered).isEqualTo(bad);
    }

    @Test
    void manyBannedAddressesTakeNoMoreRoomThanAllowed() {
        GuardedNetwork net = new GuardedNetwork(
                config -> config.maxAddresses(512).maxSubnets(512).maxBans(512).points(Misbehaviour.OVERSIZED, 100));
        for (int i = 0; i < 20_000; i++) {
            net.guard.onMisbehaviour(numbered(i), null, Misbehaviour.OVERSIZED);
        }
        assertThat(net.guard.remembered()).isLessThanOrEqualTo(3 * 512);
        assertThat(net.guard.isBanned(numbered(19_999))).isTrue();
    }

    @Test
    void workersOfForgottenPairsNoLongerCountForTheirAddress() {
        GuardedNetwork net = new GuardedNetwork(config -> config.maxWorkers(8));
        for (int i = 0; i < 1_000; i++) {
            GuardedConnection connection = net.guard.open(numbered(1));
            connection.worker("name" + i);
            connection.close(0);
        }
        assertThat(net.guard.remembered()).isEqualTo(1 + 1 + 8);
    }
}
