package dev.arbor.web.openapi;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every method of a resource, read from the classes and not by the scanner of the server. */
final class ResourceMethods {

    /** A place in a path that takes some words and no others. */
    private static final Pattern WORDS = Pattern.compile("\\{(\\w+):([\\w|/?()-]+)}");

    private static final Pattern EXPRESSION = Pattern.compile("\\{(\\w+)\\s*:[^{}]*(\\{[^}]*})?[^{}]*}");

    private ResourceMethods() {}

    /** All of them, such as {@code GET /app/api/v1/kapps/{slug}}; one that takes several words is there for each. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.arbor.web").stream()
                        .filter(each -> each.isAnnotatedWith(Path.class))
                        .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
                        .forEach(each -> of(each).forEach(all::add));
        return all;
    }

    private static Stream<String> of(JavaClass resource) {
        String root = resource.getAnnotationOfType(Path.class).value();
        return resource.getAllMethods().stream().flatMap(method -> verb(method).stream()
                .flatMap(verb -> paths(root + path(method)).stream().map(path -> verb + " " + path)));
    }

    private static Optional<String> verb(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(each -> each.getRawType().tryGetAnnotationOfType(HttpMethod.class))
                .flatMap(Optional::stream)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(JavaMethod method) {
        return method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
    }

    private static List<String> paths(String template) {
        Matcher words = WORDS.matcher(template);
        if (!words.find()) {
            return List.of(EXPRESSION.matcher(template).replaceAll("{$1}"));
        }
        return Stream.of(alternatives(words.group(2)))
                .flatMap(word ->
                        paths(template.substring(0, words.start()) + word + template.substring(words.end())).stream())
                .toList();
    }

    /** {@code a|b}, or {@code (a)?}, which may be missing. */
    private static String[] alternatives(String expression) {
        return expression.endsWith(")?")
                ? new String[] {"", expression.substring(1, expression.length() - 2)}
                : expression.split("\\|");
    }
}
