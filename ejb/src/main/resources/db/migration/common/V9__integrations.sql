-- Integrations of kapps: operations of connections that those may perform who see the kapp. Those of forms are in the
-- content of the form. content has the connection, the operation, the input mappings and the security policies.
CREATE TABLE kapp_integration (
    id                  UUID PRIMARY KEY,
    kapp_id             UUID         NOT NULL REFERENCES kapp (id),
    name                VARCHAR(255) NOT NULL,
    content             TEXT         NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_by          VARCHAR(255) NOT NULL,
    CONSTRAINT kapp_integration_name UNIQUE (kapp_id, name)
);
