package io.otedama.bench.attack;

/** Lines that several attacks send. */
final class V1Lines {
    private V1Lines() {}

    static String subscribe() {
        return "{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"attacker/1\"]}\n";
    }

    static String authorize(int id, String user) {
        return "{\"id\":" + id + ",\"method\":\"mining.authorize\",\"params\":[\"" + user + "\",\"x\"]}\n";
    }

    static String submit(int id, String user, String job, String extranonce2, String time, String nonce) {
        return "{\"id\":" + id + ",\"method\":\"mining.submit\",\"params\":[\"" + user + "\",\"" + job + "\",\""
                + extranonce2 + "\",\"" + time + "\",\"" + nonce + "\"]}\n";
    }
}
