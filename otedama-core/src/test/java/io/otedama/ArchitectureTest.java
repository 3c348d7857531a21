package io.otedama;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaType;
import io.otedama.testkit.HouseRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may see whom inside the core, and what its rules must never do. */
class ArchitectureTest {
    private static final String ROOT = "io.otedama";

    /** The front door, {@code io.otedama} itself. */
    private static final String FRONT_DOOR = "";

    /** Each package sees its own classes and lower ranks only. A new package enters here first. */
    private static final List<Set<String>> RANKS = List.of(
            Set.of("error", "internal"),
            Set.of("chain"),
            Set.of("pow", "spi", "event"),
            Set.of("job", "security", "ledger", "metrics"),
            Set.of("share", "block", "payout"),
            Set.of("accounting", "session"),
            Set.of("pipeline"),
            Set.of("payment", "snapshot"),
            Set.of(FRONT_DOOR));

    /** The rules: time and randomness come in as parameters, the world stays outside. */
    private static final Set<String> RULES = Set.of("chain", "pow", "share", "ledger", "payout", "accounting");

    /** Money, targets and credited work pass through these: no floating point. */
    private static final Set<String> EXACT =
            Set.of("chain", "pow", "spi", "job", "ledger", "share", "block", "payout", "accounting", "payment");

    /** Classes that make a queue without a capacity, each with the reason why it stays short. */
    private static final Map<String, String> UNBOUNDED_ALLOWED = Map.of(
            "io.otedama.AttackWatch", "one periodic task, nothing else is ever queued",
            "io.otedama.job.TemplateFollower", "one periodic task, and at most one look at the waiting template",
            "io.otedama.block.BlockTracker", "one periodic task, nothing else is ever queued",
            "io.otedama.security.TlsKeeper", "one periodic task, nothing else is ever queued",
            "io.otedama.session.SessionKeeper", "one periodic task, nothing else is ever queued",
            "io.otedama.security.GuardKeeper", "one periodic task, nothing else is ever queued",
            "io.otedama.snapshot.SnapshotKeeper", "one periodic task, nothing else is ever queued");

    private static final JavaClasses CLASSES = HouseRules.mainClasses();

    static Stream<String> packages() {
        return RANKS.stream().flatMap(Set::stream);
    }

    @Test
    void everyPackageHasOneRankAndEveryRankedPackageHasClasses() {
        Set<String> found = new TreeSet<>();
        CLASSES.forEach(type -> found.add(packageOf(type)));
        assertThat(found).containsExactlyInAnyOrderElementsOf(packages().toList());
        assertThat(found).containsAll(RULES).containsAll(EXACT);
    }

    @ParameterizedTest(name = "io.otedama.{0}")
    @MethodSource("packages")
    void aPackageSeesLowerRanksOnly(String name) {
        Set<String> visible = new HashSet<>(Set.of(name));
        RANKS.stream().takeWhile(rank -> !rank.contains(name)).forEach(visible::addAll);
        noClasses()
                .that(areIn(Set.of(name)))
                .should()
                .dependOnClassesThat(describe(
                        "are of the core and not in " + visible,
                        type -> isOurs(type) && !visible.contains(packageOf(type))))
                .check(CLASSES);
    }

    @Test
    void noPackageCycles() {
        slices().matching("io.otedama.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theRulesKnowNoClockAndNoChance() {
        noClasses()
                .that(areIn(RULES))
                .should()
                .accessTargetWhere(ArchitectureTest.<JavaAccess<?>>describe(
                        "read a clock or draw a random number", access -> isClockOrChance(access.getTarget())))
                .check(CLASSES);
    }

    private static boolean isClockOrChance(AccessTarget target) {
        String owner = target.getOwner().getName();
        String member = target.getName();
        return switch (owner) {
            case "java.lang.System" -> member.equals("currentTimeMillis") || member.equals("nanoTime");
            case "java.lang.Math", "java.lang.StrictMath" -> member.equals("random");
            case "java.util.UUID" -> member.equals("randomUUID");
            case "java.util.Date", "java.util.GregorianCalendar" -> member.equals("<init>");
            default ->
                owner.startsWith("java.time.") && (member.equals("now") || owner.equals("java.time.Clock"))
                        || owner.endsWith("Random") && owner.startsWith("java.")
                        || owner.startsWith("java.util.random.")
                        || owner.equals("io.otedama.spi.PoolClock");
        };
    }

    @Test
    void theRulesKnowNothingOfTheWorld() {
        noClasses()
                .that(areIn(RULES))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "javax.net..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.sql..",
                        "javax.sql..",
                        "java.util.logging..",
                        "org.slf4j..",
                        "io.netty..",
                        "com.fasterxml..",
                        "com.lmax..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.System\\$Logger|java\\.io\\.(File|Random).*")
                .check(CLASSES);
    }

