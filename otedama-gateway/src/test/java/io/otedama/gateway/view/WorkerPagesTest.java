package io.otedama.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.WorkerSnapshot;
import io.otedama.chain.Difficulty;
import io.otedama.metrics.HashrateSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerPagesTest {
    private static final int MANY = 5_000;

    private static WorkerSnapshot worker(int i) {
        return new WorkerSnapshot(
                i,
                String.format("farm%02d.w%04d", i % 50, i),
                "farm" + i % 50,
                true,
                Difficulty.of(1),
                null,
                i % 101,
                0,
                i * 37L % 5_003,
                new HashrateSnapshot(0, (i * 7_919L) % 500, 0, 0));
    }

    private static List<WorkerSnapshot> sorted(WorkerOrder order, int count) {
        return IntStream.range(0, count)
                .mapToObj(WorkerPagesTest::worker)
                .sorted(order)
                .toList();
    }

    private static List<WorkerView> walk(List<WorkerSnapshot> all, WorkerOrder order, boolean descending, int limit) {
        List<WorkerView> seen = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<WorkerView> page = WorkerPages.page(all, order, descending, "", cursor, limit);
            seen.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return seen;
    }

    @ParameterizedTest
    @CsvSource({
        "NAME,false",
        "NAME,true",
        "HASHRATE,true",
        "HASHRATE,false",
        "ACCEPTED,true",
        "LAST_SHARE,false",
        "REJECTED,true",
        "DIFFICULTY,true"
    })
    void pagesShowEverybodyOnceInOrder(WorkerOrder order, boolean descending) {
        List<WorkerSnapshot> all = sorted(order, MANY);
        List<String> expected = all.stream().map(WorkerSnapshot::name).toList();
        List<String> seen =
                walk(all, order, descending, 500).stream().map(WorkerView::name).toList();
        if (descending) {
            List<String> backwards = new ArrayList<>(expected);
            java.util.Collections.reverse(backwards);
            expected = backwards;
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void aCursorHoldsItsPlaceWhileWorkersComeAndGo() {
        List<WorkerSnapshot> all = new ArrayList<>(sorted(WorkerOrder.NAME, 100));
        Page<WorkerView> first = WorkerPages.page(all, WorkerOrder.NAME, false, "", null, 10);
        WorkerSnapshot next = all.get(10);
        all.remove(9); // the last one shown has left
        all.remove(0);
        all.add(worker(0));
        all.add(worker(9_999));
        all.sort(Comparator.comparing(WorkerSnapshot::name));
        Page<WorkerView> second = WorkerPages.page(all, WorkerOrder.NAME, false, "", first.next(), 10);
        assertThat(second.items().get(0).name()).isEqualTo(next.name());
    }

    @Test
    void aSearchFindsPartsOfNamesInAnyCase() {
        List<WorkerSnapshot> all = sorted(WorkerOrder.NAME, MANY);
        Page<WorkerView> found = WorkerPages.page(all, WorkerOrder.NAME, false, "FARM07.w0", null, 500);
        assertThat(found.items()).hasSize(20).allMatch(w -> w.name().startsWith("farm07.w0"));
        assertThat(found.next()).isNull();
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        List<WorkerSnapshot> all = sorted(WorkerOrder.NAME, 100);
        @Nullable
        String cursor =
                WorkerPages.page(all, WorkerOrder.NAME, false, "", null, 10).next();
        for (boolean descending : new boolean[] {true, false}) {
            assertThatThrownBy(() -> WorkerPages.page(all, WorkerOrder.ACCEPTED, descending, "", cursor, 10))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> WorkerPages.page(all, WorkerOrder.NAME, true, "", cursor, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WorkerPages.page(all, WorkerOrder.NAME, false, "", "%%%", 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cursor.parts("A".repeat(Cursor.MAX_CHARS + 1), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
