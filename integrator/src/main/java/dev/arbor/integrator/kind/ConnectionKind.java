package dev.arbor.integrator.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.template.Template;
import java.util.List;

/** One kind of connection. */
public interface ConnectionKind {

    /** Its name, as {@code type} and {@code configType} say it. */
    String name();

    /**
     * Makes a connection ready for use. Nothing is connected to yet, and no thread is taken.
     *
     * @throws CallException when its definition cannot be used, for example for a certificate that is none
     */
    OpenConnection open(Definition definition) throws CallException;

    /** The templates of an operation's config, in the order in which its inputs are detected. */
    List<Template> templates(ObjectNode operation);
}
