package dev.arbor.web.core;

/** Where the Core API is. */
public final class CoreApi {

    /** Its prefix. */
    public static final String PATH = "/app/api/v1";

    private CoreApi() {}

    /** Whether a path, without the prefix of a space, with or without a leading slash, is one of the API. */
    public static boolean isAt(String relative) {
        String path = relative.startsWith("/") ? relative : "/" + relative;
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }
}
