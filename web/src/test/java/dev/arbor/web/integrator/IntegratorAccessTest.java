package dev.arbor.web.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation of the Integrator API is guarded, but for the two that everybody may ask. */
class IntegratorAccessTest {

    private static boolean guarded(Class<?> resource, Method method) {
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
        new IntegratorAccess().configure(info, context);
        return registered.stream().anyMatch(IntegratorAccess.Guard.class::isInstance);
    }

    @Test
    void everyOperationIsGuardedButTwo() {
        List<String> open = new ArrayList<>();
        int guarded = 0;
        for (JavaClass each : new ClassFileImporter().importPackages("dev.arbor.web.integrator")) {
            Class<?> resource = each.reflect();
            if (!resource.isAnnotationPresent(Path.class)) {
                continue;
            }
            for (Method method : resource.getMethods()) {
                if (Stream.of(method.getAnnotations())
                        .noneMatch(every -> every.annotationType().isAnnotationPresent(HttpMethod.class))) {
                    continue;
                }
                if (guarded(resource, method)) {
                    guarded++;
                } else {
                    open.add(resource.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "AboutResource.healthz",
                        "AboutResource.version",
                        "AboutAliasResource.healthz",
                        "AboutAliasResource.version");
        assertThat(guarded).isGreaterThanOrEqualTo(23);
    }
}
