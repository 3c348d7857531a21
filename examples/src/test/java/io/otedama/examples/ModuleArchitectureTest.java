package io.otedama.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.otedama.testkit.HouseRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which module may see which. Inside the core, its own architecture test rules. */
class ModuleArchitectureTest {
    private static final String ROOT = "io.otedama";
    private static final String CORE = "core";
    private static final String EXAMPLES = "examples";

    /** Modules beside the core, by the package that each owns. */
    private static final List<String> ADAPTERS = List.of("gateway", "node", "storage", "stratum");

    /** Every package outside the core. A new one enters here first. */
    private static final Set<String> PACKAGES = Set.of(
            "io.otedama.gateway",
            "io.otedama.gateway.auth",
            "io.otedama.gateway.http",
            "io.otedama.gateway.metrics",
            "io.otedama.gateway.view",
            "io.otedama.gateway.ws",
            "io.otedama.node",
            "io.otedama.node.notify",
            "io.otedama.node.regtest",
            "io.otedama.node.rpc",
            "io.otedama.node.wallet",
            "io.otedama.storage.chronicle",
            "io.otedama.storage.guard",
            "io.otedama.storage.jdbc",
            "io.otedama.storage.journal",
            "io.otedama.storage.session",
            "io.otedama.storage.snapshot",
            "io.otedama.stratum",
            "io.otedama.stratum.client",
            "io.otedama.stratum.client.sv2",
            "io.otedama.stratum.loop",
            "io.otedama.stratum.proxy",
            "io.otedama.stratum.template",
            "io.otedama.stratum.transport",
            "io.otedama.stratum.v1",
            "io.otedama.stratum.v2",
            "io.otedama.stratum.v2.frame",
            "io.otedama.stratum.v2.message",
            "io.otedama.stratum.v2.message.common",
            "io.otedama.stratum.v2.message.declaration",
            "io.otedama.stratum.v2.message.extension",
            "io.otedama.stratum.v2.message.mining",
            "io.otedama.stratum.v2.message.template",
            "io.otedama.stratum.v2.noise",
            "io.otedama.examples");

    /** Classes that make a queue without a capacity, each with the reason why it stays short. */
    private static final Map<String, String> UNBOUNDED_ALLOWED =
            Map.of("io.otedama.stratum.transport.EventLoops", "one entry per event-loop thread, all made at start");

    private static final JavaClasses CLASSES = HouseRules.mainClasses();
    private static final JavaClasses OUTSIDE_CORE =
            CLASSES.that(DescribedPredicate.describe("outside the core", type -> !isOf(CORE, type)));

    @Test
    void everyPackageIsNamedAndHasClasses() {
        Set<String> found = new TreeSet<>();
        OUTSIDE_CORE.forEach(type -> found.add(type.getPackageName()));
        assertThat(found).isEqualTo(new TreeSet<>(PACKAGES));
        assertThat(CLASSES.stream().filter(type -> isOf(CORE, type)))
                .as("classes of the core")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {CORE, "gateway", "node", "storage", "stratum"})
    void aModuleSeesItselfAndTheCore(String module) {
        noClasses()
                .that(DescribedPredicate.describe("are of " + module, type -> isOf(module, type)))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of another module", type -> isOurs(type) && !isOf(module, type) && !isOf(CORE, type)))
                .check(CLASSES);
    }

    @Test
    void onlyTheCoreSeesItsInternals() {
        noClasses()
                .that(DescribedPredicate.describe("are outside the core", type -> !isOf(CORE, type)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.otedama.internal..", "io.otedama.accounting..")
                .check(CLASSES);
    }

    @Test
    void noPackageCyclesAnywhere() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void namesSayTheRole() {
        assertThat(HouseRules.badlyNamed(CLASSES)).isEmpty();
    }

    @Test
    void queuesHaveALimit() {
        assertThat(HouseRules.offenders(OUTSIDE_CORE, HouseRules.makesUnboundedQueue()))
                .as("classes with an unbounded queue; an entry that is no longer needed leaves the list")
                .isEqualTo(new TreeSet<>(UNBOUNDED_ALLOWED.keySet()));
    }

    @Test
    void nothingButAnExampleSleepsOrPrints() {
        JavaClasses modules = CLASSES.that(DescribedPredicate.describe("of a module", type -> !isOf(EXAMPLES, type)));
        assertThat(HouseRules.offenders(modules, HouseRules.sleepsOrPrints())).isEmpty();
    }

    private static boolean isOf(String module, JavaClass type) {
        if (!isOurs(type)) {
            return false;
        }
        Set<String> named = new HashSet<>(ADAPTERS);
        named.add(EXAMPLES);
        String name = packageName(type);
        String first =
                name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).replaceFirst("\\..*", "");
        return module.equals(CORE) ? !named.contains(first) : module.equals(first);
    }

    private static boolean isOurs(JavaClass type) {
        String name = packageName(type);
        return name.equals(ROOT) || name.startsWith(ROOT + ".");
    }

    private static String packageName(JavaClass type) {
        return type.getBaseComponentType().getPackageName();
    }

    /** Every package is a slice of its own, front doors included. */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return isOurs(type) ? SliceIdentifier.of(packageName(type)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of Otedama";
        }
    }
}
