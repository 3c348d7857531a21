package io.otedama.metrics;

/**
 * Hashrates of one moment, in hashes per second; 0 when nothing is known.
 *
 * @param oneMinute averaged with a time constant of 1 minute
 * @param fiveMinutes of 5 minutes
 * @param oneHour of 1 hour
 * @param oneDay of 24 hours
 */
public record HashrateSnapshot(double oneMinute, double fiveMinutes, double oneHour, double oneDay) {}
