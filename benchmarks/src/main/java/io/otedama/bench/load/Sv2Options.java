package io.otedama.bench.load;

import io.otedama.bench.sv2.Sv2Terms;
import io.otedama.stratum.v2.noise.AuthorityKey;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of Stratum V2; without {@code --sv2} Stratum V1 is spoken. */
final class Sv2Options {
    @Option(names = "--sv2", description = "The server speaks Stratum V2: encrypted, one channel per connection.")
    private boolean sv2;

    @Option(
            names = "--channel",
            paramLabel = "KIND",
            defaultValue = "standard",
            description = "standard or extended. Default ${DEFAULT-VALUE}.")
    private String channel = "";

    @Option(
            names = "--authority",
            paramLabel = "KEY",
            description = "Who must have signed the server's certificate. Default: not looked at.")
    private @Nullable String authority;

    @Option(names = "--sv2-plain", description = "Without encryption, which servers take from their own machine only.")
    private boolean plain;

    /** The terms; every mistake goes to {@code wrong}. */
    Sv2Terms check(InetSocketAddress server, List<String> wrong) {
        if (!sv2) {
            wrong.add("--channel, --authority and --sv2-plain are of no use without --sv2");
        }
        if (!channel.equals("standard") && !channel.equals("extended")) {
            wrong.add("--channel: '" + channel + "' is neither standard nor extended");
        }
        if (plain && !server.getAddress().isLoopbackAddress()) {
            wrong.add("--sv2-plain: " + server.getAddress().getHostAddress() + " is not this machine");
        }
        if (plain && authority != null) {
            wrong.add("--authority: is of no use with --sv2-plain, where nobody shows a certificate");
        }
        return new Sv2Terms(channel.equals("extended"), plain, key(wrong));
    }

    private @Nullable AuthorityKey key(List<String> wrong) {
        try {
            return authority == null ? null : AuthorityKey.parse(authority);
        } catch (IllegalArgumentException e) {
            wrong.add("--authority: " + e.getMessage());
            return null;
        }
    }
}
