package io.otedama.stratum.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be configured. */
class TemplateProviderConfigTest {
    @Test
    void aPlainConnectionLeavesThisMachineNever() {
        for (String host : List.of("127.0.0.1", "::1", "localhost")) {
            assertThat(TemplateProviderConfig.plain(host, 8442).host()).isEqualTo(host);
        }
        for (String host : List.of("10.0.0.1", "pool.example", "0.0.0.0")) {
            assertThatThrownBy(() -> TemplateProviderConfig.plain(host, 8442))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("encrypted");
        }
    }

    @Test
    void addressesAreReadStrictly() {
        assertThat(TemplateProviderConfig.parse("[::1]:8442").name()).isEqualTo("template-provider [::1]:8442");
        TemplateProviderConfig whole = TemplateProviderConfig.parse(
                "stratum2+tcp://tp.example:8442/9bXiEd8boQVhq7WddEcERUL5tyyJVFYdU8th3HfbNXK3Yw6GRXh");
        assertThat(whole.host()).isEqualTo("tp.example");
        assertThat(whole.encrypted()).isTrue();
        assertThat(whole.authority()).isNotNull();
        for (String wrong : List.of("", "x", ":1", "x:", "x:0", "x:65536", "::1:1", "x:1/", "x:1/abc", "x:+1")) {
            assertThatThrownBy(() -> TemplateProviderConfig.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("templateProvider");
        }
    }
}
