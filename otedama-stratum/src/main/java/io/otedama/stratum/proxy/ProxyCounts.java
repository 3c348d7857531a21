package io.otedama.stratum.proxy;

/**
 * What a proxy has done since it started.
 *
 * @param machines connected now
 * @param sharesAccepted by the pool
 * @param sharesRefused by the pool, although they looked right here
 * @param sharesLost that were on their way when the connection to the pool ended
 * @param sharesWrong that were refused here
 */
public record ProxyCounts(int machines, long sharesAccepted, long sharesRefused, long sharesLost, long sharesWrong) {}
