package io.otedama.security;

import io.otedama.spi.GuardRecord;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.spi.PoolControl.Standing;
import io.otedama.spi.PoolControl.StandingEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a guard knows, in words that people and stores understand. Any thread; looks through the tables. */
final class GuardArchive {
    private final GuardJudge judge;

    GuardArchive(GuardJudge judge) {
        this.judge = judge;
    }

    // ---- subjects: NETWORK, or NETWORK and WORKER

    private record Subject(AddressRange network, @Nullable String worker) {
        @Override
        public String toString() {
            return worker == null ? network.toString() : network + " " + worker;
        }
    }

    private static @Nullable Subject parse(String text) {
        int space = text.indexOf(' ');
        try {
            AddressRange network = AddressRange.parse(space < 0 ? text : text.substring(0, space));
            return new Subject(network, space < 0 ? null : text.substring(space + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The one spelling of a subject; a text that is none stays as it is. */
    String canonical(String text) {
        Subject subject = parse(text);
        return subject == null ? text : subject.toString();
    }

    // ---- standing

    Optional<Standing> standing(String text) {
        Subject subject = parse(text);
        List<GuardRecord> found = new ArrayList<>();
        if (subject == null) {
            judge.workers.forEach(entry -> {
                if (entry.key().worker().equals(text)) {
                    found.add(record(entry));
                }
            });
        } else {
            found.addAll(known(subject, this::told));
        }
        List<BanRecord> bans = judge.bans.all().stream()
                .filter(ban -> subject == null
                        ? text.equals(ban.worker())
                        : ban.subject().equals(subject.toString()))
                .toList();
        Ban cover = subject == null ? null : cover(subject);
        return Standings.of(text, found, bans, cover, judge.clock.epochMillis());
    }

    private List<GuardRecord> known(Subject subject, Function<AddressEntry, GuardRecord> ofAddress) {
        Source source = sourceOf(subject.network());
        if (source == null) {
            return List.of();
        }
        String name = subject.worker();
        if (name == null) {
            AddressEntry entry = judge.addresses.find(source);
            return entry == null ? List.of() : List.of(ofAddress.apply(entry));
        }
        WorkerEntry entry = judge.workers.find(new WorkerEntry.Key(source, name));
        return entry == null ? List.of() : List.of(record(entry));
    }

    /** An IPv6 address is known by its /64. */
    private static @Nullable Source sourceOf(AddressRange network) {
        boolean address = network.prefixBits() == 8 * network.firstAddress().length;
        return address ? Source.of(network.firstAddress()) : Source.of(network);
    }

    private @Nullable Ban cover(Subject subject) {
        Source source = sourceOf(subject.network());
        if (source == null) {
            return null;
        }
        BanRecord ban = judge.banOf(subject.network().firstAddress(), source, subject.worker());
        return ban == null ? null : ban.view();
    }

    // ---- records

    private GuardRecord told(AddressEntry entry) {
        long now = judge.clock.epochMillis();
        synchronized (entry) {
            Conduct conduct = entry.conduct(now);
            return record(entry.source().text(), conduct, conduct.events(), now);
        }
    }

    private GuardRecord kept(AddressEntry entry) {
        return entry.record(judge.clock.epochMillis());
    }

    private GuardRecord record(WorkerEntry entry) {
        long now = judge.clock.epochMillis();
        synchronized (entry) {
            String subject = entry.key().source().text() + " " + entry.key().worker();
            return record(subject, entry.conduct(), entry.conduct().events(), now);
        }
    }

    static GuardRecord record(String subject, Conduct conduct, List<StandingEvent> events, long now) {
        String step = conduct.step(now).name();
        return new GuardRecord(
                subject, conduct.goodMilli(), conduct.badMilli(), step, conduct.atMillis(), events, null);
    }

    List<GuardRecord> records(int most) {
        Map<String, GuardRecord> all = new LinkedHashMap<>();
        long lately = judge.clock.epochMillis() - judge.config.banMemory().toMillis();
        judge.addresses.forEach(entry -> put(all, kept(entry), entry.workedSince(lately)));
        judge.workers.forEach(entry -> put(all, record(entry), false));
        for (BanRecord ban : judge.bans.all()) {
            GuardRecord known = all.get(ban.subject());
            GuardRecord record = known == null ? conductOf(ban) : known;
            all.put(ban.subject(), record.withBan(ban.view()));
        }
        return all.values().stream()
                .sorted(Comparator.comparingLong((GuardRecord record) -> record.ban() == null ? 0 : 1)
                        .thenComparingLong(GuardRecord::badMilli)
                        .thenComparingLong(GuardArchive::lastMillis)
                        .reversed())
                .limit(most)
                .toList();
    }

    private static void put(Map<String, GuardRecord> all, GuardRecord record, boolean works) {
        if (works || record.badMilli() >= 1_000) {
            all.put(record.subject(), record);
        }
    }

    private static long lastMillis(GuardRecord record) {
        return record.events().isEmpty() ? 0 : record.events().get(0).epochMillis();
    }

    /** What led to a ban, as far as it is remembered: the points are forgiven by then, the events are not. */
    private GuardRecord conductOf(BanRecord ban) {
        return known(new Subject(ban.network(), ban.worker()), this::kept).stream()
                .findFirst()
                .orElseGet(() -> new GuardRecord(
                        ban.subject(), 0, 0, GuardStep.NONE.name(), ban.sinceMillis(), List.<StandingEvent>of(), null));
    }

    /** Takes in what a store kept; what is no subject, or was kept by a future version, is passed over. */
    void restore(GuardRecord record) {
        Subject subject = parse(record.subject());
        if (subject == null) {
            return;
        }
        long now = judge.clock.epochMillis();
        Source source = Source.of(subject.network());
        if (source != null && (record.badMilli() > 0 || !record.events().isEmpty())) {
            restore(notLater(record, now), judge.address(source), subject.worker(), now);
        }
        Ban ban = record.ban();
        if (ban != null) {
            BanRecord kept = new BanRecord(
                    subject.network(),
                    subject.worker(),
                    ban.sinceMillis(),
                    ban.untilMillis(),
                    ban.times(),
                    ban.reason());
            judge.bans.recall(kept, now);
            judge.keepOut(kept, kept.untilMillis());
        }
    }

    /** A clock that was set back must not make what happened before it last. */
    private static GuardRecord notLater(GuardRecord record, long now) {
        List<StandingEvent> events = record.events().stream()
                .map(event -> event.epochMillis() <= now
                        ? event
                        : new StandingEvent(now, event.kind(), event.times(), event.points()))
                .toList();
        return new GuardRecord(
                record.subject(),
                record.goodMilli(),
                record.badMilli(),
                record.step(),
                Math.min(record.atMillis(), now),
                events,
                record.ban());
    }

    private void restore(GuardRecord record, AddressEntry address, @Nullable String worker, long now) {
        if (worker == null) {
            address.restore(record, now);
            return;
        }
        WorkerEntry entry = judge.worker(address, worker);
        synchronized (entry) {
            entry.conduct()
                    .restore(
                            record.goodMilli(),
                            record.badMilli(),
                            Standings.stepOf(record.step()),
                            record.atMillis(),
                            record.events());
        }
    }
}
