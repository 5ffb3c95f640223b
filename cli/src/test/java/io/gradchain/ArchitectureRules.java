package io.gradchain;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The walls of the house, each with the reason it stands; {@link ArchitectureTest} holds the code against them. */
final class ArchitectureRules {
    private static final String ROOT = "io.gradchain.";

    /** The packages of consensus that are engines. */
    static final List<String> ENGINES = List.of("simplex", "pow", "dpos", "solo");

    /** Code that must give the same bits on every machine. */
    private static final String[] DETERMINISTIC = {
        "io.gradchain.genesis..",
        "io.gradchain.storage..",
        "io.gradchain.consensus..",
        "io.gradchain.mlvm..",
        "io.gradchain.node.execution..",
    };

    private ArchitectureRules() {}

    /** The drawing of the modules, arrow by arrow: whatever is not allowed is refused. */
    static List<ArchRule> arrows() {
        return List.of(
                module("genesis", "it is the foundation"),
                module("storage", "the pillars never see one another", "genesis"),
                module("consensus", "the pillars never see one another", "genesis"),
                module("mlvm", "the pillars never see one another", "genesis"),
                module("node", "it is the roof and knows no door", "genesis", "storage", "consensus", "mlvm"),
                module("cli", "it is the door", "genesis", "storage", "consensus", "mlvm", "node"));
    }

    static List<ArchRule> thirdParties() {
        return List.of(
                only("org.bouncycastle..", "one place to review cryptography", "genesis.crypto..", "node.network.."),
                only(
                        "org.tomlj..",
                        "chain specs and contract projects are the only TOML",
                        "genesis.spec..",
                        "cli.project.."),
                only("org.rocksdb..", "the database stays replaceable", "storage.rocks.."),
                only("io.netty..", "sockets stay at the edge", "node.network..", "node.rpc.."),
                only("tools.jackson..", "JSON is never hashed", "node..", "cli.."),
                only("org.slf4j..", "pure modules return values, they do not log", "node..", "cli.."),
                only("org.HdrHistogram..", "latency is measured in one place", "node..", "cli.."),
                only("io.micrometer..", "metrics are bound in one place", "node.metrics.."),
                only("picocli..", "commands live at the door", "cli.."),
                only("de.siegmar..", "CSV is read at the door", "cli.data.."),
                only("org.nd4j..", "floating point is a reference, never the chain", "cli.reference.."));
    }

    /** Packages are acyclic everywhere, and the root package of a module is its door. */
    static List<ArchRule> packages() {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(slices().matching("io.gradchain.(**)")
                .should()
                .beFreeOfCycles()
                .because("a cycle of packages can only be read all at once"));
        for (String module : List.of("genesis", "storage", "consensus", "mlvm", "node", "cli")) {
            rules.add(noClasses()
                    .that()
                    .resideInAPackage(ROOT + module + ".*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + module)
                    .allowEmptyShould(true)
                    .because("the root package is the door: it uses its rooms, they never use it"));
        }
        return rules;
    }

    /** An engine is its own package: only the doors of consensus map names to engines, and no engine knows another. */
    static List<ArchRule> engines() {
        List<ArchRule> rules = new ArrayList<>();
        for (String engine : ENGINES) {
            rules.add(noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            ROOT + "consensus",
                            ROOT + "consensus." + engine + "..",
                            ROOT + "consensus.fixture..",
                            ROOT + "jmh..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + "consensus." + engine + "..")
                    .because("node, tools and other engines see an engine through its interface alone"));
        }
        return rules;
    }

    /** Each ban names something that may differ between two machines, two runs or two threads. */
    static List<ArchRule> determinism() {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(neverCalls(
                "java.lang.System", "currentTimeMillis|nanoTime|identityHashCode", "two nodes never read one clock"));
        rules.add(neverCalls(
                "java.time.(Instant|Clock|LocalDateTime|ZonedDateTime)",
                "now|system.*",
                "two nodes never read one clock"));
        rules.add(neverCalls("java.lang.Math", "random", "consensus has no dice"));
        rules.add(neverCalls("java.util.(Random|concurrent.ThreadLocalRandom)", ".*", "consensus has no dice"));
        rules.add(neverCalls("java.util..*", "parallel|parallelStream", "the order of work must be written down"));
        rules.add(neverCalls(
                "java.util.(HashMap|HashSet|concurrent.ConcurrentHashMap)",
                "<init>",
                "iteration order depends on hash codes"));
        rules.add(
                neverCalls("java.util.(Map|Set)", "of|ofEntries|copyOf", "the order of these is salted in every JVM"));
        rules.add(neverCalls(
                "java.util.stream.Collectors",
                "toMap|toSet|groupingBy|partitioningBy|toUnmodifiableMap|toUnmodifiableSet",
                "they collect into hash tables"));
        rules.add(noClasses()
                .that(deterministic())
                .should()
                .accessTargetWhere(localeDependent())
                .because("texts must not depend on the machine's country"));
        rules.add(classes()
                .that()
                .resideInAnyPackage(DETERMINISTIC)
                .and()
                .resideOutsideOfPackage("io.gradchain.consensus.sim..")
                .should(FloatingPoint.beFreeOfIt())
                .because("floating point differs between compilers, flags and libraries"));
        rules.add(noClasses()
                .that(deterministic())
                .and()
                .doNotHaveFullyQualifiedName("io.gradchain.genesis.crypto.KeyPair")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .because("only fresh keys may come from the operating system's randomness"));
        return rules;
    }

    private static ArchRule module(String name, String reason, String... allowed) {
        String[] packages = new String[allowed.length + 1];
        packages[0] = ROOT + name + "..";
        for (int i = 0; i < allowed.length; i++) {
            packages[i + 1] = ROOT + allowed[i] + "..";
        }
        DescribedPredicate<JavaClass> elsewhere = JavaClass.Predicates.resideInAPackage("io.gradchain..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(packages)))
                .as("belong to a module other than " + name + " " + Arrays.toString(allowed));
        return noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat(elsewhere)
                .because(reason);
    }

    private static ArchRule only(String library, String reason, String... homes) {
        String[] packages = Arrays.stream(homes).map(home -> ROOT + home).toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(reason);
    }

    private static DescribedPredicate<JavaClass> deterministic() {
        return JavaClass.Predicates.resideInAnyPackage(DETERMINISTIC).as("decide what a block means");
    }

    private static ArchRule neverCalls(String ownerPattern, String namePattern, String reason) {
        DescribedPredicate<JavaAccess<?>> banned = target(owner(nameMatching(ownerPattern)))
                .and(target(nameMatching(namePattern)))
                .as("%s.%s", ownerPattern, namePattern);
        return noClasses()
                .that(deterministic())
                .should()
                .accessTargetWhere(banned)
                .because(reason);
    }

    /** {@code String.format} and friends without a {@code Locale}, and bytes of a string without a charset. */
    private static DescribedPredicate<JavaAccess<?>> localeDependent() {
        return new DescribedPredicate<>("a call that depends on the machine's locale or charset") {
            @Override
            public boolean test(JavaAccess<?> access) {
                if (!access.getTarget().getOwner().isEquivalentTo(String.class)
                        || !(access instanceof com.tngtech.archunit.core.domain.JavaMethodCall call)) {
                    return false;
                }
                List<String> parameters = call.getTarget().getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .toList();
                return switch (call.getTarget().getName()) {
                    case "format" -> !parameters.getFirst().equals("java.util.Locale");
                    case "formatted" -> true;
                    case "getBytes", "toLowerCase", "toUpperCase" -> parameters.isEmpty();
                    default -> false;
                };
            }
        };
    }
}
