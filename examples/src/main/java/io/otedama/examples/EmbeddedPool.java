package io.otedama.examples;

// tag::embed[]
import io.otedama.Pool;
import io.otedama.node.CoreNode;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import java.net.InetSocketAddress;

/** A pool in your own application: node URL, payout address and port are all it needs. */
public final class EmbeddedPool {
    public static void main(String[] args) {
        StratumServer stratum = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress(Integer.parseInt(args[2])))
                .build());
        try (Pool pool = Pool.builder()
                .node(CoreNode.builder().endpoint(args[0]).build()) // http://user:password@127.0.0.1:8332
                .payoutAddress(args[1])
                .frontEnd(stratum)
                .listener(event -> System.out.println(event))
                .build()) {
            pool.start(); // returns when miners can connect
            System.out.println("miners connect to " + stratum.localAddress());
            pool.termination().join(); // or close() whenever you like
        }
    }
}
// end::embed[]
