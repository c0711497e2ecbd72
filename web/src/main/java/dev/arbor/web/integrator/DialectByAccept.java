package dev.arbor.web.integrator;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes {@code Accept: application/vnd.kinetic.integrator.k+json} (or {@code s}) for the header that asks for a dialect
 * (integrator spec 1.13). The answer is JSON as ever.
 */
@Provider
@PreMatching
public class DialectByAccept implements ContainerRequestFilter {

    private static final Pattern VENDOR =
            Pattern.compile("application/vnd\\.kinetic\\.integrator\\.([ks])\\+json", Pattern.CASE_INSENSITIVE);

    @Override
    public void filter(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        Matcher vendor = VENDOR.matcher(accept == null ? "" : accept);
        if (vendor.find()) {
            request.getHeaders().putSingle(IntegratorApi.DIALECT, vendor.group(1));
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        }
    }
}
