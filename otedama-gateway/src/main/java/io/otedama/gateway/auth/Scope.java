package io.otedama.gateway.auth;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a credential lets its holder do. None includes another. */
public enum Scope {
    /** All reads but those of the operator. */
    READ("read"),
    /** Private reads of one account: the credential's subject. */
    MINER("miner"),
    /** The operator's reads. */
    ADMIN_READ("admin:read"),
    /** The operator's hand. */
    ADMIN_WRITE("admin:write");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As it is written in tokens and requests. */
    public String word() {
        return word;
    }

    /**
     * @throws IllegalArgumentException for a word that is no scope
     */
    public static Set<Scope> parse(Collection<String> words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words) {
            scopes.add(Arrays.stream(values())
                    .filter(scope -> scope.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no such scope; there are "
                            + Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", ")))));
        }
        return scopes;
    }

    /** In the order of their declaration. */
    public static List<String> words(Set<Scope> scopes) {
        return Arrays.stream(values()).filter(scopes::contains).map(Scope::word).toList();
    }
}
