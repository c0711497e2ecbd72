package dev.arbor.integrator.template;

/** A parameter without which no request can be made. */
public final class MissingParameterException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    /** With the name of the parameter, as its author wrote it. */
    public MissingParameterException(String parameter) {
        super("Missing required parameter: " + parameter);
        this.parameter = parameter;
    }

    /** Its name. */
    public String parameter() {
        return parameter;
    }
}
