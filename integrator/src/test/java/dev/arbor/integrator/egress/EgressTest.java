package dev.arbor.integrator.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {

    private static final Optional<URI> ORIGIN = Optional.of(URI.create("http://localhost:8080"));

    private static InetAddress[] names(String host) throws UnknownHostException {
        return switch (host) {
            case "public.example" -> new InetAddress[] {InetAddress.getByName("93.184.216.34")};
            case "inside.example" -> new InetAddress[] {InetAddress.getByName("10.1.2.3")};
            case "both.example" ->
                new InetAddress[] {InetAddress.getByName("10.1.2.3"), InetAddress.getByName("93.184.216.34")};
            default -> InetAddress.getAllByName(host);
        };
    }

    private static Egress with(String allow) {
        return new Egress(allow, ORIGIN, EgressTest::names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "[::1]",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "inside.example",
                "localhost"
            })
    void deniesWhatIsSpecial(String host) {
        assertThatThrownBy(() -> with("").addresses(host, 443))
                .isInstanceOf(EgressDeniedException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("ARBOR_EGRESS_ALLOW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "93.184.216.34",
                "public.example",
                "2606:2800:220:1:248:1893:25c8:1946",
                "172.32.0.1",
                "100.128.0.1"
            })
    void letsThroughWhatIsPublic(String host) throws Exception {
        assertThat(with("").addresses(host, 443)).hasSize(1);
    }

    @Test
    void connectsOnlyToTheAddressesThatPass() throws Exception {
        assertThat(with("").addresses("both.example", 443)).containsExactly(InetAddress.getByName("93.184.216.34"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "10.0.0.0/8", "inside.example", "INSIDE.example", "x, 10.1.0.0/16"})
    void letsThroughWhatIsAllowed(String allow) throws Exception {
        assertThat(with(allow).addresses("inside.example", 443)).hasSize(1);
    }

    @Test
    void doesNotTakeANameThatIsAllowedForItsNeighbours() {
        assertThatThrownBy(() -> with("other.example,10.1.2.4,10.2.0.0/16").addresses("inside.example", 443))
                .isInstanceOf(EgressDeniedException.class);
    }

    @Test
    void letsTheServerReachItselfOnItsOwnPortAlone() throws Exception {
        assertThat(with("").addresses("localhost", 8080)).isNotEmpty();
        assertThatThrownBy(() -> with("").addresses("localhost", 9990)).isInstanceOf(EgressDeniedException.class);
        assertThatThrownBy(() -> with("").addresses("127.0.0.1", 8080)).isInstanceOf(EgressDeniedException.class);
    }
}
