package io.otedama.testkit;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/** What no class of any module may do; shared by the architecture tests of the core and of the whole. */
public final class HouseRules {
    /** Suffixes that say nothing about a class's role. */
    public static final Pattern BANNED_SUFFIX = Pattern.compile(".*(Impl|Utils?|Helper|Manager|Info|Data)");

    private static final Pattern TEST_JAR = Pattern.compile(".*-tests\\.jar!.*");

    private static final Set<String> UNBOUNDED_ALWAYS = Set.of(
            "java.util.concurrent.ConcurrentLinkedQueue",
            "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.LinkedTransferQueue",
            "java.util.concurrent.PriorityBlockingQueue",
            "java.util.concurrent.DelayQueue",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool",
            "org.agrona.concurrent.ManyToOneConcurrentLinkedQueue");

    private static final Set<String> UNBOUNDED_WITHOUT_CAPACITY =
            Set.of("java.util.concurrent.LinkedBlockingQueue", "java.util.concurrent.LinkedBlockingDeque");

    private HouseRules() {}

    /** Main classes of all modules on the class path, as directories or as jars; no tests. */
    public static JavaClasses mainClasses() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption((Location location) -> !location.matches(TEST_JAR))
                .importPackages("io.otedama");
    }

    /** Calls that make a queue, or a pool of threads with a queue, without a named limit. */
    public static DescribedPredicate<JavaAccess<?>> makesUnboundedQueue() {
        return DescribedPredicate.describe("make an unbounded queue", access -> isUnbounded(access.getTarget()));
    }

    private static boolean isUnbounded(AccessTarget target) {
        String owner = target.getOwner().getName();
        if (!(target instanceof CodeUnitAccessTarget call)) {
            return false;
        }
        boolean constructor = call.getName().equals("<init>");
        if (UNBOUNDED_WITHOUT_CAPACITY.contains(owner)) {
            return constructor && !takes(call, int.class);
        }
        if (owner.equals("java.util.concurrent.Executors")) {
            return call.getName().startsWith("new");
        }
        if (owner.equals("java.util.concurrent.CompletableFuture")) {
            return call.getName().endsWith("Async") && !takes(call, Executor.class);
        }
        return constructor && UNBOUNDED_ALWAYS.contains(owner);
    }

    private static boolean takes(CodeUnitAccessTarget call, Class<?> type) {
        return call.getRawParameterTypes().stream().anyMatch(p -> p.isEquivalentTo(type));
    }

    /** Sleeping, and talking to the console instead of a log or a listener. */
    public static DescribedPredicate<JavaAccess<?>> sleepsOrPrints() {
        return DescribedPredicate.describe("sleep, print or end the JVM", access -> {
            AccessTarget target = access.getTarget();
            String call = target.getOwner().getName() + "." + target.getName();
            return switch (call) {
                case "java.lang.Thread.sleep",
                        "java.lang.System.out",
                        "java.lang.System.err",
                        "java.lang.System.exit",
                        "java.lang.Runtime.exit",
                        "java.lang.Runtime.halt" -> true;
                default -> target.getName().equals("printStackTrace");
            };
        });
    }

    /** Outermost classes that do what is forbidden: compare it with the list of those that may. */
    public static SortedSet<String> offenders(JavaClasses classes, DescribedPredicate<JavaAccess<?>> forbidden) {
        SortedSet<String> names = new TreeSet<>();
        for (JavaClass type : classes) {
            if (type.getAccessesFromSelf().stream().anyMatch(forbidden)) {
                names.add(outermost(type));
            }
        }
        return names;
    }

    /** Classes whose names end in one of the banned suffixes. */
    public static SortedSet<String> badlyNamed(JavaClasses classes) {
        SortedSet<String> names = new TreeSet<>();
        for (JavaClass type : classes) {
            if (BANNED_SUFFIX.matcher(type.getSimpleName()).matches()) {
                names.add(type.getName());
            }
        }
        return names;
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
