package dev.arbor.platform.form;

import dev.arbor.engine.database.Transactions;
import java.sql.SQLException;
import java.util.UUID;

/** Something that forms hold and that another package keeps. Every bean of this type is found by CDI. */
public interface FormContents {

    /** Deletes what a form holds of it, in the transaction that deletes the form. */
    void remove(Transactions.Unit unit, UUID form) throws SQLException;
}
