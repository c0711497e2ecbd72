package dev.arbor.platform.access;

import dev.arbor.platform.access.Endpoints.Level;
import dev.arbor.platform.access.Endpoints.Source;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody may do who is no space administrator (integrator spec 5.5, Policy resolution): what the form says goes
 * before what its kapp says, and that before what the space says; where nobody says anything, the standing rules hold.
 */
final class JudgedPermissions implements Permissions {

    private final Identity who;
    private final Ground ground;
    private final Verdicts verdicts;
    private final PolicyLog log;

    /** Of kapps and forms; those of submissions are as many as submissions. */
    private final Map<List<Object>, Optional<PlatformRefusal>> known = new HashMap<>();

    JudgedPermissions(Identity who, Ground ground, Verdicts verdicts, PolicyLog log) {
        this.who = who;
        this.ground = ground;
        this.verdicts = verdicts;
        this.log = log;
    }

    @Override
    public boolean may(Right right, Subject subject) {
        return refusal(right, subject).isEmpty();
    }

    @Override
    public void demand(Right right, Subject subject) {
        refusal(right, subject).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private Optional<PlatformRefusal> refusal(Right right, Subject subject) {
        if (subject.submission().isPresent()
                || subject.team().isPresent()
                || subject.user().isPresent()) {
            return find(right, subject);
        }
        List<Object> key = List.of(right, Reach.FORM.of(subject));
        Optional<PlatformRefusal> refusal = known.get(key);
        if (refusal == null) {
            refusal = find(right, subject);
            known.put(key, refusal);
        }
        return refusal;
    }

    private Optional<PlatformRefusal> find(Right right, Subject subject) {
        boolean implied =
                switch (right) {
                    case KAPP_DISPLAY, FORM_CREATION, FORM_MODIFICATION ->
                        subject.kapp()
                                .filter(kapp -> may(Right.KAPP_MODIFICATION, Subject.kapp(kapp)))
                                .isPresent();
                    case FORM_DISPLAY, SUBMISSION_ACCESS, SUBMISSION_MODIFICATION, SUBMISSION_SUPPORT ->
                        subject.form()
                                .filter(form -> may(
                                        Right.FORM_MODIFICATION,
                                        Subject.form(subject.kapp().orElseThrow(), form)))
                                .isPresent();
                    case TEAMS_ACCESS, TEAM_MEMBERSHIP_MODIFICATION -> may(Right.TEAM_MODIFICATION, subject);
                    case USERS_ACCESS -> may(Right.USER_MODIFICATION, subject);
                    // Everybody may see and change themselves, whatever is said of others.
                    case USER_MODIFICATION -> StandingRules.isThemselves(who, subject);
                    default -> false;
                };
        return implied ? Optional.empty() : judged(right, subject);
    }

    private Optional<PlatformRefusal> judged(Right right, Subject subject) {
        List<Source> sources = Endpoints.of(right);
        if (!who.authenticated() && subject.form().isPresent()) {
            if (!StandingRules.isAnonymous(subject.form().get())) {
                return Optional.of(StandingRules.denied(who, right, subject));
            }
            if (right == Right.FORM_DISPLAY) {
                // That it is for everybody, it says itself; its own policies may still say otherwise.
                sources = sources.stream()
                        .filter(source -> source.level() == Level.FORM)
                        .toList();
            }
        }
        for (Source source : sources) {
            List<String> names = names(source, subject);
            if (!names.isEmpty()) {
                return names.stream()
                        .flatMap(name -> denial(name, right, subject).stream())
                        .findFirst();
            }
        }
        return StandingRules.holds(who, right, subject)
                ? Optional.empty()
                : Optional.of(StandingRules.denied(who, right, subject));
    }

    private List<String> names(Source source, Subject subject) {
        return switch (source.level()) {
            case FORM ->
                subject.form()
                        .map(form -> PolicyNames.of(form, source.endpoint()))
                        .orElse(List.of());
            case KAPP ->
                subject.kapp()
                        .map(kapp -> PolicyNames.of(kapp, source.endpoint()))
                        .orElse(List.of());
            case SPACE -> PolicyNames.of(ground.space().document(), source.endpoint());
        };
    }

    private Optional<PlatformRefusal> denial(String name, Right right, Subject subject) {
        Optional<PolicyDefinition> definition = ground.definition(name, subject);
        if (definition.isEmpty()) {
            log.denies(name, subject, "It is named, but not defined.");
            return Optional.of(StandingRules.denied(who, right, subject));
        }
        if (verdicts.holds(definition.get(), subject)) {
            return Optional.empty();
        }
        String message = definition.get().message();
        return Optional.of(
                message.isBlank() ? StandingRules.denied(who, right, subject) : NamedPolicies.denied(who, message));
    }
}
