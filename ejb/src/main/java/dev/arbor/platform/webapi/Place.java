package dev.arbor.platform.webapi;

import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.space.SpaceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Where web APIs are: in the space, or in a kapp. */
record Place(Entry space, Optional<Entry> kapp) {

    /** What a request names. */
    static Place of(Connection connection, Optional<String> kapp) throws SQLException {
        Entry space = SpaceTable.read(connection);
        return new Place(
                space, kapp.isPresent() ? Optional.of(KappTable.find(connection, kapp.get())) : Optional.empty());
    }

    /** The same for somebody who may change what is there. */
    static Place of(Connection connection, Optional<String> kapp, Authoriser authoriser, Identity who)
            throws SQLException {
        Place place = of(connection, kapp);
        if (place.kapp().isPresent()) {
            authoriser.demand(
                    who,
                    Right.KAPP_MODIFICATION,
                    Subject.kapp(place.kapp().get().document()));
        } else {
            authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        }
        return place;
    }

    UUID id() {
        return kapp.orElse(space).id();
    }

    /** The group of their trees. */
    String group() {
        return kapp.map(entry -> "WebApis > " + entry.slug()).orElse("WebApis");
    }
}
