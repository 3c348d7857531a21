package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.examples.JavaSource.Method;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The ratchet on method sizes measures what it says. */
class JavaSourceTest {
    private static final String TEXT = """
            /** { not a brace of the code */
            @Named({"a", "b"})
            final class Sample<T> {
                static final String TEXT = "} \\" {";
                static {
                    run();
                }

                Sample(int a) { }

                @SuppressWarnings({"one", "two"})
                <R extends T> R find(@Named("x") int a,
                        char b) {
                    if (b == '{') {
                        return null; // }
                    }
                    return new Object() {
                        void inner() {
                        }
                    };
                }

                enum Kind {
                    FIRST(1) {
                        @Override
                        int[] values(int x) {
                            return null;
                        }
                    };
                }

                record Pair(int a, int b) {
                    Pair {
                        check(a);
                    }
                }

                java.util.function.IntUnaryOperator twice = x -> {
                    return 2 * x;
                };
            }
            """;

    private final JavaSource source = new JavaSource(Path.of("Sample.java"), TEXT);

    @Test
    void methodsAreFoundWithTheirLines() {
        assertThat(source.methods())
                .containsExactly(
                        new Method("<init>", 3),
                        new Method("Sample", 1),
                        new Method("find", 9),
                        new Method("values", 3),
                        new Method("Pair", 3));
    }

    @Test
    void whatIsNotCodeIsBlankAndLinesStay() {
        assertThat(source.code())
                .doesNotContain("not a brace")
                .doesNotContain("\\\"")
                .hasSameSizeAs(TEXT);
        assertThat(source.lines()).isEqualTo(41);
    }
}
