package io.otedama.gateway.view;

import io.otedama.metrics.HashrateSnapshot;
import java.util.Collection;

/** Hashes per second over four windows. */
public record HashrateView(double oneMinute, double fiveMinutes, double oneHour, double oneDay) {
    public static HashrateView of(HashrateSnapshot rate) {
        return new HashrateView(rate.oneMinute(), rate.fiveMinutes(), rate.oneHour(), rate.oneDay());
    }

    /** All together. */
    public static HashrateView sum(Collection<HashrateSnapshot> rates) {
        double minute = 0;
        double five = 0;
        double hour = 0;
        double day = 0;
        for (HashrateSnapshot rate : rates) {
            minute += rate.oneMinute();
            five += rate.fiveMinutes();
            hour += rate.oneHour();
            day += rate.oneDay();
        }
        return new HashrateView(minute, five, hour, day);
    }
}
