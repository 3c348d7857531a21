package io.otedama.bench.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class AttackCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String line) {
        return new CommandLine(new AttackCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--server 192.0.2.1:3333          | not an address of this machine alone",
                "--http 192.0.2.1:80              | not an address of this machine alone",
                "--only nonsense                  | 'nonsense' is none of connect-flood",
                "--seconds 61                     | --seconds: 61.0 is not from 0.1 to 60",
                "--attackers 4097                 | connections is 1 to 4096",
                "--messages 0                     | messagesPerSecond is 1 to",
                "--rate 20001                     | honest shares per second are 1 to 20000",
                "--honest 0                       | honest miners are 1 to 2000",
                "--pool nowhere.jar               | --pool: nowhere.jar cannot be read",
                "--server 127.0.0.1:1 --pid 99999999 | there is no process 99999999"
            })
    void whatIsWrongIsSaidAndNothingRuns(String line, String message) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }
}
