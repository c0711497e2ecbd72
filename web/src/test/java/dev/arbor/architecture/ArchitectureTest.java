package dev.arbor.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.arbor.engine.canary.KnowsThePlatform;
import dev.arbor.engine.canary.TreeEntity;
import dev.arbor.engine.canary.UsesRuby;
import dev.arbor.engine.util.MisplacedThing;
import dev.arbor.integrator.canary.SeesTheEngine;
import dev.arbor.platform.canary.SeesTheEnginesRows;
import dev.arbor.web.canary.HoldsAnEntity;
import dev.arbor.web.canary.SeesBehindTheApi;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the modules (design section 3). Each rule comes with a class that breaks it. */
class ArchitectureTest {

    private static final JavaClasses ARBOR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.arbor");

    private static final ArchRule INTEGRATOR_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("dev.arbor.integrator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.arbor.engine..", "dev.arbor.platform..", "dev.arbor.core..", "dev.arbor.web..")
            .allowEmptyShould(true);

    private static final ArchRule WEB_SEES_APIS = noClasses()
            .that()
            .resideInAPackage("dev.arbor.web..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "dev.arbor.engine..", "dev.arbor.platform..", "dev.arbor.integrator..", "dev.arbor.core..")
                    .and(not(resideInAnyPackage(
                            "dev.arbor.engine.api..", "dev.arbor.platform.api..", "dev.arbor.integrator.api.."))));

    private static final ArchRule EJB_SEES_THE_INTEGRATORS_API = noClasses()
            .that()
            .resideInAnyPackage("dev.arbor.engine..", "dev.arbor.platform..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.arbor.integrator..")
                    .and(not(resideInAPackage("dev.arbor.integrator.api.."))));

    private static final ArchRule ENGINE_KNOWS_NO_PLATFORM = noClasses()
            .that()
            .resideInAPackage("dev.arbor.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.arbor.platform..");

    private static final ArchRule PLATFORM_CALLS_THE_ENGINE = noClasses()
            .that()
            .resideInAPackage("dev.arbor.platform..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.arbor.engine..")
                    .and(not(resideInAnyPackage(
                            "dev.arbor.engine.api..", "dev.arbor.engine.database..", "dev.arbor.engine.handler.."))));

    private static final ArchRule RUBY_IN_TWO_PLACES = noClasses()
            .that()
            .resideOutsideOfPackages("dev.arbor.engine.expression..", "dev.arbor.engine.ruby..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jruby..");

    private static final ArchRule ENTITIES_STAY = noClasses()
            .that()
            .resideOutsideOfPackages("dev.arbor.engine..", "dev.arbor.platform..")
            .or()
            .resideInAnyPackage("dev.arbor.engine.api..", "dev.arbor.platform.api..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.arbor..").and(simpleNameEndingWith("Entity")))
            .allowEmptyShould(true);

    private static final ArchRule PACKAGES_ARE_NOUNS_OF_THE_FIELD = classes()
            .that()
            .resideInAPackage("dev.arbor..")
            .should()
            .resideOutsideOfPackages(
                    "..util..", "..utils..", "..common..", "..manager..", "..impl..", "..service..", "..dto..");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(INTEGRATOR_STANDS_ALONE, SeesTheEngine.class),
                Arguments.of(WEB_SEES_APIS, SeesBehindTheApi.class),
                Arguments.of(EJB_SEES_THE_INTEGRATORS_API, dev.arbor.engine.canary.SeesBehindTheApi.class),
                Arguments.of(ENGINE_KNOWS_NO_PLATFORM, KnowsThePlatform.class),
                Arguments.of(PLATFORM_CALLS_THE_ENGINE, SeesTheEnginesRows.class),
                Arguments.of(RUBY_IN_TWO_PLACES, UsesRuby.class),
                Arguments.of(ENTITIES_STAY, HoldsAnEntity.class),
                Arguments.of(PACKAGES_ARE_NOUNS_OF_THE_FIELD, MisplacedThing.class));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isKept(ArchRule rule, Class<?> canary) {
        rule.check(ARBOR);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void catchesWhatBreaksIt(ArchRule rule, Class<?> canary) {
        JavaClasses broken = new ClassFileImporter().importClasses(canary, TreeEntity.class);

        assertThatThrownBy(() -> rule.check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(canary.getSimpleName());
    }

    @Test
    void thereAreClassesToJudge() {
        for (String part : new String[] {"core", "engine", "platform", "web"}) {
            classes()
                    .that()
                    .resideInAPackage("dev.arbor." + part + "..")
                    .should()
                    .bePublic()
                    .orShould()
                    .notBePublic()
                    .check(ARBOR);
        }
    }
}
