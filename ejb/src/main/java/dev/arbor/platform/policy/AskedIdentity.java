package dev.arbor.platform.policy;

import dev.arbor.engine.api.RubyRules.Callee;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.group.GroupTable;
import dev.arbor.platform.people.IdentityFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code @identity} in rules: who sent the request. Properties are texts, as the original has them. Teams, groups and
 * attributes are read when a rule asks for them, once for each request.
 */
final class AskedIdentity implements Callee {

    private record Read(IdentityFacts.Facts facts, List<String> groups) {}

    private static final Read NOBODY = new Read(new IdentityFacts.Facts(List.of(), Map.of(), Map.of()), List.of());

    private final Transactions transactions;
    private final Optional<Account> account;
    private Read read;

    AskedIdentity(Transactions transactions, Optional<Account> account) {
        this.transactions = transactions;
        this.account = account;
    }

    @Override
    public Object call(String method, List<Object> arguments) {
        String name = CallNames.plain(method);
        return switch (name) {
            case "property" -> property(CallNames.text(method, arguments));
            case "member_of" -> isMember(CallNames.text(method, arguments));
            case "attribute" -> first(read().facts().attributes().get(CallNames.text(method, arguments)));
            case "attributes" -> read().facts().attributes().getOrDefault(CallNames.text(method, arguments), List.of());
            case "groups" -> read().groups();
            case "teams" -> read().facts().teams();
            case "authenticated" -> account.isPresent();
            case "anonymous" -> account.isEmpty();
            case "space_admin" -> account.map(Account::spaceAdmin).orElse(false);
            case "username", "login_id", "email", "display_name" -> property(name);
            default -> NO_METHOD;
        };
    }

    /** A text; null for a property that there is not. */
    private String property(String name) {
        if (name.startsWith("attribute:")) {
            return first(read().facts().attributes().get(name.substring("attribute:".length())));
        }
        if (name.startsWith("profileAttribute:")) {
            return first(read().facts().profileAttributes().get(name.substring("profileAttribute:".length())));
        }
        return switch (CallNames.plain(name).replace(' ', '_')) {
            case "username", "login_id" -> account.map(Account::username).orElse(null);
            case "email" -> account.flatMap(Account::email).orElse(null);
            case "display_name" -> account.flatMap(Account::displayName).orElse(null);
            case "space_admin" ->
                Boolean.toString(account.map(Account::spaceAdmin).orElse(false));
            default -> null;
        };
    }

    private boolean isMember(String name) {
        return read().groups().contains(name) || read().facts().teams().contains(name);
    }

    private static String first(List<String> values) {
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    private Read read() {
        if (read == null) {
            read = account.isEmpty()
                    ? NOBODY
                    : transactions.call(unit -> new Read(
                            IdentityFacts.of(unit.connection(), account.get().username()),
                            GroupTable.groupsOf(unit.connection(), account.get().username())));
        }
        return read;
    }
}
