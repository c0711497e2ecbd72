package dev.arbor.web.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.platform.api.AccessToken;
import dev.arbor.platform.api.Account;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantedJsonTest {

    private static final AccessToken TOKEN = new AccessToken(
            "a.b.c",
            Duration.ofSeconds(43_200),
            new Account("zoë", Optional.of("Zoë & Co"), Optional.empty(), false, false),
            "kinetic-data",
            "acme");

    @Test
    void theTokenIsFirstAndSomethingFollows() {
        assertThat(GrantedJson.fragment(TOKEN, Optional.of("a&b c")))
                .isEqualTo("access_token=a.b.c&token_type=bearer&expires_in=43200&scope=full_access&spaceSlug=acme"
                        + "&displayName=Zo%C3%AB%20%26%20Co&iss=kinetic-data&spaceAdmin=false&email=&username=zo%C3%AB"
                        + "&state=a%26b%20c");
    }

    @Test
    void inJsonNumbersAreNumbers() {
        assertThat(GrantedJson.json(TOKEN).toString())
                .isEqualTo("{\"access_token\":\"a.b.c\",\"token_type\":\"bearer\",\"expires_in\":43200,"
                        + "\"scope\":\"full_access\",\"spaceSlug\":\"acme\",\"displayName\":\"Zoë & Co\","
                        + "\"iss\":\"kinetic-data\",\"spaceAdmin\":false,\"email\":null,\"username\":\"zoë\"}");
    }
}
