package io.gradchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.gradchain.consensus.Engines;
import io.gradchain.consensus.Labs;
import io.gradchain.consensus.fixture.BreaksEveryRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.gradchain");

    /** In a module of its own rules: every ban it breaks must be seen, or the walls are painted on. */
    private static final JavaClasses BAD = new ClassFileImporter().importClasses(BreaksEveryRule.class);

    static Stream<ArchRule> everyRule() {
        return Stream.of(
                        ArchitectureRules.arrows(),
                        ArchitectureRules.thirdParties(),
                        ArchitectureRules.packages(),
                        ArchitectureRules.engines(),
                        ArchitectureRules.determinism())
                .flatMap(rules -> rules.stream());
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void theCodeKeepsTheRule(ArchRule rule) {
        rule.check(CODE);
    }

    @Test
    void allModulesAreLookedAt() {
        for (String module : new String[] {"genesis", "storage", "consensus", "mlvm", "node", "cli"}) {
            assertThat(CODE.stream().filter(c -> c.getPackageName().startsWith("io.gradchain." + module)))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void aBrokenArrowIsRefused() {
        assertThat(ArchitectureRules.arrows().stream()
                        .filter(rule ->
                                rule.allowEmptyShould(true).evaluate(BAD).hasViolation())
                        .map(ArchRule::getDescription))
                .singleElement()
                .asString()
                .contains("io.gradchain.consensus", "the pillars never see one another");
    }

    @Test
    void whoLooksBehindAnEngineIsRefused() {
        assertThat(ArchitectureRules.engines())
                .as("one rule for each engine that a chain spec may name")
                .hasSize(Engines.NAMES.size());
        JavaClasses doors = new ClassFileImporter().importClasses(Engines.class, Labs.class);
        assertThat(ArchitectureRules.ENGINES)
                .allMatch(engine -> doors.stream()
                        .flatMap(door -> door.getDirectDependenciesFromSelf().stream())
                        .anyMatch(use ->
                                use.getTargetClass().getPackageName().equals("io.gradchain.consensus." + engine)));
    }

    @Test
    void aStrayLibraryIsRefused() {
        assertThat(ArchitectureRules.thirdParties().stream()
                        .filter(rule -> rule.evaluate(BAD).hasViolation())
                        .map(ArchRule::getDescription))
                .singleElement()
                .asString()
                .contains("org.slf4j");
    }

    static Stream<ArchRule> determinismBans() {
        return ArchitectureRules.determinism().stream();
    }

    @ParameterizedTest
    @MethodSource("determinismBans")
    void everyDeterminismBanBites(ArchRule ban) {
        assertThat(ban.evaluate(BAD).hasViolation()).isTrue();
    }
}
