package dev.arbor.platform.ksl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/** A submission of a form, and somebody who looks at it. */
final class Contexts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Contexts() {}

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static KslContext.Builder submission() {
        return KslContext.builder()
                .values(() ->
                        json("{'Status':'Open','Team Checkboxes':['a','b'],'Notes':null,'attribute:X':'v','n':7}"))
                .with(
                        "submission",
                        Facts.of(json("{'id':'s1','createdBy':'jane','anonymous':false,'sessionToken':null,"
                                + "'coreState':'Submitted'}")))
                .with(
                        "form",
                        Facts.of(json("{'name':'Approval — é🌳','slug':'approval','attributes':"
                                + "[{'name':'Icon','values':['flask']},{'name':'Two','values':['x','y']}]}")))
                .with("kapp", Facts.of(json("{'slug':'services','attributesMap':{'Owner':['jane'],'None':[]}}")))
                .with("space", Facts.of(json("{'slug':'acme'}")))
                .with(
                        "identity",
                        Facts.lazy(Map.of(
                                "username", () -> TextNode.valueOf("jane"),
                                "authenticated", () -> BooleanNode.TRUE,
                                "teams", () -> Facts.texts(List.of("Department::HR", "Role::Employee")))));
    }
}
