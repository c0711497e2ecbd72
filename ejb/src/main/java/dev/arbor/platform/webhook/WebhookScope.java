package dev.arbor.platform.webhook;

import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.space.SpaceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * What has webhooks.
 *
 * @param type Space or Kapp
 */
public record WebhookScope(String type, UUID id) {

    static final String SPACE = "Space";
    static final String KAPP = "Kapp";

    /**
     * The kapp of a slug, or the space, for somebody who may change it: webhooks tell others what happens there.
     *
     * @throws PlatformRefusal when there is no such kapp, or they may not
     */
    public static WebhookScope of(Connection connection, Authoriser authoriser, Identity who, Optional<String> kapp)
            throws SQLException {
        if (kapp.isEmpty()) {
            authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
            return new WebhookScope(SPACE, SpaceTable.id(connection));
        }
        Entry entry = KappTable.find(connection, kapp.get());
        authoriser.demand(who, Right.KAPP_MODIFICATION, Subject.kapp(entry.document()));
        return new WebhookScope(KAPP, entry.id());
    }
}
