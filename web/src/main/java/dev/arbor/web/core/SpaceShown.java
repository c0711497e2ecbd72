package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Kapps;
import dev.arbor.platform.api.Listing;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.api.Spaces;
import dev.arbor.platform.api.Teams;
import dev.arbor.platform.api.Users;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** The space as it is shown, with its kapps, teams and users where those are asked for. */
@RequestScoped
public class SpaceShown {

    @Inject
    private Spaces spaces;

    @Inject
    private Kapps kapps;

    @Inject
    private KappsShown kappsShown;

    @Inject
    private Teams teams;

    @Inject
    private Users users;

    /** The space by itself. */
    ObjectNode show(Identity who, Inclusion include) {
        return with(who, Shown.SPACE.show(spaces.find(who, include.names()), include), include);
    }

    /** The space within something else. */
    ObjectNode nested(Identity who, Inclusion include) {
        return with(who, Shown.SPACE.showNested(spaces.find(who, include.names()), include), include);
    }

    private ObjectNode with(Identity who, ObjectNode space, Inclusion include) {
        if (include.any("kapps")) {
            Inclusion inside = include.inside("kapps");
            var all = kapps.list(who, Listing.ALL, inside.names());
            space.putArray("kapps").addAll(kappsShown.nested(who, all, inside));
        }
        if (include.any("teams")) {
            Inclusion inside = include.inside("teams");
            var all = teams.list(who, PeopleSearch.ALL, false, PeopleShown.partsOfTeam(inside));
            space.putArray("teams").addAll(PeopleShown.teams(all.items(), inside));
        }
        if (include.any("users")) {
            Inclusion inside = include.inside("users");
            var all = users.list(who, PeopleSearch.ALL, PeopleShown.partsOfUser(inside));
            space.putArray("users").addAll(PeopleShown.users(all.items(), inside));
        }
        return space;
    }
}
