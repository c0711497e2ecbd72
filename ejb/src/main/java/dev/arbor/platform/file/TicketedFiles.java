package dev.arbor.platform.file;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.FileLinks;
import dev.arbor.platform.api.Files;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.oauth.FileTickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** The files of tickets. Rights are asked for when a ticket is given, and not again while it lives. */
@ApplicationScoped
public class TicketedFiles implements FileLinks {

    private final Transactions transactions;
    private final Files files;
    private final FileStore store;
    private final FileTickets tickets;

    /** For the container's proxy. */
    protected TicketedFiles() {
        this(null, null, null, null);
    }

    @Inject
    public TicketedFiles(Transactions transactions, Files files, FileStore store, FileTickets tickets) {
        this.transactions = transactions;
        this.files = files;
        this.store = store;
        this.tickets = tickets;
    }

    @Override
    public String ticket(Identity who, String submission, String field, int index, String name) {
        return tickets.issue(files.open(who, submission, field, index, name).id());
    }

    @Override
    public Files.Stored open(String ticket, String name) {
        UUID id = tickets.redeem(ticket);
        Optional<FileRows.Row> file = transactions.call(unit -> FileRows.find(unit.connection(), id));
        return file.filter(row -> row.name().equals(name))
                .map(row -> row.at(store))
                .orElseThrow(() -> PlatformRefusal.missing("File", name));
    }
}
