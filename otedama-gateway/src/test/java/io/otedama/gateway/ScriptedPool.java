package io.otedama.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** What a scripted gateway says of a pool: any number of workers with any names, the same figures for the same number. */
final class ScriptedPool {
    static final long MINUTE = 60_000;
    static final long DAY = 24 * 60 * MINUTE;
    private static final long COIN = 100_000_000;
    private static final double TERA = 1e12;
    private static final String CHARS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    final List<JsonObject> workers;
    final List<JsonObject> blocks;
    final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final long now = System.currentTimeMillis();
    private volatile double hashrate;

    private ScriptedPool(List<String> names, int blocks) {
        this.workers = IntStream.range(0, names.size())
                .mapToObj(i -> worker(names.get(i), i))
                .toList();
        this.blocks = IntStream.range(0, blocks).mapToObj(this::block).toList();
        this.hashrate = workers.stream().mapToDouble(ScriptedPool::rate).sum();
        for (int i = blocks - 1; i >= 0; i--) {
            addEvents(this.blocks.get(i), i);
        }
    }

    /** Nobody came yet. */
    static ScriptedPool empty() {
        return new ScriptedPool(List.of(), 0);
    }

    /** Ten workers for each address. */
    static ScriptedPool of(int workers) {
        return new ScriptedPool(
                IntStream.range(0, workers)
                        .mapToObj(i -> address(i / 10) + String.format(Locale.ROOT, ".rig%02d", i % 10))
                        .toList(),
                12);
    }

    static ScriptedPool named(List<String> names) {
        return new ScriptedPool(names, names.size());
    }

    static String address(int number) {
        StringBuilder text = new StringBuilder("ltc1q");
        long state = 0x9E3779B97F4A7C15L * (number + 1);
        for (int i = 0; i < 38; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            text.append(CHARS.charAt((int) (state >>> 59)));
        }
        return text.toString();
    }

    void hashrate(double value) {
        hashrate = value;
    }

    private static double rate(JsonObject worker) {
        return worker.getJsonObject("hashrate").getDouble("fiveMinutes");
    }

    private static JsonObject windows(double rate) {
        return new JsonObject()
                .put("oneMinute", rate * 1.04)
                .put("fiveMinutes", rate)
                .put("oneHour", rate * 0.97)
                .put("oneDay", rate * 0.93);
    }

    private static String accountOf(String worker) {
        int dot = worker.indexOf('.');
        return dot < 0 ? worker : worker.substring(0, dot);
    }

    private JsonObject worker(String name, int i) {
        boolean connected = i % 7 != 6;
        return new JsonObject()
                .put("name", name)
                .put("account", accountOf(name))
                .put("connected", connected)
                .put("difficulty", connected ? Integer.toString(16_384 << (i % 4)) : null)
                .put("fixedDifficulty", i % 50 == 49 ? "65536" : null)
                .put("acceptedShares", 1_000 + (i * 7_919L) % 90_001)
                .put("rejectedShares", i * 31L % 97)
                .put("lastShareAt", lastShare(connected, i))
                .put("hashrate", windows(connected ? (80 + i * 37 % 61) * TERA / 10 : 0));
    }

    private Long lastShare(boolean connected, int i) {
        if (connected) {
            return now - i % 60 * 1_000L;
        }
        return i % 14 == 6 ? null : Long.valueOf(now - i % 90 * MINUTE);
    }

    private static long number(JsonObject worker, String key) {
        Object value = worker.getValue(key);
        return value == null ? 0 : Long.parseLong(value.toString());
    }

    private JsonObject block(int i) {
        String[] status = {"FOUND", "IN_CHAIN", "IN_CHAIN", "ORPHANED"};
        String is = i < status.length ? status[i] : "MATURE";
        String finder = workers.isEmpty() ? "" : workers.get(i % workers.size()).getString("account");
        String hash =
                String.format(Locale.ROOT, "%016x%032x%016x", 0, 0x5bd1e995L * (i + 3), 0xc2b2ae3d27d4eb4fL * (i + 1));
        return new JsonObject()
                .put("hash", hash)
                .put("height", 2_931_482 - i * 173)
                .put("status", is)
                .put("value", 6 * COIN + 25_000_000 + i * 1_234_567L)
                .put("finder", finder)
                .put("foundAt", now - i * 7 * 60 * MINUTE - 3 * MINUTE)
                .put("confirmations", is.equals("ORPHANED") || is.equals("FOUND") ? null : i * 173)
                .put("effortPercent", 41.5 + i * 53 % 190);
    }

