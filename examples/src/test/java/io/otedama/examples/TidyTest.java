package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.testkit.HouseRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The style, executable. What is too big today is listed with its reason; the lists only shrink: an entry that is no
 * longer needed fails the test, and so does one that was forgotten.
 */
class TidyTest {
    private static final int MAX_MAIN_LINES = 300;
    private static final int MAX_TEST_LINES = 400;
    private static final int MAX_METHOD_LINES = 40;

    /** Longer than their kind may be: file name without {@code .java}, and why. */
    private static final Map<String, String> LONG_FILES = Map.of();

    /** Longer than a method may be: {@code Type.method}, and why. */
    private static final Map<String, String> LONG_METHODS = Map.of(
            "ScryptMix.xorSalsa8", "the Salsa20/8 core written out, so that its sixteen words stay in registers",
            "ClientHandshakeTest.everythingAskedForComesInTheUsualOrder", "one conversation, read from top to bottom",
            "TemplateParserTest.contradictions", "a table of cases, one line or two each",
            "WalletCallsTest.paysWithATxidThatIsKnownBeforeItIsSent", "one payment, read from top to bottom");

    private static final SourceTree TREE = SourceTree.ofRepository();
    private static final List<JavaSource> MAIN = TREE.main();
    private static final List<JavaSource> TESTS = TREE.tests();

    private static Stream<JavaSource> all() {
        return Stream.concat(MAIN.stream(), TESTS.stream());
    }

    private static Set<String> names(Stream<JavaSource> sources) {
        return sources.map(JavaSource::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theTreeIsSeen() {
        assertThat(MAIN).hasSizeGreaterThan(100);
        assertThat(names(TESTS.stream())).contains("TidyTest");
        assertThat(TREE.modules())
                .contains(
                        "otedama-core",
                        "otedama-gateway",
                        "otedama-node",
                        "otedama-storage",
                        "otedama-stratum",
                        "examples");
    }

    @Test
    void filesAreShort() {
        Predicate<JavaSource> tooLong =
                file -> file.lines() > (file.path().startsWith(mainOf(file)) ? MAX_MAIN_LINES : MAX_TEST_LINES);
        assertThat(names(all().filter(tooLong)))
                .as("files with more than %d lines (tests %d)", MAX_MAIN_LINES, MAX_TEST_LINES)
                .isEqualTo(new TreeSet<>(LONG_FILES.keySet()));
    }

    private static Path mainOf(JavaSource file) {
        return file.path().getName(0).resolve("src/main");
    }

    @Test
    void methodsAreShort() {
        Set<String> tooLong = new TreeSet<>();
        all().forEach(file -> file.methods().stream()
                .filter(method -> method.lines() > MAX_METHOD_LINES)
                .forEach(method -> tooLong.add(file.name() + "." + method.name())));
        assertThat(tooLong)
                .as("methods with more than %d lines", MAX_METHOD_LINES)
                .isEqualTo(new TreeSet<>(LONG_METHODS.keySet()));
    }

    @Test
    void everyExceptionHasAReason() {
        assertThat(Stream.of(LONG_FILES, LONG_METHODS).flatMap(list -> list.values().stream()))
                .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    }

    /** In the module that owns it: benchmarks lie in the packages of what they measure. */
    @Test
    void everyMainPackageIsExplainedOnce() {
        Map<Boolean, List<Path>> pages = MAIN.stream()
                .filter(file -> !file.name().equals("module-info"))
                .collect(Collectors.partitioningBy(
                        file -> file.name().equals("package-info"),
                        Collectors.mapping(TidyTest::packageOf, Collectors.toList())));
        assertThat(pages.get(true)).doesNotHaveDuplicates().containsAll(pages.get(false));
    }

    private static Path packageOf(JavaSource file) {
        return mainOf(file)
                .resolve("java")
                .relativize(file.path().resolveSibling(""))
                .normalize();
    }

    @Test
    void namesSayTheRole() {
        assertThat(names(all().filter(file ->
                        HouseRules.BANNED_SUFFIX.matcher(file.name()).matches())))
                .isEmpty();
    }

    @Test
    void noTabs() {
        assertThat(names(all().filter(file -> file.text().contains("\t")))).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(TREE.occurrences(Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b")))
                .isEmpty();
    }

    @Test
    void nothingKnowsADevelopersMachine() {
        assertThat(TREE.occurrences(Pattern.compile("(?<![\\w.}-])/(work|t" + "mp|ho" + "me|root|Users)/\\S*")))
                .isEmpty();
    }

    @Test
    void nothingNeedsATrackerToBeUnderstood() {
        assertThat(TREE.occurrences(Pattern.compile("(?i)\\bissues?[ /]*#?\\d+|\\bissue\\s*#")))
                .isEmpty();
    }

    @Test
    void testsWaitForEventsAndDoNotSleep() {
        assertThat(names(TESTS.stream().filter(code("\\bThread\\s*\\.\\s*sleep|TimeUnit\\.\\w+\\.sleep"))))
                .isEmpty();
    }

    @Test
    void noTestIsSwitchedOff() {
        assertThat(names(TESTS.stream().filter(code("@[\\w.]*Disabled\\w*|\\bassum(e|ing)\\w*\\(|\\bAssumptions\\."))))
                .as("only the search for a real node or browser may skip a test, and not where CI=true")
                .containsExactly("RealBrowser", "RealNode");
    }

    private static Predicate<JavaSource> code(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return file -> compiled.matcher(file.code()).find();
    }

    @Test
    void everyModuleHasAReadme() {
        assertThat(TREE.modules().stream()
                        .filter(module ->
                                !Files.exists(TREE.root().resolve(module).resolve("README.md"))))
                .isEmpty();
    }

    @Test
    void readmesNameWhatExists() {
        List<String> broken = new ArrayList<>();
        for (Path readme : TREE.readmes()) {
            String page = SourceTree.read(readme);
            SourceTree.commands(page).stream()
                    .flatMap(TidyTest::filesIn)
                    .filter(file -> !Files.exists(TREE.root().resolve(file)))
                    .forEach(file -> broken.add(TREE.relative(readme) + " runs " + file));
            Matcher link = Pattern.compile("]\\((?!\\w+:|#)([^)#]+)").matcher(page);
            link.results()
                    .map(found -> found.group(1))
                    .filter(target -> !Files.exists(readme.resolveSibling(target)))
                    .forEach(target -> broken.add(TREE.relative(readme) + " links " + target));
        }
        assertThat(broken).isEmpty();
    }

    /** Scripts, modules and jars in a command; of a jar that is yet to be built, its module. */
    private static Stream<String> filesIn(String command) {
        Pattern file = Pattern.compile(
                "(?:^|\\s)\\./(?<script>[\\w./-]+)|\\s-pl\\s+(?<module>[\\w-]+)|(?:^|\\s)(?<built>[\\w-]+)/target/\\S+");
        return file.matcher(command)
                .results()
                .flatMap(found -> Stream.of(1, 2, 3).map(found::group).filter(name -> name != null));
    }
}
