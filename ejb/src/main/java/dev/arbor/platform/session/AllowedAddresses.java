package dev.arbor.platform.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.platform.address.AddressList;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.AddressRules;
import dev.arbor.platform.space.SpaceSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Asks the space and the account. */
@ApplicationScoped
public class AllowedAddresses implements AddressRules {

    /** Lists as they were read from their texts. */
    private final Cache<String, AddressList> lists =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private final SpaceSettings space;

    /** For the container's proxy. */
    protected AllowedAddresses() {
        this(null);
    }

    @Inject
    public AllowedAddresses(SpaceSettings space) {
        this.space = space;
    }

    @Override
    public boolean spaceAdmits(String address) {
        return space.current().addresses().map(list -> list.contains(address)).orElse(true);
    }

    @Override
    public boolean admits(Account account, String address) {
        String allowed = account.allowedIps();
        return allowed.isBlank()
                || lists.get(allowed, text -> AddressList.of(AddressList.split(text)))
                        .contains(address);
    }
}
