package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Forms;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Kapps;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** Forms of a kapp (integrator spec 4.4). */
@Path(CoreApi.PATH + "/kapps/{kapp}/forms")
@Produces(MediaType.APPLICATION_JSON)
public class FormsResource {

    @Inject
    private Forms forms;

    @Inject
    private Kapps kapps;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @PathParam("kapp")
    private String kapp;

    @GET
    public ObjectNode list() {
        CoreQuery query = new CoreQuery(uri);
        Inclusion include = query.include();
        return Envelope.page(
                "forms",
                forms.list(visitors.current(), kapp, query.listing(), include.names()),
                query,
                "forms of " + kapp,
                page -> withKapp(
                        page.stream()
                                .map(form -> Shown.FORM.show(form, include))
                                .toList(),
                        include));
    }

    @POST
    public ObjectNode create(CoreBody body) {
        ObjectNode form = body.unwrapped("form").json();
        return shown(restorationToken()
                .map(token -> forms.restore(visitors.current(), kapp, token, form))
                .orElseGet(() -> forms.create(visitors.current(), kapp, form)));
    }

    private Optional<String> restorationToken() {
        return new CoreQuery(uri).text("restorationToken");
    }

    @GET
    @Path("/{slug}")
    public ObjectNode find(@PathParam("slug") String slug) {
        return shown(slug);
    }

    @PUT
    @Path("/{slug}")
    public ObjectNode update(@PathParam("slug") String slug, CoreBody body) {
        ObjectNode form = body.unwrapped("form").json();
        return shown(restorationToken()
                .map(token -> forms.restore(visitors.current(), kapp, token, form))
                .orElseGet(() -> forms.update(visitors.current(), kapp, slug, form)));
    }

    @DELETE
    @Path("/{slug}")
    public ObjectNode delete(@PathParam("slug") String slug) {
        ObjectNode before = shown(slug);
        String token = forms.delete(visitors.current(), kapp, slug);
        ((ObjectNode) before.get("form")).put("restorationToken", token);
        return before;
    }

    private ObjectNode shown(String slug) {
        CoreQuery query = new CoreQuery(uri);
        boolean export = query.flag("export");
        Inclusion include = export ? Exports.everything(Shown.FORM) : query.include();
        ObjectNode form = Shown.FORM.show(forms.find(visitors.current(), kapp, slug, include.names()), include);
        withKapp(List.of(form), query.include());
        return Envelope.one("form", export ? Exports.without(form) : form);
    }

    private List<ObjectNode> withKapp(List<ObjectNode> shown, Inclusion include) {
        if (include.any("kapp") && !shown.isEmpty()) {
            Inclusion inside = include.inside("kapp");
            Identity who = visitors.current();
            ObjectNode json = Shown.KAPP.showNested(kapps.find(who, kapp, inside.names()), inside);
            shown.forEach(form -> form.set("kapp", json));
        }
        return shown;
    }
}