    private void addEvents(JsonObject block, int i) {
        long at = block.getLong("foundAt");
        event(at - MINUTE, "job", Map.of("jobId", "a" + i, "height", block.getInteger("height"), "newBlock", true));
        event(
                at,
                "block-found",
                Map.of(
                        "hash",
                        block.getString("hash"),
                        "height",
                        block.getInteger("height"),
                        "worker",
                        workers.isEmpty() ? "" : workers.get(i % workers.size()).getString("name"),
                        "value",
                        block.getLong("value")));
        event(
                at + 900,
                "block-submitted",
                Map.of("hash", block.getString("hash"), "height", block.getInteger("height"), "accepted", true));
        if (i % 5 == 3) {
            event(
                    at + MINUTE,
                    "alarm",
                    Map.of(
                            "kind",
                            "hashrate-jump",
                            "subject",
                            address(i),
                            "detail",
                            "twice the hashrate within 5 minutes"));
        }
    }

    /** A block is found now: it is the newest event. */
    void found(String worker) {
        event(
                System.currentTimeMillis(),
                "block-found",
                Map.of("height", 2_931_999, "worker", worker, "value", 6 * COIN));
    }

    private synchronized void event(long at, String type, Map<String, Object> details) {
        JsonObject event = new JsonObject()
                .put("id", 1_000_000L + events.size())
                .put("at", at)
                .put("type", type);
        details.forEach(event::put);
        events.add(event);
    }

    JsonObject pool() {
        long accepted =
                workers.stream().mapToLong(w -> w.getLong("acceptedShares")).sum();
        boolean some = !blocks.isEmpty();
        return new JsonObject()
                .put("name", "Juggler's pool")
                .put("state", "RUNNING")
                .put("network", "litecoin-regtest")
                .put("algorithm", "scrypt")
                .put("coinUnit", "LTC")
                .put("height", some ? 2_931_483 : null)
                .put("jobId", some ? "3f21" : null)
                .put("jobAt", some ? now - 23_000 : null)
                .put("networkDifficulty", "38472615.22")
                .put("connections", (int)
                        workers.stream().filter(w -> w.getBoolean("connected")).count())
                .put("workers", workers.size())
                .put("miners", (int) workers.stream()
                        .map(w -> w.getString("account"))
                        .distinct()
                        .count())
                .put("hashrate", windows(hashrate))
                .put("acceptedShares", accepted)
                .put("rejectedShares", accepted / 400)
                .put("blocks", blocks.size())
                .put(
                        "earned",
                        blocks.stream().mapToLong(b -> b.getLong("value")).sum())
                .put("luck", new JsonObject().put("blocks", some ? 8 : 0).put("percent", some ? 112.4 : null))
                .put("payout", "PPLNS over 2 network difficulties, fee 1 %")
                .put("startedAt", now - 3 * DAY)
                .put("version", "0.1.0")
                .put(
                        "stratum",
                        new JsonArray().add("stratum+tcp://127.0.0.1:3333").add("stratum+ssl://127.0.0.1:3334"));
    }

    JsonArray components() {
        return new JsonArray()
                .add(component("journal", "UP", "record 48,211,904 is durable")
                        .put("facts", new JsonObject().put("segments", "12").put("fsync p99", "3.1 ms")))
                .add(component("node", "DEGRADED", "one of two nodes answers")
                        .put(
                                "parts",
                                new JsonArray()
                                        .add(component("127.0.0.1:9332", "UP", "height 2931482, 14 peers"))
                                        .add(component("127.0.0.1:9432", "DOWN", "connection refused, circuit open"))))
                .add(component("stratum", "UP", "2 ports"))
                .add(component("store", "UP", "0.4 s behind the journal"))
                .add(component("wallet", "UP", "unlocked"));
    }

    private static JsonObject component(String name, String status, String detail) {
        return new JsonObject()
                .put("component", name)
                .put("status", status)
                .put("detail", detail)
                .put("facts", new JsonObject())
                .put("parts", new JsonArray());
    }