    @Test
    void exactNumbersAreNeverFloatingPoint() {
        List<String> found = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            if (EXACT.contains(packageOf(type))) {
                type.getFields().stream()
                        .filter(f -> isFloating(f.getRawType()))
                        .map(JavaField::getFullName)
                        .forEach(found::add);
                type.getCodeUnits().stream()
                        .filter(c -> isFloating(c.getRawReturnType(), c.getRawParameterTypes()))
                        .map(JavaCodeUnit::getFullName)
                        .forEach(found::add);
                type.getAccessesFromSelf().stream()
                        .filter(a -> computesFloating(a.getTarget()))
                        .map(JavaAccess::getDescription)
                        .forEach(found::add);
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean computesFloating(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget call
                && isFloating(call.getRawReturnType(), call.getRawParameterTypes());
    }

    private static boolean isFloating(JavaClass result, List<JavaClass> parameters) {
        return isFloating(result) || parameters.stream().anyMatch(ArchitectureTest::isFloating);
    }

    private static boolean isFloating(JavaClass type) {
        return Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                .contains(type.getBaseComponentType().getName());
    }

    @Test
    void signaturesOfPortsSpeakJdkAndChainOnly() {
        Set<String> foreign = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (packageOf(type).equals("spi")) {
                signatureTypes(type)
                        .flatMap(t -> t.getAllInvolvedRawTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(t -> !isPortLanguage(t))
                        .forEach(t -> foreign.add(type.getName() + " names " + t.getName()));
            }
        }
        assertThat(foreign).isEmpty();
    }

    private static Stream<JavaType> signatureTypes(JavaClass type) {
        Stream<JavaType> above = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> fields = type.getFields().stream().map(JavaField::getType);
        Stream<JavaType> calls = type.getCodeUnits().stream()
                .flatMap(c -> Stream.of(
                                c.getParameterTypes().stream(),
                                Stream.of(c.getReturnType()),
                                c.getExceptionTypes().stream())
                        .flatMap(t -> t));
        return Stream.of(above, fields, calls).flatMap(s -> s);
    }

    private static boolean isPortLanguage(JavaClass type) {
        return type.isPrimitive()
                || type.getPackageName().startsWith("java.")
                || (isOurs(type) && Set.of("chain", "error", "spi").contains(packageOf(type)));
    }

    @Test
    void namesSayTheRole() {
        assertThat(HouseRules.badlyNamed(CLASSES)).isEmpty();
    }

    @Test
    void queuesHaveALimit() {
        assertThat(HouseRules.offenders(CLASSES, HouseRules.makesUnboundedQueue()))
                .as("classes with an unbounded queue; an entry that is no longer needed leaves the list")
                .isEqualTo(new TreeSet<>(UNBOUNDED_ALLOWED.keySet()));
    }

    @Test
    void nothingSleepsOrPrints() {
        assertThat(HouseRules.offenders(CLASSES, HouseRules.sleepsOrPrints())).isEmpty();
    }

    private static DescribedPredicate<JavaClass> areIn(Set<String> names) {
        String readable = names.stream().sorted().collect(Collectors.joining(", ", "are in ", ""));
        return describe(readable, type -> isOurs(type) && names.contains(packageOf(type)));
    }

    private static <T> DescribedPredicate<T> describe(String text, Predicate<T> test) {
        return DescribedPredicate.describe(text, test);
    }

    private static boolean isOurs(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) || name.startsWith(ROOT + ".");
    }

    /** First segment behind {@code io.otedama}, empty for the front door. Arrays count as their elements. */
    private static String packageOf(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(ROOT)
                ? FRONT_DOOR
                : name.substring(ROOT.length() + 1).replaceFirst("\\..*", "");
    }
}
