package dev.arbor.platform.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.integrator.api.Strongbox;
import dev.arbor.platform.api.Agents;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.document.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The agents in the document of the space, their secrets in the strongbox, which has transactions of its own: a secret is
 * sealed when its agent is there, so that who comes second with a slug changes nothing.
 */
@ApplicationScoped
public class StoredAgents implements Agents {

    private static final Shape SHAPE = Shape.of("Agent").texts("slug", "label", "url", "secret");
    private static final Shape KEPT = Shape.of("Agent").texts("slug", "label", "url");
    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final int LONGEST = 2_000;
    private static final String OWNER = "platform-agents";

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final Strongbox strongbox;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredAgents() {
        this(null, null, null, null);
    }

    @Inject
    public StoredAgents(Transactions transactions, Authoriser authoriser, Strongbox strongbox, InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.strongbox = strongbox;
        this.time = time;
    }

    /** What the space shows of its components; it works on what is stored and takes nothing over. */
    static ObjectNode components(ObjectNode space) {
        ObjectNode components = Documents.object();
        components.set(
                "agents", space.path("agents").isArray() ? space.get("agents").deepCopy() : Documents.list());
        components.putObject("task");
        return components;
    }

    @Override
    public List<ObjectNode> list(Identity who) {
        authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        return transactions.call(unit -> agents(SpaceTable.read(unit.connection())));
    }

    @Override
    public ObjectNode find(Identity who, String slug) {
        return one(list(who), slug).orElseThrow(() -> missing(slug));
    }

    @Override
    public ObjectNode create(Identity who, ObjectNode body) {
        authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        ObjectNode agent = KEPT.empty();
        SHAPE.check(body);
        KEPT.merge(agent, body);
        check(agent);
        String slug = agent.get("slug").asText();
        change(who, agents -> {
            if (one(agents, slug).isPresent()) {
                throw PlatformRefusal.duplicate("agent", "slug");
            }
            agents.add(agent);
            return agent;
        });
        seal(slug, body);
        return agent;
    }

    @Override
    public ObjectNode update(Identity who, String slug, ObjectNode change) {
        authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        SHAPE.check(change);
        if (!Documents.text(change, "slug").orElse(slug).equals(slug)) {
            throw PlatformRefusal.invalid("Agent", List.of("Slug must stay as it is"));
        }
        ObjectNode changed = change(who, agents -> {
            ObjectNode agent = one(agents, slug).orElseThrow(() -> missing(slug));
            KEPT.merge(agent, change);
            check(agent);
            return agent;
        });
        seal(slug, change);
        return changed;
    }

    @Override
    public ObjectNode delete(Identity who, String slug) {
        authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        ObjectNode gone = change(who, agents -> {
            ObjectNode agent = one(agents, slug).orElseThrow(() -> missing(slug));
            agents.remove(agent);
            return agent;
        });
        strongbox.remove(OWNER, slug);
        return gone;
    }

    /** Changes the list while nobody else does; gives the one that it was about. */
    private ObjectNode change(Identity who, Function<List<ObjectNode>, ObjectNode> change) {
        return transactions.call(unit -> {
            Entry space = SpaceTable.lock(unit.connection());
            List<ObjectNode> agents = agents(space);
            ObjectNode agent = change.apply(agents);
            agents.sort(Comparator.comparing(each -> each.get("slug").asText()));
            space.document().set("agents", agents.stream().collect(Documents::list, ArrayNode::add, ArrayNode::addAll));
            SpaceTable.update(unit.connection(), space, who.username(), time.instant());
            return agent;
        });
    }

    private void seal(String slug, ObjectNode body) {
        Documents.text(body, "secret")
                .filter(secret -> !secret.isEmpty())
                .ifPresent(secret -> strongbox.put(OWNER, slug, secret));
    }

    private static void check(ObjectNode agent) {
        List<String> findings = new ArrayList<>();
        if (!SLUG.matcher(agent.path("slug").asText("")).matches()) {
            findings.add("Slug must be at most 100 letters, digits, hyphens and underscores");
        }
        for (String name : List.of("label", "url")) {
            String text = agent.path(name).asText("");
            if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
                findings.add(name + " must be at most " + LONGEST + " characters, none of them NUL");
            }
        }
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("Agent", findings);
        }
    }

    private static List<ObjectNode> agents(Entry space) {
        List<ObjectNode> agents = new ArrayList<>();
        for (JsonNode each : space.document().path("agents")) {
            agents.add((ObjectNode) each);
        }
        return agents;
    }

    private static Optional<ObjectNode> one(List<ObjectNode> agents, String slug) {
        return agents.stream()
                .filter(each -> each.get("slug").asText().equals(slug))
                .findFirst();
    }

    private static PlatformRefusal missing(String slug) {
        return PlatformRefusal.missing("Agent", slug);
    }
}