    JsonObject series(double scale) {
        JsonArray items = new JsonArray();
        long bucket = 5 * MINUTE;
        long end = now / bucket * bucket;
        for (int i = workers.isEmpty() ? 0 : 288; i >= 1; i--) {
            double wave = 1 + 0.10 * Math.sin(i / 23.0) + 0.05 * Math.sin(i / 3.1) + (i > 150 && i < 158 ? -0.45 : 0);
            items.add(new JsonObject()
                    .put("at", end - i * bucket)
                    .put("hashrate", scale * wave)
                    .put("shares", 900 + i));
        }
        return new JsonObject().put("account", null).put("bucketMillis", bucket).put("items", items);
    }

    double hashrate() {
        return hashrate;
    }

    List<JsonObject> workers(String search, String sort, String order) {
        Comparator<JsonObject> by = switch (sort) {
            case "hashrate" -> Comparator.comparingDouble(ScriptedPool::rate);
            case "accepted" -> Comparator.comparingLong(w -> number(w, "acceptedShares"));
            case "rejected" -> Comparator.comparingLong(w -> number(w, "rejectedShares"));
            case "difficulty" -> Comparator.comparingLong(w -> number(w, "difficulty"));
            case "lastShare" -> Comparator.comparingLong(w -> number(w, "lastShareAt"));
            default -> Comparator.comparing(w -> "");
        };
        Comparator<JsonObject> whole = by.thenComparing(w -> w.getString("name"));
        List<JsonObject> found = new ArrayList<>(workers.stream()
                .filter(w -> w.getString("name").toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)))
                .toList());
        found.sort(order.equals("desc") ? whole.reversed() : whole);
        return found;
    }

    JsonObject miner(String account) {
        List<JsonObject> own = workersOf(account);
        long accepted = own.stream().mapToLong(w -> w.getLong("acceptedShares")).sum();
        return new JsonObject()
                .put("account", account)
                .put("workers", own.size())
                .put("connected", (int)
                        own.stream().filter(w -> w.getBoolean("connected")).count())
                .put(
                        "hashrate",
                        windows(own.stream().mapToDouble(ScriptedPool::rate).sum()))
                .put("acceptedShares", accepted)
                .put("rejectedShares", accepted / 300)
                .put("lastShareAt", now - 4_000)
                .put(
                        "balance",
                        new JsonObject()
                                .put("immature", 31_415_926L)
                                .put("payable", 1_271_828_182L)
                                .put("paying", 0)
                                .put("paid", 123_456_789_012L));
    }

    List<JsonObject> workersOf(String account) {
        return workers.stream()
                .filter(w -> w.getString("account").equals(account))
                .toList();
    }

    List<JsonObject> credits() {
        return blocks.stream()
                .limit(8)
                .map(
                        block -> new JsonObject()
                                .put("block", block.getString("hash"))
                                .put("height", block.getInteger("height"))
                                .put("status", block.getString("status"))
                                .put("owed", block.getLong("value") / 41)
                                .put("direct", 0)
                                .put("percent", 2.439)
                                .put(
                                        "explanation",
                                        "Of the work in the window of this block 2.439 % was yours: 4,112 shares of difficulty 32,768. <b>Not bold</b>."))
                .toList();
    }

    List<JsonObject> payments() {
        return blocks.stream()
                .skip(4)
                .map(block -> new JsonObject()
                        .put("id", block.getInteger("height"))
                        .put("decidedAt", block.getLong("foundAt") + 40 * MINUTE)
                        .put("status", block == blocks.get(4) ? "BROADCAST" : "CONFIRMED")
                        .put(
                                "txid",
                                new StringBuilder(block.getString("hash"))
                                        .reverse()
                                        .toString())
                        .put("fee", 2_260)
                        .put("debited", block.getLong("value") / 3)
                        .put("payees", 214)
                        .put("sent", block.getLong("value") / 3 - 2_260))
                .toList();
    }

    List<JsonObject> rounds() {
        return IntStream.range(0, blocks.isEmpty() ? 0 : blocks.size() + 1)
                .mapToObj(i -> new JsonObject()
                        .put("block", i == 0 ? null : blocks.get(i - 1).getString("hash"))
                        .put("height", i == 0 ? null : blocks.get(i - 1).getInteger("height"))
                        .put("startedAt", now - (i + 1) * 7 * 60 * MINUTE)
                        .put("endedAt", i == 0 ? null : now - i * 7 * 60 * MINUTE)
                        .put("shares", 81_000 + i * 977)
                        .put("work", "165238461298374612" + i)
                        .put("networkWork", "1552384612983746120")
                        .put("effortPercent", 35.5 + i * 29 % 140))
                .toList();
    }
}
