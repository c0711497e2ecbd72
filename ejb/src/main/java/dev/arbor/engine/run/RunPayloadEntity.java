package dev.arbor.engine.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** What goes into a run and comes out of it, which may be long and is fetched only on demand. */
@Entity
@Immutable
@Table(name = "run")
public class RunPayloadEntity {

    @Id
    private long id;

    @Column(name = "source_data")
    private String sourceData;

    private String inputs;

    private String outputs;

    protected RunPayloadEntity() {}

    public long id() {
        return id;
    }

    public Optional<String> sourceData() {
        return Optional.ofNullable(sourceData);
    }

    public Optional<String> inputs() {
        return Optional.ofNullable(inputs);
    }

    public Optional<String> outputs() {
        return Optional.ofNullable(outputs);
    }
}
