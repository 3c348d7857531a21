package io.otedama.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeEndpointTest {
    private static String login(String url) {
        String header = NodeEndpoint.parse(url).credentials().authorization();
        byte[] text = Base64.getDecoder().decode(header.substring("Basic ".length()));
        return new String(text, StandardCharsets.UTF_8);
    }

    @Test
    void readsUserPasswordHostAndPort() {
        NodeEndpoint endpoint = NodeEndpoint.parse("http://alice:secret@node.example:8332");

        assertThat(endpoint.name()).isEqualTo("node.example:8332");
        assertThat(endpoint.scheme()).isEqualTo("http");
        assertThat(endpoint.path()).isEqualTo("/");
        assertThat(login("http://alice:secret@node.example:8332")).isEqualTo("alice:secret");
    }

    @Test
    void understandsHttpsPathsAndIpv6() {
        NodeEndpoint endpoint = NodeEndpoint.parse("HTTPS://a:b@[::1]:8332/wallet/w");

        assertThat(endpoint.scheme()).isEqualTo("https");
        assertThat(endpoint.host()).isEqualTo("::1");
        assertThat(endpoint.name()).isEqualTo("[::1]:8332");
        assertThat(endpoint.path()).isEqualTo("/wallet/w");
    }

    @ParameterizedTest
    @CsvSource({
        "http://u:p%40ss%3a%2F%25@h:1, u:p@ss:/%",
        "http://u:p@ss/word:x@h:1, u:p@ss/word:x",
        "http://u:a+b=@h:1, u:a+b=",
        "http://us%C3%A9r:p@h:1, usér:p"
    })
    void decodesWhatPeopleUseAsPasswords(String url, String login) {
        assertThat(login(url)).isEqualTo(login);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://u:hunter2@h:1, neither http",
        "u:hunter2@h:1, neither http",
        "http://h:1, no user and password",
        "http://hunter2@h:1, both a user and a password",
        "http://:hunter2@h:1, both a user and a password",
        "http://hunter2:@h:1, password is empty",
        "http://u:hunter2%zz@h:1, % that two hex digits do not follow",
        "http://u:hunter2%4@h:1, % that two hex digits do not follow",
        "http://a%3ab:hunter2@h:1, contains a colon",
        "http://u:hunter2@h, names no port",
        "http://u:hunter2@h:0, number from 1 to 65535",
        "http://u:hunter2@h:65536, number from 1 to 65535",
        "http://u:hunter2@h:83x, number from 1 to 65535",
        "http://u:hunter2@:8332, not a name or an address",
        "http://u:hunter2@::1:8332, not a name or an address"
    })
    void saysWhatIsWrongWithoutShowingThePassword(String url, String problem) {
        assertThatThrownBy(() -> NodeEndpoint.parse(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2"));
    }

    @Test
    void aCookieExcludesAUser() {
        assertThatThrownBy(() -> NodeEndpoint.cookie("http://u:p@h:1", Path.of(".cookie")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Give one of the two");
    }
}
