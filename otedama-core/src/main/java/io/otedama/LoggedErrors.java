package io.otedama;

import io.otedama.error.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a pool does about errors unless told otherwise. Any thread. */
final class LoggedErrors implements ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);

    @Override
    public void onError(String where, Throwable error, boolean fatal) {
        LOG.error("{} failed{}", where, fatal ? ", the pool stops" : "", error);
    }
}
