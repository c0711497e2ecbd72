package dev.arbor.engine.error;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The long text of an error, which is fetched only on demand. */
@Entity
@Immutable
@Table(name = "error")
public class ErrorTextEntity {

    @Id
    private long id;

    private String text;

    protected ErrorTextEntity() {}

    public long id() {
        return id;
    }

    public String text() {
        return text;
    }
}
