package dev.arbor.platform.coreapi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A Core API and who calls it.
 *
 * @param location its address, without a slash at the end
 * @param username empty for nobody
 */
record CoreServer(String location, String username, String password) {

    private static final String API = "/app/api/v1";

    /**
     * As the properties of {@code kinetic_core_api_v1} say: the whole address of the API.
     *
     * @param own address of this server
     */
    static CoreServer ofApi(Map<String, String> properties, String own) {
        String location = trimmed(properties.getOrDefault("api_location", ""));
        return of(properties, location.isEmpty() ? trimmed(own) + API : location);
    }

    /**
     * As the properties of the handlers of submissions say: the address of a server, and of a space on it.
     *
     * @param space of the node; empty for that of the properties
     * @param own address of this server
     */
    static CoreServer ofSpace(Map<String, String> properties, String space, String own) {
        String slug =
                space.isEmpty() ? properties.getOrDefault("space_slug", "").strip() : space;
        String server = trimmed(properties.getOrDefault("api_server", ""));
        if (server.contains("${space}")) {
            return of(properties, server.replace("${space}", slug) + API);
        }
        if (server.isEmpty()) {
            server = slug.isEmpty() ? trimmed(own) : trimmed(own) + "/kinetic";
        }
        return of(properties, server + (slug.isEmpty() ? "" : "/" + slug) + API);
    }

    private static CoreServer of(Map<String, String> properties, String location) {
        return new CoreServer(
                location,
                properties.getOrDefault("api_username", "").strip(),
                properties.getOrDefault("api_password", ""));
    }

    private static String trimmed(String address) {
        return address.strip().replaceAll("/+$", "");
    }

    /** What signs in (RFC 7617). */
    String authorization() {
        return "Basic " + signIn();
    }

    private String signIn() {
        return Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** What must not be shown. */
    List<String> secrets() {
        return List.of(password, signIn());
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "CoreServer[" + location + "]";
    }
}
