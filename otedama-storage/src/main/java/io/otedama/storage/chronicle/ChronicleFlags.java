package io.otedama.storage.chronicle;

import io.otedama.error.SessionStoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What Chronicle Map wants of the virtual machine, checked before its first class is loaded. */
final class ChronicleFlags {
    private static final List<String> OPENS = List.of("java.lang", "java.lang.reflect", "sun.nio.ch");
    private static final String JAVAC = "com.sun.tools.javac.file";

    private ChronicleFlags() {}

    /**
     * @throws SessionStoreException naming the first flag that is missing
     */
    static void require() {
        Module here = ChronicleFlags.class.getModule();
        for (String name : OPENS) {
            check("java.base", "--add-opens java.base/" + name, module -> module.isOpen(name, here));
        }
        check("jdk.compiler", "--add-exports jdk.compiler/" + JAVAC, module -> module.isExported(JAVAC, here));
    }

    private static void check(String moduleName, String flag, Predicate<Module> holds) {
        Optional<Module> module = ModuleLayer.boot().findModule(moduleName);
        if (module.isEmpty()) {
            throw new SessionStoreException("ChronicleSessionStore needs the module " + moduleName
                    + ": run on a JDK instead of a JRE, or use FileSessionStore");
        }
        if (!holds.test(module.get())) {
            throw new SessionStoreException("ChronicleSessionStore needs the flag " + flag
                    + "=ALL-UNNAMED: add it to the java command line, or use FileSessionStore");
        }
    }

    /** Its announcer prints at start; a setting of the operator stays. */
    static void silence() {
        if (System.getProperty("chronicle.announcer.disable") == null) {
            System.setProperty("chronicle.announcer.disable", "true");
        }
    }
}
