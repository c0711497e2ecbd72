package dev.arbor.engine.tree;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Keeps what was fired, for tests without a container. */
final class RecordedActivations implements Event<TreeActivated> {

    final List<TreeActivated> fired = new ArrayList<>();

    @Override
    public void fire(TreeActivated event) {
        fired.add(event);
    }

    @Override
    public <U extends TreeActivated> CompletionStage<U> fireAsync(U event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends TreeActivated> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Event<TreeActivated> select(Annotation... qualifiers) {
        return this;
    }

    @Override
    public <U extends TreeActivated> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends TreeActivated> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
