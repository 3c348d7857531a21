package io.otedama.gateway.view;

import io.otedama.spi.ComponentHealth;
import java.util.List;
import java.util.Map;

/** How one component is. */
public record HealthView(
        String component, String status, String detail, Map<String, String> facts, List<HealthView> parts) {
    public static HealthView of(ComponentHealth health) {
        return new HealthView(
                health.component(),
                health.status().name(),
                health.detail(),
                health.facts(),
                health.parts().stream().map(HealthView::of).toList());
    }
}
