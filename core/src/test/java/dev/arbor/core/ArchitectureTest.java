package dev.arbor.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.arbor.core.canary.UsesALibrary;
import org.junit.jupiter.api.Test;

/** The decisions depend on the JDK alone (design section 3). */
class ArchitectureTest {

    private static final ArchRule JDK_ALONE = classes()
            .that()
            .resideInAPackage("dev.arbor.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.xml..", "org.w3c.dom..", "org.xml.sax..", "dev.arbor.core..");

    @Test
    void coreDependsOnTheJdkAlone() {
        JDK_ALONE.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.arbor.core"));
    }

    @Test
    void theRuleCatchesALibrary() {
        assertThatThrownBy(() -> JDK_ALONE.check(new ClassFileImporter().importClasses(UsesALibrary.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.assertj");
    }
}
