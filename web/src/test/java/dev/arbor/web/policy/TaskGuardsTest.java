package dev.arbor.web.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.arbor.platform.api.PolicyArea;
import dev.arbor.web.policy.TaskGuards.AreaGuard;
import dev.arbor.web.policy.TaskGuards.StartGuard;
import dev.arbor.web.policy.TaskGuards.TreeGuard;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation of the Task API is guarded, each by the rules that are meant for it. */
class TaskGuardsTest {

    private static final List<JavaClass> RESOURCES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.arbor.web").stream()
                    .filter(each -> each.isAnnotatedWith(Path.class))
                    .toList();

    private static List<Object> guards(Class<?> resource, Method method) {
        List<Object> registered = new ArrayList<>();
        ResourceInfo info = new ResourceInfo() {
            @Override
            public Method getResourceMethod() {
                return method;
            }

            @Override
            public Class<?> getResourceClass() {
                return resource;
            }
        };
        FeatureContext context = (FeatureContext) Proxy.newProxyInstance(
                FeatureContext.class.getClassLoader(),
                new Class<?>[] {FeatureContext.class},
                (proxy, called, values) -> {
                    registered.add(values[0]);
                    return proxy;
                });
        new TaskGuards().configure(info, context);
        return registered;
    }

    private static Stream<Method> operations(Class<?> resource) {
        return Stream.of(resource.getMethods())
                .filter(method -> !method.isBridge())
                .filter(method -> Stream.of(method.getAnnotations())
                        .anyMatch(each -> each.annotationType().isAnnotationPresent(HttpMethod.class)));
    }

    @Test
    void everyOperationHasOneGuardAndThoseOnTreesHaveTwo() {
        Map<String, List<String>> odd = new TreeMap<>();
        int guarded = 0;
        for (JavaClass each : RESOURCES) {
            Class<?> resource = each.reflect();
            for (Method method : operations(resource).toList()) {
                List<String> guards = guards(resource, method).stream()
                        .map(guard -> guard.getClass().getSimpleName())
                        .toList();
                List<String> wanted = !resource.getPackageName().equals("dev.arbor.web.task")
                        ? List.of()
                        : method.isAnnotationPresent(Starts.class)
                                ? List.of(StartGuard.class.getSimpleName())
                                : method.isAnnotationPresent(ActsOnTree.class)
                                        ? List.of(AreaGuard.class.getSimpleName(), TreeGuard.class.getSimpleName())
                                        : List.of(AreaGuard.class.getSimpleName());
                if (!guards.equals(wanted)) {
                    odd.put(resource.getSimpleName() + "." + method.getName(), guards);
                }
                guarded += guards.isEmpty() ? 0 : 1;
            }
        }
        assertThat(odd).isEmpty();
        assertThat(guarded).isGreaterThan(60);
    }

    @Test
    void whatBelongsToNoAreaIsHarmless() {
        List<String> without = new ArrayList<>();
        for (JavaClass each : RESOURCES) {
            Class<?> resource = each.reflect();
            operations(resource)
                    .filter(method -> TaskGuards.isOfTaskApi(resource))
                    .filter(method -> !method.isAnnotationPresent(Starts.class))
                    .filter(method -> Areas.of(resource, method) == PolicyArea.API_V2)
                    .forEach(method -> without.add(resource.getSimpleName()));
        }
        // Add the word of a new path to Areas, or the name of its resource here if everybody may use it.
        assertThat(List.of("MetaResource", "NoticesResource", "RootResource", "VersionResource"))
                .containsAll(without);
    }

    @Test
    void administrationIsForAdministrators() {
        for (String name : List.of(
                "AccessKeysResource",
                "AccessKeysAliasResource",
                "PolicyRulesResource",
                "GroupsResource",
                "TaskUsersResource",
                "AccessConfigResource")) {
            Class<?> resource = RESOURCES.stream()
                    .filter(each -> each.getSimpleName().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .reflect();
            operations(resource)
                    .forEach(method -> assertThat(Areas.of(resource, method).administration())
                            .as(name)
                            .isTrue());
        }
    }
}
