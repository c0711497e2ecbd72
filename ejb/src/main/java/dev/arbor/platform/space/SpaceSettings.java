package dev.arbor.platform.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.address.AddressList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What the space says about every request. It is known for a second, so a change is felt on each server within that, and
 * requests do not read it one by one.
 */
@ApplicationScoped
public class SpaceSettings {

    static final Duration KNOWN = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final InstantSource time;
    private final Duration idle;
    private volatile Known known;

    /**
     * What it says.
     *
     * @param idle how long a session lasts that is not used
     * @param addresses where requests may come from; empty for anywhere
     * @param afterLogout where a browser goes that has signed out
     */
    public record Settings(Duration idle, Optional<AddressList> addresses, Optional<String> afterLogout) {}

    private record Known(Settings settings, Instant at) {}

    /** For the container's proxy. */
    protected SpaceSettings() {
        this(null, null, Duration.ZERO);
    }

    /**
     * Of a database.
     *
     * @param idle what holds where the space says nothing about sessions
     */
    @Inject
    public SpaceSettings(
            Transactions transactions,
            InstantSource time,
            @ConfigProperty(name = "arbor.session.idle", defaultValue = "PT1H") Duration idle) {
        this.transactions = transactions;
        this.time = time;
        this.idle = idle;
    }

    /** What holds now. */
    public Settings current() {
        Instant now = time.instant();
        Known last = known;
        if (last == null || !now.isBefore(last.at().plus(KNOWN)) || now.isBefore(last.at())) {
            last = new Known(read(), now);
            known = last;
        }
        return last.settings();
    }

    /** What is known may be old. */
    public void forget() {
        known = null;
    }

    private Settings read() {
        ObjectNode space =
                transactions.call(unit -> SpaceTable.read(unit.connection())).document();
        long seconds = space.path("sessionInactiveLimitInSeconds").asLong();
        return new Settings(
                seconds > 0 ? Duration.ofSeconds(seconds) : idle,
                space.path("allowedIpsEnabled").asBoolean()
                        ? Optional.of(AddressList.of(texts(space.path("allowedIps"))))
                        : Optional.empty(),
                Optional.of(space.path("afterLogoutPath"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .filter(text -> !text.isBlank()));
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
