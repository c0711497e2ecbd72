import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Fetches one file and keeps it only when its SHA-512 is the expected one. Run by mvnw with a bare JDK. */
class Fetch {
    public static void main(String[] args) throws Exception {
        try {
            fetch(args);
        } catch (IOException e) {
            String why = e.getMessage() == null ? "it cannot be reached" : e.getMessage();
            System.err.println("Expected to fetch Maven from " + args[0] + ", but failed: " + why
                    + ". Install Maven 3.8 or newer, or set MVNW_REPOURL to a repository that can be reached.");
            System.exit(1);
        }
    }

    private static void fetch(String[] args) throws Exception {
        URI from = URI.create(args[0]);
        Path to = Path.of(args[1]);
        String expected = args[2];
        HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
        var answer = client.send(HttpRequest.newBuilder(from).build(), BodyHandlers.ofFile(to));
        if (answer.statusCode() != 200) {
            throw new IOException("Expected " + from + " to answer 200, but it answered " + answer.statusCode() + ".");
        }
        String actual = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(to)));
        if (!actual.equals(expected)) {
            throw new IOException("Expected " + from + " to have the SHA-512 " + expected + ", but it has " + actual + ".");
        }
    }
}
