package dev.arbor.engine.category;

import dev.arbor.engine.api.Categories;
import dev.arbor.engine.api.Categories.CategoryView;
import dev.arbor.engine.api.KnownCategories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The names of the categories that there are, for those who assign policy rules to some. */
@ApplicationScoped
public class CategoryNames implements KnownCategories {

    private final Categories categories;

    /** For the container's proxy. */
    protected CategoryNames() {
        this(null);
    }

    @Inject
    CategoryNames(Categories categories) {
        this.categories = categories;
    }

    @Override
    public Set<String> missing(Collection<String> names) {
        Set<String> missing = new HashSet<>(names);
        if (!missing.isEmpty()) {
            categories.list(0, 0).items().stream().map(CategoryView::name).forEach(missing::remove);
        }
        return missing;
    }
}
