package dev.arbor.web.oauth;

import dev.arbor.web.SpacePrefix;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where clients reach this server: {@code arbor.public.url}, or else as the request in hand did. */
@ApplicationScoped
public class PublicAddress {

    @Inject
    @ConfigProperty(name = "arbor.public.url")
    private Optional<String> configured;

    @Inject
    private SpacePrefix prefix;

    /** Without a slash at its end; with the prefix of the space if the client used it. */
    String of(HttpServletRequest request) {
        if (configured.isPresent()) {
            return configured.get().replaceAll("/+$", "");
        }
        String url = request.getRequestURL().toString();
        String path = request.getRequestURI();
        return url.substring(0, url.length() - path.length()) + prefix.used(request);
    }
}
