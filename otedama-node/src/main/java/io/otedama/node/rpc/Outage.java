package io.otedama.node.rpc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** Says in one clause why a call got no answer. */
final class Outage {
    private Outage() {}

    static String describe(IOException e, String method, Duration responseTimeout) {
        if (e instanceof ConnectTimeoutException) {
            return "cannot be reached: no connection in time";
        }
        if (e instanceof ConnectionRequestTimeoutException) {
            return "has too many calls under way to take " + method;
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "cannot be reached: connection refused or no route; is the node running?";
        }
        if (e instanceof UnknownHostException) {
            return "cannot be reached: the host name is unknown";
        }
        if (e instanceof SocketTimeoutException) {
            return "did not answer " + method + " within " + responseTimeout.toMillis() + " ms";
        }
        if (e instanceof Answer.ResponseTooLargeException) {
            return "answers " + method + " with " + e.getMessage();
        }
        if (e instanceof RequestFailedException) {
            return "was not waited for any longer during " + method;
        }
        return "broke the connection during " + method + " (" + e.getClass().getSimpleName() + ")";
    }
}
