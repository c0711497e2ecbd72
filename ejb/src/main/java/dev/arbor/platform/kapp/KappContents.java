package dev.arbor.platform.kapp;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Entry;
import java.sql.SQLException;

/** Something that kapps hold and that another package keeps. Every bean of this type is found by CDI. */
public interface KappContents {

    /** Deletes what a kapp holds of it, in the transaction that deletes the kapp. */
    void remove(Transactions.Unit unit, Entry kapp, Identity who) throws SQLException;
}
